import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { BookingPage, BookingWithPayment, CancellationQuote, TicketPage } from '../../contracts/bookings.ts'
import type { Payment } from '../../contracts/payments.ts'
import { http, isOffline, isProblem } from './http.ts'
import { queryKeys } from './query-keys.ts'
import { serverNow } from './server-clock.ts'

export type BookingAnswer = z.infer<typeof BookingWithPayment>

/** What the server decided is not asked three times; a network that stumbled is. */
export function retryUnlessDecided(failures: number, error: unknown): boolean {
  if (isProblem(error) && error.status >= 400 && error.status < 500) return false
  // Certainly offline: say so now; the query asks again by itself when the network is back.
  if (isOffline(error) && !navigator.onLine) return false
  return failures < 2
}

export const bookingQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.booking(id),
    queryFn: ({ signal }) => http.get<BookingAnswer>(`/bookings/${encodeURIComponent(id)}`, { signal }),
    retry: retryUnlessDecided,
  })

/** A payment that our server has just asked the provider about; each answer carries when it was asked for, on the server's clock. */
export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.payment(id),
    queryFn: async ({ signal }) => {
      const askedAt = serverNow()
      return { askedAt, payment: await http.get<Payment>(`/payments/${encodeURIComponent(id)}`, { signal }) }
    },
    retry: false,
  })

export type When = 'upcoming' | 'past'
export const bookingsQuery = (when: When) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.bookings, 'list', when],
    queryFn: ({ signal, pageParam }) =>
      http.get<z.infer<typeof BookingPage>>('/bookings', { signal, query: { when, limit: 20, cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    retry: retryUnlessDecided,
  })

export const ticketsQuery = (bookingId: string) =>
  queryOptions({
    queryKey: [...queryKeys.booking(bookingId), 'tickets'],
    queryFn: ({ signal }) =>
      http.get<z.infer<typeof TicketPage>>(`/bookings/${encodeURIComponent(bookingId)}/tickets`, { signal }),
    select: (page) => page.items,
    retry: retryUnlessDecided,
  })

/** Never answered from memory: the amount gets worse with time. */
export const cancellationQuoteQuery = (bookingId: string) =>
  queryOptions({
    queryKey: [...queryKeys.booking(bookingId), 'quote'],
    queryFn: ({ signal }) =>
      http.get<CancellationQuote>(`/bookings/${encodeURIComponent(bookingId)}/cancellation-quote`, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: retryUnlessDecided,
  })
