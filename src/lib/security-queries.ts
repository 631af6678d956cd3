import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Security } from '../../contracts/identity-security.ts'
import { http } from './http.ts'
import { queryKeys } from './query-keys.ts'

/** What protects the account besides the password. */
export const securityQuery = queryOptions({
  queryKey: queryKeys.security,
  queryFn: ({ signal }) => http.get<Security>('/me/security', { signal }),
})

/** A change of it: what is shown, and what staff may now see, is asked for again. */
export function useSecurityChange<V, R>(change: (input: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always' as const,
    mutationFn: change,
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.security }),
        client.invalidateQueries({ queryKey: queryKeys.sessions }),
        client.resetQueries({ queryKey: queryKeys.staff }),
      ])
    },
  })
}
