import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Experience } from '../../../contracts/experiences.ts'
import { todayAt } from '../../lib/dates.ts'
import { type Party, partyFor, partyProblem, priceLines, seatsOf, totalOf } from '../../lib/party.rules.ts'
import { slotsBetweenQuery } from '../../lib/slot-queries.ts'
import { type DetailSearch, partyOfDetail } from './detail.rules.ts'
import { canTake, hourOf, monthRange, slotAt, slotsByDay } from './slot-calendar.rules.ts'

/** Places change while one chooses: what is on the screen is asked for again whenever one comes back to it. */
export const freshSlots = { staleTime: 10_000, refetchOnWindowFocus: 'always' } as const

/** The day, time and party that the address says, what they come to, and how to change them. */
export function useChoice(experience: Experience) {
  const search: DetailSearch = useSearch({ from: '/experiencias/$slug' })
  const navigate = useNavigate({ from: '/experiencias/$slug' })
  const { timeZone } = experience
  const today = todayAt(timeZone)
  const party = partyFor(partyOfDetail(search), experience)
  const seats = seatsOf(party)
  const day = search.dia !== undefined && search.dia >= today ? search.dia : undefined
  const range = monthRange(day ?? today, today)
  const month = useQuery({
    ...slotsBetweenQuery(experience.id, range.from, range.to),
    ...freshSlots,
    enabled: day !== undefined,
  })
  const ofDay = day === undefined ? [] : (slotsByDay(month.data ?? [], timeZone).get(day) ?? [])
  const slot = slotAt(ofDay, timeZone, day, search.hora)
  const available = slot?.status === 'OPEN' ? slot.available : 0
  const lines = priceLines(party, experience.ticketTypes)
  const set = (next: DetailSearch) => void navigate({ search: next, replace: true, resetScroll: false })
  return {
    today,
    day,
    slot,
    party,
    seats,
    /** The address names a time that is not offered any more. */
    isGone: search.hora !== undefined && month.isSuccess && slot === null,
    isLoading: day !== undefined && month.isPending,
    ofDay,
    total: totalOf(lines),
    /** Why this cannot be booked as it is; without a slot only the size of the party counts. */
    problem: partyProblem(party, experience, slot === null ? Number.POSITIVE_INFINITY : available),
    canReserve: slot !== null && canTake(slot, seats),
    chooseDay: (dia: string) => {
      const times = slotsByDay(month.data ?? [], timeZone).get(dia) ?? []
      const only = times.length === 1 ? times[0] : undefined
      set({ ...party, dia, ...(only && canTake(only, seats) ? { hora: hourOf(only, timeZone) } : {}) })
    },
    chooseHour: (hora: string) => set({ ...party, ...(day !== undefined && { dia: day }), hora }),
    chooseParty: (next: Party) =>
      set({
        ...next,
        ...(day !== undefined && { dia: day }),
        ...(day !== undefined && search.hora !== undefined && { hora: search.hora }),
      }),
  }
}
export type Choice = ReturnType<typeof useChoice>
