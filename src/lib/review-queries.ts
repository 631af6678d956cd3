import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  ListingKind,
  OwnReviewPage,
  QuestionPage,
  ReviewablePage,
  ReviewPage,
  reviewSorts,
} from '../../contracts/reviews.ts'
import { retryUnlessDecided } from './booking-queries.ts'
import { http } from './http.ts'
import { queryKeys } from './query-keys.ts'

export type ReviewSort = (typeof reviewSorts)[number]
/** Where a listing's reviews and questions are. */
export type ReviewedListing = { kind: ListingKind; id: string }

const addressOf = ({ kind, id }: ReviewedListing) => `/${kind === 'EXPERIENCE' ? 'experiences' : 'products'}/${id}`

export const reviewsQuery = (listing: ReviewedListing, sort: ReviewSort, stars: number | null) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.reviews, 'listing', listing.id, sort, stars],
    queryFn: ({ signal, pageParam }) =>
      http.get<ReviewPage>(`${addressOf(listing)}/reviews`, {
        signal,
        query: { sort, stars, limit: 5, cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    retry: retryUnlessDecided,
  })

export const questionsQuery = (listing: ReviewedListing) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.questions, 'listing', listing.id],
    queryFn: ({ signal, pageParam }) =>
      http.get<QuestionPage>(`${addressOf(listing)}/questions`, { signal, query: { limit: 5, cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    retry: retryUnlessDecided,
  })

export const questionsAddress = (listing: ReviewedListing) => `${addressOf(listing)}/questions`

/** What one was at or received, and may write about: the latest hundred are enough for the buttons of a page. */
export const reviewableQuery = queryOptions({
  queryKey: [...queryKeys.reviews, 'reviewable'],
  queryFn: async ({ signal }) =>
    (await http.get<z.infer<typeof ReviewablePage>>('/me/reviewable', { signal, query: { limit: 100 } })).items,
  retry: retryUnlessDecided,
})

export const ownReviewsQuery = queryOptions({
  queryKey: [...queryKeys.reviews, 'own'],
  queryFn: async ({ signal }) =>
    (await http.get<z.infer<typeof OwnReviewPage>>('/me/reviews', { signal, query: { limit: 100 } })).items,
  retry: retryUnlessDecided,
})
