import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { bookingQuery, bookingsQuery, ticketsQuery, type When } from '../../lib/booking-queries.ts'
import { isCutOff } from '../../lib/cut-off.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { mayBeSignedIn, meQuery } from '../../lib/session.ts'
import { keepBooking, keepBookings, keepTickets, useStoredTrip } from '../../lib/stored-trip.ts'
import { useTicketsAhead } from '../../lib/use-tickets-ahead.ts'

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

  useTicketsAhead(userId, when === 'upcoming' ? firstPage : undefined)

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
  const fresh = answer.data?.booking
  useEffect(() => {
    if (userId !== undefined && fresh) keepBooking(userId, fresh, serverNow())
    if (userId !== undefined && tickets.data) keepTickets(userId, id, tickets.data)
  }, [userId, id, fresh, tickets.data])

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
