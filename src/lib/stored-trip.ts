import { useSyncExternalStore } from 'react'
import type { Booking, Ticket } from '../../contracts/bookings.ts'
import type { Order } from '../../contracts/orders.ts'
import { readSetting, writeSetting } from './storage.ts'

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
  /** Paid for and on their way. */
  orders?: Order[]
}

const key = 'gc.trip'
/** Enough for a long trip, far below what browsers grant. */
const mostBookings = 20

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

/** Keeps the confirmed ones of what the server just told; tickets of bookings that are gone go with them. */
export function keepBookings(userId: string, upcoming: readonly Booking[], now: number): void {
  const bookings = upcoming.filter((booking) => booking.status === 'CONFIRMED').slice(0, mostBookings)
  const before = tripOf(userId)?.tickets ?? {}
  const tickets = Object.fromEntries(
    bookings.flatMap(({ id }): [string, Ticket[]][] => {
      const known = before[id]
      return known ? [[id, known]] : []
    }),
  )
  write({ version: 1, userId, savedAt: now, bookings, tickets, orders: tripOf(userId)?.orders ?? [] })
}

/** Keeps the orders that are on their way of what the server just told. */
export function keepOrders(userId: string, orders: readonly Order[], now: number): void {
  const onTheWay = orders.filter(({ status }) => status === 'PAID' || status === 'PROCESSING' || status === 'SHIPPED')
  const trip: StoredTrip = tripOf(userId) ?? { version: 1, userId, savedAt: now, bookings: [], tickets: {} }
  write({ ...trip, orders: onTheWay.slice(0, mostBookings) })
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
