import { beforeEach, expect, test } from 'vitest'
import type { Booking, Ticket } from '../../contracts/bookings.ts'
import type { Checkout } from '../../contracts/checkout.ts'
import type { OrderDetail } from '../../contracts/orders.ts'
import {
  forgetTrip,
  keepBooking,
  keepBookings,
  keepOrder,
  keepOrders,
  keepPurchase,
  keepTickets,
  keepTripOnlyOf,
  readTrip,
} from './stored-trip.ts'

const booking = (id: string, status: Booking['status'] = 'CONFIRMED') => ({ id, status, code: id }) as Booking
const ticket = (code: string) => ({ id: code, code, qr: `GC1.${code}` }) as Ticket
const order = (id: string, facts: Partial<OrderDetail> = {}) =>
  ({
    id,
    status: 'PAID',
    paidAt: id,
    createdAt: id,
    refunded: { amount: 0, currency: 'MXN' },
    actions: ['CANCEL'],
    ...facts,
  }) as OrderDetail
const purchase = (id: string, facts: Partial<Checkout>) =>
  ({ id, status: 'PAID', orders: [], bookings: [], ...facts }) as Checkout
const ahead = (id: string, startsAt: string) => ({ ...booking(id), startsAt, endsAt: startsAt })

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

test('keeps the orders that are paid for, with the story that was seen as long as it has not gone on', () => {
  const timeline = [{ text: 'Pagado' }] as OrderDetail['timeline']
  keepOrder('ana', order('1', { timeline, returns: [] }), 1000)
  keepOrder('ana', order('unpaid', { paidAt: null, timeline, returns: [] }), 1000)
  expect(readTrip()).toMatchObject({ ordersAt: 1000, orders: [{ id: '1', timeline }] })
  keepOrders('ana', [order('2'), order('1'), order('unpaid', { paidAt: null })], 2000)
  expect(readTrip()).toMatchObject({ ordersAt: 2000, orders: [{ id: '2' }, { id: '1', timeline }] })
  keepOrders('ana', [order('1', { status: 'SHIPPED' })], 3000)
  expect(readTrip()?.orders).toEqual([order('1', { status: 'SHIPPED' })])
})

test('a purchase is kept once paid, and so is what it is made of, before any list was opened', () => {
  keepPurchase('ana', purchase('held', { status: 'PENDING' }), 1000)
  expect(readTrip()).toBeNull()
  keepBooking('ana', ahead('b', '2030-02-01T00:00:00Z'), 1000)
  const tour = ahead('a', '2030-01-01T00:00:00Z')
  keepPurchase('ana', purchase('p1', { orders: [order('1'), order('2')], bookings: [tour] }), 2000)
  keepTickets('ana', 'a', [ticket('T1')])
  const kept = readTrip()
  expect(kept?.purchases).toMatchObject([{ savedAt: 2000, checkout: { id: 'p1' } }])
  expect(kept?.orders?.map(({ id }) => id)).toEqual(['2', '1'])
  expect(kept?.bookings.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(kept?.tickets).toEqual({ a: [ticket('T1')] })

  keepBookings('ana', [tour], 3000)
  expect(readTrip()).toMatchObject({ purchases: [{ savedAt: 2000 }], orders: [{ id: '2' }, { id: '1' }] })
  keepBooking('ana', { ...tour, status: 'CANCELLED' }, 4000)
  expect(readTrip()).toMatchObject({ bookings: [], tickets: {} })
  for (const id of ['p2', 'p3', 'p4', 'p5', 'p6', 'p2']) keepPurchase('ana', purchase(id, {}), 5000)
  expect(readTrip()?.purchases?.map(({ checkout }) => checkout.id)).toEqual(['p2', 'p6', 'p5', 'p4', 'p3'])
  forgetTrip()
  expect(JSON.stringify({ ...localStorage })).not.toContain('p2')
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
