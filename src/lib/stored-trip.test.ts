import { beforeEach, expect, test } from 'vitest'
import type { Booking, Ticket } from '../../contracts/bookings.ts'
import { forgetTrip, keepBookings, keepTickets, keepTripOnlyOf, readTrip } from './stored-trip.ts'

const booking = (id: string, status: Booking['status'] = 'CONFIRMED') => ({ id, status, code: id }) as Booking
const ticket = (code: string) => ({ id: code, code, qr: `GC1.${code}` }) as Ticket

beforeEach(() => localStorage.clear())

test('keeps what is confirmed, with its tickets, for the person it belongs to', () => {
  keepBookings('ana', [booking('a'), booking('held', 'PENDING'), booking('b')], 1000)
  keepTickets('ana', 'a', [ticket('T1')])
  keepTickets('ana', 'held', [ticket('T2')])
  expect(readTrip()).toMatchObject({ userId: 'ana', savedAt: 1000, bookings: [{ id: 'a' }, { id: 'b' }] })
  expect(Object.keys(readTrip()?.tickets ?? {})).toEqual(['a'])
})

test('a fresh list keeps the tickets of what is still there and drops the rest', () => {
  keepBookings('ana', [booking('a'), booking('b')], 1000)
  keepTickets('ana', 'a', [ticket('T1')])
  keepTickets('ana', 'b', [ticket('T2')])
  keepBookings('ana', [booking('b')], 2000)
  expect(readTrip()?.tickets).toEqual({ b: [ticket('T2')] })
})

test('signing out leaves nothing on the device', () => {
  keepBookings('ana', [booking('a')], 1000)
  keepTickets('ana', 'a', [ticket('T1')])
  forgetTrip()
  expect(readTrip()).toBeNull()
  expect(JSON.stringify({ ...localStorage })).not.toContain('T1')
})

test('another person never sees it; no network keeps it', () => {
  keepBookings('ana', [booking('a')], 1000)
  keepTickets('ana', 'a', [ticket('T1')])
  keepTripOnlyOf(undefined)
  keepTripOnlyOf('ana')
  expect(readTrip()?.bookings).toHaveLength(1)
  keepBookings('luis', [booking('c')], 2000)
  expect(readTrip()).toMatchObject({ userId: 'luis', tickets: {} })
  keepTickets('ana', 'c', [ticket('T9')])
  expect(readTrip()?.tickets).toEqual({})
  keepTripOnlyOf('ana')
  expect(readTrip()).toBeNull()
  keepBookings('ana', [booking('a')], 3000)
  keepTripOnlyOf(null)
  expect(readTrip()).toBeNull()
})

test('what cannot be read is as if nothing were kept', () => {
  localStorage.setItem('gc.trip', '{"version":1')
  expect(readTrip()).toBeNull()
  localStorage.setItem('gc.trip', '{"version":9,"bookings":[],"tickets":{}}')
  expect(readTrip()).toBeNull()
})
