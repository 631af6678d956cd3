import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Booking, Ticket } from '../../../contracts/bookings.ts'
import { bookingQuery, bookingsQuery, ticketsQuery, type When } from '../../lib/booking-queries.ts'
import { isOffline } from '../../lib/http.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { mayBeSignedIn, meQuery } from '../../lib/session.ts'
import { keepBookings, keepTickets, useStoredTrip } from '../../lib/stored-trip.ts'

/** Whose tickets are fetched ahead, so that they are there when the signal is not. */
const ticketsAhead = 10

/** True when the network, not the server, is why there is no answer. */
function isCutOff(query: { data: unknown; error: unknown; fetchStatus: string }): boolean {
  return query.data === undefined && (isOffline(query.error) || query.fetchStatus === 'paused')
}

/** One tab of the trip. What is coming up is kept on the device as it is seen, and read from there without signal. */
export function useTrip(when: When) {
  const who = useQuery(meQuery)
  const me = who.data
  const stored = useStoredTrip()
  const list = useInfiniteQuery({ ...bookingsQuery(when), enabled: mayBeSignedIn(me) })
  const bookings = list.data?.pages.flatMap((page) => page.items)
  const cutOff = isCutOff(list) || (list.data === undefined && isCutOff(who))

  const firstPage = list.data?.pages[0]?.items
  const userId = me?.id
  useEffect(() => {
    if (when === 'upcoming' && userId !== undefined && firstPage) keepBookings(userId, firstPage, serverNow())
  }, [when, userId, firstPage])

  const ahead = when === 'upcoming' ? (firstPage ?? []).filter(isConfirmed).slice(0, ticketsAhead) : []
  const fetched = useQueries({
    queries: ahead.map((booking) => ({ ...ticketsQuery(booking.id), staleTime: 10 * 60_000 })),
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

  return {
    me,
    bookings: bookings ?? (cutOff && when === 'upcoming' ? stored?.bookings : undefined),
    /** Milliseconds since the epoch when what is shown comes from the device. */
    storedAt: cutOff && when === 'upcoming' ? (stored?.savedAt ?? null) : null,
    cutOff,
    error: list.error ?? who.error,
    isPending: list.isPending && !cutOff,
    refetch: () => Promise.all([who.refetch(), mayBeSignedIn(me) && list.refetch()]),
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    loadMore: list.fetchNextPage,
  }
}

/** Outside of the hook, so that the list keeps its identity while nothing changed. */
function ticketsOf(results: { data: Ticket[] | undefined }[]): (Ticket[] | undefined)[] {
  return results.map(({ data }) => data)
}

function isConfirmed(booking: Booking): boolean {
  return booking.status === 'CONFIRMED'
}

/** A booking with its tickets, from the server or, cut off, from the device. */
export function useTripBooking(id: string) {
  const who = useQuery(meQuery)
  const me = who.data
  const stored = useStoredTrip()
  const answer = useQuery({ ...bookingQuery(id), enabled: mayBeSignedIn(me) })
  const cutOff = isCutOff(answer) || (answer.data === undefined && isCutOff(who))
  const kept = cutOff ? stored?.bookings.find((booking) => booking.id === id) : undefined
  const booking = answer.data?.booking ?? kept
  const hasTickets = booking?.status === 'CONFIRMED' || booking?.status === 'COMPLETED'

  const tickets = useQuery({ ...ticketsQuery(id), enabled: answer.data !== undefined && hasTickets })
  const userId = me?.id
  useEffect(() => {
    if (userId !== undefined && tickets.data) keepTickets(userId, id, tickets.data)
  }, [userId, id, tickets.data])

  return {
    me,
    booking,
    payment: answer.data?.payment ?? null,
    storedAt: kept ? (stored?.savedAt ?? null) : null,
    error: booking ? null : (answer.error ?? who.error),
    cutOff,
    refetch: () => Promise.all([who.refetch(), mayBeSignedIn(me) && answer.refetch()]),
    hasTickets,
    tickets: tickets.data ?? stored?.tickets[id],
    ticketsError: tickets.error,
    refetchTickets: tickets.refetch,
  }
}
