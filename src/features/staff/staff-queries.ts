import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { http, isProblem, newIdempotencyKey } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { withStepUp } from '../../lib/step-up.ts'
import { useToast } from '../../ui/toast.tsx'

type Query = Record<string, string | undefined>
type Page = { nextCursor: string | null }

export const staffListQuery = <P extends Page>(path: string, query: Query = {}) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.staff, path, query],
    queryFn: ({ signal, pageParam }) =>
      http.get<P>(path, { signal, query: { ...query, limit: 20, cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    retry: retryUnlessDecided,
  })

export const staffOneQuery = <T>(path: string, query: Query = {}) =>
  queryOptions({
    queryKey: [...queryKeys.staff, path, query],
    queryFn: ({ signal }) => http.get<T>(path, { signal, query }),
    retry: retryUnlessDecided,
  })

export type StaffCall = { method?: 'POST' | 'PUT'; path: string; body?: object }

/** Somebody else was first: what it was about leaves the list, and the form or dialog with it. */
const late = ['CASE_CLOSED', 'INVALID_TRANSITION', 'NOT_FOUND']

/** Something staff do: the password is asked for where it must be, and every list of theirs is asked for again. */
export function useStaffAction<T = unknown>() {
  const { t } = useTranslation('staff')
  const toast = useToast()
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ method = 'POST', path, body }: StaffCall) =>
      withStepUp(() =>
        method === 'PUT'
          ? http.put<T>(path, { ...(body && { body }) })
          : http.post<T>(path, { idempotencyKey: newIdempotencyKey(), ...(body && { body }) }),
      ),
    onError(error) {
      if (isProblem(error) && late.includes(error.code)) toast({ tone: 'danger', message: t('late') })
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.staff }),
  })
}
