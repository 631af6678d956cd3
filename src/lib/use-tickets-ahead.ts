import { useQueries } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Booking, Ticket } from '../../contracts/bookings.ts'
import { ticketsQuery } from './booking-queries.ts'
import { keepTickets } from './stored-trip.ts'

/** Whose tickets are fetched ahead. */
const ticketsAhead = 10

const none: readonly Booking[] = []

/** Fetches the tickets of these bookings and keeps them on the device, so that they are there when the signal is not. */
export function useTicketsAhead(userId: string | undefined, bookings: readonly Booking[] = none): void {
  const ahead = bookings.filter(({ status }) => status === 'CONFIRMED').slice(0, ticketsAhead)
  const fetched = useQueries({
    queries: ahead.map(({ id }) => ({ ...ticketsQuery(id), staleTime: 10 * 60_000 })),
    combine: ticketsOf,
  })
  const idsAhead = ahead.map(({ id }) => id).join(' ')
  useEffect(() => {
    if (userId === undefined) return
    idsAhead.split(' ').forEach((id, i) => {
      const tickets = fetched[i]
      if (tickets) keepTickets(userId, id, tickets)
    })
  }, [userId, idsAhead, fetched])
}

/** Outside of the hook, so that the list keeps its identity while nothing changed. */
function ticketsOf(results: { data: Ticket[] | undefined }[]): (Ticket[] | undefined)[] {
  return results.map(({ data }) => data)
}
