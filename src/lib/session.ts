import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Me } from '../../contracts/identity.ts'
import { http, isProblem } from './http.ts'
import { queryKeys } from './query-keys.ts'

/** Who is signed in, or null. A banned person is nobody too: the sign-in screen tells them why. */
export const meQuery = queryOptions({
  queryKey: queryKeys.me,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await http.get<Me>('/me', { signal })
    } catch (error) {
      if (isProblem(error) && (error.status === 401 || error.code === 'ACCOUNT_BANNED')) return null
      throw error
    }
  },
  staleTime: 5 * 60_000,
})

/** `undefined` while unknown (first load, or no network), null for a visitor, else the person. */
export function useMe(): Me | null | undefined {
  return useQuery(meQuery).data
}

/** After sign-in, sign-out or an expired session: forget what belonged to the other person and ask again. */
export function useSessionChanged(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    for (const key of [queryKeys.bookings, queryKeys.notifications, queryKeys.sessions, ['payments']]) {
      client.removeQueries({ queryKey: key })
    }
    await client.resetQueries({ queryKey: queryKeys.me })
  }
}
