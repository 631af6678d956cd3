import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Experience, Slot, SlotPage, SlotWithExperience } from '../../contracts/experiences.ts'
import { http } from './http.ts'
import { queryKeys } from './query-keys.ts'
import { retryUnlessDecided } from './booking-queries.ts'

export const experienceByIdQuery = (idOrSlug: string) =>
  queryOptions({
    queryKey: queryKeys.experience(idOrSlug),
    queryFn: ({ signal }) => http.get<Experience>(`/experiences/${encodeURIComponent(idOrSlug)}`, { signal }),
    retry: retryUnlessDecided,
  })

/** One slot and its experience: a link that names nothing else leads here. */
export const slotByIdQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.slot(id),
    queryFn: ({ signal }) => http.get<SlotWithExperience>(`/slots/${encodeURIComponent(id)}`, { signal }),
    retry: retryUnlessDecided,
  })

/** A group's own time, by the secret of its link. */
export const groupSlotQuery = (token: string) =>
  queryOptions({
    queryKey: queryKeys.slot(`group:${token}`),
    queryFn: ({ signal }) => http.get<SlotWithExperience>('/group-link', { signal, query: { token } }),
    retry: retryUnlessDecided,
    staleTime: 10_000,
  })

/** The slots of an experience between two civil dates at the place, inclusive; at most 120 days. */
export const slotsBetweenQuery = (experienceId: string, from: string, to: string) =>
  queryOptions({
    queryKey: [...queryKeys.slots(experienceId), 'between', from, to],
    queryFn: async ({ signal }): Promise<Slot[]> => {
      const path = `/experiences/${encodeURIComponent(experienceId)}/slots`
      return (await http.get<z.infer<typeof SlotPage>>(path, { signal, query: { from, to } })).items
    },
    retry: retryUnlessDecided,
  })

/** Slots that still take `seats` people, without the one at hand. */
export function slotsWithRoom(slots: readonly Slot[], seats: number, exceptId: string): Slot[] {
  return slots.filter((slot) => slot.status === 'OPEN' && slot.available >= seats && slot.id !== exceptId)
}
