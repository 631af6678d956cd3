import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { NotificationPage, UnreadCount } from '../../../contracts/notifications.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'

type Page = z.infer<typeof NotificationPage>

/** Both keys begin with `notifications`, which is what the realtime channel makes stale. */
export const notificationsQuery = infiniteQueryOptions({
  queryKey: [...queryKeys.notifications, 'list'],
  queryFn: ({ signal, pageParam }) =>
    http.get<Page>('/notifications', { signal, query: { limit: 20, cursor: pageParam } }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
})

export const unreadQuery = queryOptions({
  queryKey: queryKeys.unread,
  queryFn: ({ signal }) => http.get<z.infer<typeof UnreadCount>>('/notifications/unread-count', { signal }),
  staleTime: 60_000,
})

/** Marks some, or everything without `ids`, as read; list and bell follow. */
export function useMarkRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ids?: string[]) =>
      http.post<z.infer<typeof UnreadCount>>('/notifications/read', { body: ids === undefined ? {} : { ids } }),
    onSuccess: (answer) => {
      client.setQueryData(unreadQuery.queryKey, answer)
      void client.invalidateQueries({ queryKey: notificationsQuery.queryKey })
    },
  })
}
