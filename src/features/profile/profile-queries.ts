import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Me, MePatch, SessionList, SessionsRevoked } from '../../../contracts/identity.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { meQuery, useSessionChanged } from '../../lib/session.ts'
import { forgetAddress } from '../../lib/stored-address.ts'
import { forgetDrafts } from '../../lib/stored-drafts.ts'
import { forgetTrip } from '../../lib/stored-trip.ts'

export const sessionsQuery = queryOptions({
  queryKey: queryKeys.sessions,
  queryFn: async ({ signal }) => (await http.get<z.infer<typeof SessionList>>('/me/sessions', { signal })).items,
})

/** Changes some of the profile; what the server kept is what the screens then show. */
export function useChangeProfile() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (patch: MePatch) => http.patch<Me>('/me', { body: patch }),
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, me),
  })
}

export function useEndSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => http.delete(`/me/sessions/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.sessions }),
  })
}

export function useEndOtherSessions() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => http.post<z.infer<typeof SessionsRevoked>>('/me/sessions/revoke-others'),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.sessions }),
  })
}

export function useResendVerification() {
  return useMutation({
    mutationFn: (email: string) => http.post('/api/auth/send-verification-email', { body: { email } }),
  })
}

/** What this device kept goes first: it must be gone even when the server cannot be reached. */
export function useSignOut() {
  const sessionChanged = useSessionChanged()
  return useMutation({
    mutationFn: () => {
      forgetTrip()
      forgetAddress()
      forgetDrafts()
      try {
        sessionStorage.clear()
      } catch {
        // Nothing was kept.
      }
      return http.post('/api/auth/sign-out')
    },
    onSuccess: sessionChanged,
  })
}
