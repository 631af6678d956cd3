import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { MessagePage, Thread, ThreadPage } from '../../../contracts/messages.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'

/** All begin with `threads`, which is what the realtime channel makes stale. */
export const threadsQuery = infiniteQueryOptions({
  queryKey: [...queryKeys.threads, 'list'],
  queryFn: ({ signal, pageParam }) =>
    http.get<ThreadPage>('/threads', { signal, query: { limit: 20, cursor: pageParam } }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
  retry: retryUnlessDecided,
})

/** The thread about this, if there is one already. */
export const threadAboutQuery = (subjectId: string) =>
  queryOptions({
    queryKey: [...queryKeys.threads, 'about', subjectId],
    queryFn: async ({ signal }) =>
      (await http.get<ThreadPage>('/threads', { signal, query: { subjectId, limit: 1 } })).items[0] ?? null,
    retry: retryUnlessDecided,
    staleTime: 0,
  })

export const threadQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.thread(id),
    queryFn: ({ signal }) => http.get<Thread>(`/threads/${encodeURIComponent(id)}`, { signal }),
    retry: retryUnlessDecided,
  })

export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.thread(id), 'messages'],
    queryFn: ({ signal, pageParam }) =>
      http.get<MessagePage>(`/threads/${encodeURIComponent(id)}/messages`, {
        signal,
        query: { limit: 30, cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    retry: retryUnlessDecided,
  })
