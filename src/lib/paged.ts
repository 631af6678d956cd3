import { infiniteQueryOptions, keepPreviousData, type QueryKey } from '@tanstack/react-query'
import { retryUnlessDecided } from './booking-queries.ts'
import { http, type RequestOptions } from './http.ts'

/** A list that is read page by page; while it is narrowed otherwise, what was shown stays. */
export const pagedQuery = <Page extends { nextCursor: string | null }>(
  queryKey: QueryKey,
  path: string,
  { asked, limit = 20 }: { asked: NonNullable<RequestOptions['query']>; limit?: number },
) =>
  infiniteQueryOptions({
    queryKey: [...queryKey, asked],
    queryFn: ({ signal, pageParam }) => http.get<Page>(path, { signal, query: { ...asked, limit, cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page) => page.nextCursor,
    placeholderData: keepPreviousData,
    retry: retryUnlessDecided,
  })
