import { useSyncExternalStore } from 'react'
import type { Booking, Ticket } from '../../contracts/bookings.ts'
import type { Checkout } from '../../contracts/checkout.ts'
import type { Order, OrderDetail } from '../../contracts/orders.ts'
import { readSetting, writeSetting } from './storage.ts'

/** An order, with its story once that was looked at. */
export type StoredOrder = Order & Partial<Pick<OrderDetail, 'timeline' | 'returns'>>

/** The part of a person's trip that must be readable without signal, kept on this device until they sign out. */
export type StoredTrip = {
  version: 1
  userId: string
  /** Milliseconds since the epoch. */
  savedAt: number
  /** Confirmed and coming up, soonest first. */
  bookings: Booking[]
  /** By booking id. */
  tickets: Record<string, Ticket[]>
  /** Paid for, latest first. */
  orders?: StoredOrder[]
  ordersAt?: number
  /** Paid purchases as they were last seen, latest first. */
  purchases?: { savedAt: number; checkout: Checkout }[]
}

const key = 'gc.trip'
/** Enough for a long trip, far below what browsers grant. */
const mostBookings = 20
const mostOrders = 20
const mostPurchases = 5

const listeners = new Set<() => void>()
let cached: { text: string | null; trip: StoredTrip | null } = { text: null, trip: null }

function parse(text: string | null): StoredTrip | null {
  if (text === null) return null
  try {
    const trip = JSON.parse(text) as StoredTrip
    return trip.version === 1 && Array.isArray(trip.bookings) && typeof trip.tickets === 'object' ? trip : null
  } catch {
    return null
  }
}

export function readTrip(): StoredTrip | null {
  const text = readSetting(key)
  if (text !== cached.text) cached = { text, trip: parse(text) }
  return cached.trip
}

function write(trip: StoredTrip | null): void {
  writeSetting(key, trip === null ? null : JSON.stringify(trip))
  for (const listener of listeners) listener()
}

/** Only what belongs to this person: somebody else's trip on the same device ends here. */
function tripOf(userId: string): StoredTrip | null {
  const trip = readTrip()
  return trip?.userId === userId ? trip : null
}

const emptyTrip = (userId: string, savedAt: number): StoredTrip => ({
  version: 1,
  userId,
  savedAt,
  bookings: [],
  tickets: {},
})

/** Keeps the confirmed ones of what the server just told; tickets of bookings that are gone go with them. */
export function keepBookings(userId: string, upcoming: readonly Booking[], now: number): void {
  const bookings = upcoming.filter((booking) => booking.status === 'CONFIRMED').slice(0, mostBookings)
  const trip = tripOf(userId) ?? emptyTrip(userId, now)
  const tickets = Object.fromEntries(
    bookings.flatMap(({ id }): [string, Ticket[]][] => {
      const known = trip.tickets[id]
      return known ? [[id, known]] : []
    }),
  )
  write({ ...trip, savedAt: now, bookings, tickets })
}

/** Keeps one of which only its own page told: whoever just paid may never open the list before the signal is gone. */
export function keepBooking(userId: string, booking: Booking, now: number): void {
  const trip = tripOf(userId)
  const others = trip?.bookings.filter(({ id }) => id !== booking.id) ?? []
  const isAhead = booking.status === 'CONFIRMED' && Date.parse(booking.endsAt) > now
  if (!isAhead && others.length === (trip?.bookings.length ?? 0)) return
  const all = isAhead ? [...others, booking].toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1)) : others
  keepBookings(userId, all, trip?.savedAt ?? now)
}

/** The story that is known of this order, unless it has gone on since. */
function withStory(order: Order, known: readonly StoredOrder[] | undefined): StoredOrder {
  const before = known?.find(({ id }) => id === order.id)
  const isSame =
    before?.status === order.status &&
    before.refunded.amount === order.refunded.amount &&
    before.actions.join(' ') === order.actions.join(' ')
  return isSame ? { ...before, ...order } : order
}

/** Keeps what was paid for of what the server just told. */
export function keepOrders(userId: string, orders: readonly Order[], now: number): void {
  const trip = tripOf(userId) ?? emptyTrip(userId, now)
  const paid = orders.filter(({ paidAt }) => paidAt !== null).slice(0, mostOrders)
  write({ ...trip, ordersAt: now, orders: paid.map((order) => withStory(order, trip.orders)) })
}

/** Keeps one order with its story. */
export function keepOrder(userId: string, order: OrderDetail, now: number): void {
  if (order.paidAt === null) return
  const trip = tripOf(userId) ?? emptyTrip(userId, now)
  write({ ...trip, ordersAt: trip.ordersAt ?? now, orders: withOrders(trip.orders, [order]) })
}

function withOrders(kept: readonly StoredOrder[] = [], seen: readonly StoredOrder[]): StoredOrder[] {
  const others = kept.filter(({ id }) => !seen.some((order) => order.id === id))
  return [...seen, ...others].toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).slice(0, mostOrders)
}

/** Keeps a paid purchase, and what it is made of where the trip looks for it. */
export function keepPurchase(userId: string, checkout: Checkout, now: number): void {
  if (checkout.status !== 'PAID') return
  for (const booking of checkout.bookings) keepBooking(userId, booking, now)
  const trip = tripOf(userId) ?? emptyTrip(userId, now)
  const others = trip.purchases?.filter((kept) => kept.checkout.id !== checkout.id) ?? []
  const seen = checkout.orders.map((order) => withStory(order, trip.orders))
  write({
    ...trip,
    ordersAt: trip.ordersAt ?? now,
    orders: withOrders(trip.orders, seen),
    purchases: [{ savedAt: now, checkout }, ...others].slice(0, mostPurchases),
  })
}

/** Keeps the tickets of a booking that is kept itself. */
export function keepTickets(userId: string, bookingId: string, tickets: Ticket[]): void {
  const trip = tripOf(userId)
  if (!trip?.bookings.some((booking) => booking.id === bookingId)) return
  write({ ...trip, tickets: { ...trip.tickets, [bookingId]: tickets } })
}

/** At sign-out, and when the server says that nobody or somebody else is signed in here. */
export function forgetTrip(): void {
  if (readSetting(key) !== null) write(null)
}

/** `userId` as the server told it: null is a visitor, undefined is not known yet (no network), which keeps everything. */
export function keepTripOnlyOf(userId: string | null | undefined): void {
  if (userId === undefined) return
  const trip = readTrip()
  if (trip && trip.userId !== userId) forgetTrip()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

export function useStoredTrip(): StoredTrip | null {
  return useSyncExternalStore(subscribe, readTrip)
}
