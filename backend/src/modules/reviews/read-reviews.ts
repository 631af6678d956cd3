/** Lists of reviews and questions, with cursors that belong to one list. */
import type { Language } from '../../../../contracts/common.ts'
import type {
  InboxQuery,
  ListingKind,
  OwnReview,
  Question,
  QuestionPage,
  ReceivedQuestion,
  ReceivedQuestionPage,
  ReceivedReview,
  ReceivedReviewPage,
  Reviewable,
  ReviewInboxQuery,
  ReviewListQuery,
  ReviewPage,
} from '../../../../contracts/reviews.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pageOf, readCursor } from '../../platform/lists/read-cursor.ts'
import { decodeKeyset, encodeKeyset } from '../../platform/pure/keyset-cursor.ts'
import type { ListPage } from '../../platform/pure/list-cursor.ts'
import type { ReviewDeps } from './deps.ts'
import { findListing, listReviewable } from './listings.queries.ts'
import { summaryOf } from './review.rules.ts'
import {
  countRatings,
  countUnanswered,
  listOwnReviews,
  listQuestions,
  listReceivedQuestions,
  listReceivedReviews,
  listReviews,
} from './reviews.queries.ts'

type Deps = Pick<ReviewDeps, 'database' | 'payeesOf'>
interface Asked {
  limit: number
  cursor?: string | undefined
}

/** Everyone sees what is said of a listing that everyone sees; of another one only whoever offers it, and who answers with them. */
async function visibleListing(deps: Deps, kind: ListingKind, id: string, viewerId: string | null) {
  const listing = await findListing(deps.database.read, kind, id)
  if (!listing) throw platformErrors.NOT_FOUND()
  if (!listing.listed && listing.payeeUserId !== viewerId) {
    const payees = viewerId === null ? [] : (await deps.payeesOf(viewerId))[kind]
    if (!payees.includes(listing.payeeId)) throw platformErrors.NOT_FOUND()
  }
  return listing
}

/** @throws NOT_FOUND as the listing's own page, VALIDATION_FAILED for a cursor of another list */
export async function browseReviews(
  deps: Deps,
  input: { kind: ListingKind; id: string; query: ReviewListQuery; viewerId: string | null },
): Promise<ReviewPage> {
  const { kind, id, viewerId } = input
  const { sort, stars, limit, cursor } = input.query
  const listing = await visibleListing(deps, kind, id, viewerId)
  const [page, counts] = await Promise.all([
    pageOf({ of: id, sort, stars }, cursor, (after) =>
      listReviews(deps.database.read, listing, { sort, stars }, viewerId, { limit, after }),
    ),
    countRatings(deps.database.read, listing),
  ])
  return { ...page, summary: summaryOf(counts) }
}

/** @throws NOT_FOUND as the listing's own page, VALIDATION_FAILED for a cursor of another list */
export async function browseQuestions(
  deps: Deps,
  input: { kind: ListingKind; id: string; query: Asked; viewerId: string | null },
): Promise<QuestionPage> {
  const { kind, id, viewerId } = input
  const { limit, cursor } = input.query
  const listing = await visibleListing(deps, kind, id, viewerId)
  return pageOf({ questions: id }, cursor, (after) =>
    listQuestions(deps.database.read, listing, viewerId, { limit, after }),
  )
}

export async function showQuestion(
  deps: Deps,
  input: { kind: ListingKind; listingId: string; questionId: string; viewerId: string },
): Promise<Question> {
  const listing = { kind: input.kind, id: input.listingId }
  const { items } = await listQuestions(deps.database.read, listing, input.viewerId, {
    limit: 1,
    after: null,
    id: input.questionId,
  })
  const [question] = items
  if (!question) throw platformErrors.NOT_FOUND()
  return question
}

/** @throws VALIDATION_FAILED for a cursor of another list */
export async function browseOwnReviews(
  deps: Deps,
  input: { userId: string; query: Asked; language: Language },
): Promise<{ items: OwnReview[]; nextCursor: string | null }> {
  const { limit, cursor } = input.query
  return pageOf({ own: input.userId }, cursor, (after) =>
    listOwnReviews(deps.database.read, input.userId, input.language, { limit, after }),
  )
}

/** @throws NOT_FOUND for another's */
export async function showOwnReview(
  deps: Deps,
  input: { reviewId: string; userId: string; language: Language },
): Promise<OwnReview> {
  const { items } = await listOwnReviews(deps.database.read, input.userId, input.language, {
    limit: 1,
    after: null,
    id: input.reviewId,
  })
  const [review] = items
  if (!review) throw platformErrors.NOT_FOUND()
  return review
}

/** @throws VALIDATION_FAILED for a cursor we did not make */
export async function browseReviewable(
  deps: Deps,
  input: { userId: string; query: Asked; language: Language },
): Promise<{ items: Reviewable[]; nextCursor: string | null }> {
  const { limit, cursor } = input.query
  const after = readCursor(cursor, decodeKeyset)
  const rows = await listReviewable(deps.database.read, input.userId, { limit, after })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => ({
      bookingId: row.bookingId,
      orderLineId: row.orderLineId,
      code: row.code,
      listing: {
        kind: row.kind,
        id: row.listingId,
        slug: row.slug,
        title: row.title[input.language],
        image: row.image,
      },
      at: row.at.toISOString(),
    })),
    nextCursor: last ? encodeKeyset(last) : null,
  }
}

interface InboxInput<Query> {
  kind: ListingKind
  userId: string
  query: Query
  language: Language
}
async function inboxOf(deps: Deps, { kind, userId, query, language }: InboxInput<InboxQuery | ReviewInboxQuery>) {
  const [payeeId] = (await deps.payeesOf(userId))[kind]
  if (!payeeId) throw platformErrors.NOT_FOUND()
  const answered = query.answered === undefined ? null : query.answered === 'true'
  return { payeeId, answered, viewerId: userId, language, limit: query.limit }
}

/** @throws NOT_FOUND for who offers nothing of the kind, VALIDATION_FAILED for a cursor of another list */
export async function browseReceivedReviews(
  deps: Deps,
  input: InboxInput<ReviewInboxQuery>,
): Promise<ReceivedReviewPage> {
  const inbox = await inboxOf(deps, input)
  const { payeeId, answered } = inbox
  const { cursor, sort, stars } = input.query
  const [page, unanswered] = await Promise.all([
    pageOf({ received: payeeId, answered, sort, stars }, cursor, (after) =>
      listReceivedReviews(deps.database.read, { ...inbox, sort, ...(stars !== undefined && { stars }), after }),
    ),
    countUnanswered(deps.database.read, 'reviews', payeeId),
  ])
  return { ...page, unanswered }
}

/** @throws NOT_FOUND for who offers nothing of the kind, VALIDATION_FAILED for a cursor of another list */
export async function browseReceivedQuestions(
  deps: Deps,
  input: InboxInput<InboxQuery>,
): Promise<ReceivedQuestionPage> {
  const inbox = await inboxOf(deps, input)
  const { payeeId, answered } = inbox
  const { cursor, sort } = input.query
  const [page, unanswered] = await Promise.all([
    pageOf({ asked: payeeId, answered, sort }, cursor, (after) =>
      listReceivedQuestions(deps.database.read, { ...inbox, sort, after }),
    ),
    countUnanswered(deps.database.read, 'questions', payeeId),
  ])
  return { ...page, unanswered }
}

/** What was just answered, as its inbox shows it. */
export async function showReceivedReview(
  deps: Deps,
  input: { reviewId: string; userId: string; language: Language },
): Promise<ReceivedReview> {
  return showReceived(deps, input.userId, (payeeId) =>
    listReceivedReviews(deps.database.read, {
      payeeId,
      answered: null,
      viewerId: input.userId,
      language: input.language,
      limit: 1,
      after: null,
      id: input.reviewId,
    }),
  )
}

export async function showReceivedQuestion(
  deps: Deps,
  input: { questionId: string; userId: string; language: Language },
): Promise<ReceivedQuestion> {
  return showReceived(deps, input.userId, (payeeId) =>
    listReceivedQuestions(deps.database.read, {
      payeeId,
      answered: null,
      viewerId: input.userId,
      language: input.language,
      limit: 1,
      after: null,
      id: input.questionId,
    }),
  )
}

/** A person may be host and workshop at once, and in several teams. */
async function showReceived<Item>(
  deps: Deps,
  userId: string,
  read: (payeeId: string) => Promise<ListPage<Item>>,
): Promise<Item> {
  const payees = await deps.payeesOf(userId)
  for (const payeeId of [...payees.EXPERIENCE, ...payees.PRODUCT]) {
    const [item] = (await read(payeeId)).items
    if (item) return item
  }
  throw platformErrors.NOT_FOUND()
}
