/** The full times one waits for. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { WaitlistEntry, WaitlistPage } from '../../contracts/schedules.ts'
import { retryUnlessDecided } from './booking-queries.ts'
import { http } from './http.ts'
import { type Party, partyEntries } from './party.rules.ts'
import { queryKeys } from './query-keys.ts'

export type Waiting = z.infer<typeof WaitlistEntry>

const waitlistKey = [...queryKeys.bookings, 'waitlist'] as const

/** A freed seat is held for minutes only: what is shown is never old. */
export const waitlistQuery = queryOptions({
  queryKey: waitlistKey,
  queryFn: async ({ signal }) => (await http.get<z.infer<typeof WaitlistPage>>('/me/waitlist', { signal })).items,
  staleTime: 10_000,
  refetchOnWindowFocus: 'always',
  retry: retryUnlessDecided,
})

export function useJoinWaitlist() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ slotId, party }: { slotId: string; party: Party }) =>
      http.post<Waiting>(`/slots/${slotId}/waitlist`, { body: { party: partyEntries(party) } }),
    // Refused because there is room again, or because one waits already: either way the screen is behind.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: waitlistKey })
      void client.invalidateQueries({ queryKey: ['slots'] })
    },
  })
}

export function useLeaveWaitlist() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (slotId: string) => http.delete<z.infer<typeof WaitlistPage>>(`/slots/${slotId}/waitlist`),
    onSuccess: ({ items }) => client.setQueryData(waitlistKey, items),
    onError: () => void client.invalidateQueries({ queryKey: waitlistKey }),
  })
}
