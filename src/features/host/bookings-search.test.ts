import { expect, test } from 'vitest'
import { bookingsAsked, readBookings } from './bookings-search.rules.ts'

test('an address narrows the bookings; what it does not understand it drops', () => {
  expect(
    readBookings({ q: ' Ana ', estado: 'CONFIRMED', orden: 'soonest', desde: '2027-07-19', hasta: '2027-07-26' }),
  ).toEqual({ q: 'Ana', estado: 'CONFIRMED', orden: 'soonest', desde: '2027-07-19', hasta: '2027-07-26' })
  expect(readBookings({ q: ' ', estado: 'PENDING', orden: 'newest', desde: '2027-13-01', hasta: 5 })).toEqual({})
  expect(bookingsAsked({ estado: 'CANCELLED' })).toMatchObject({ only: 'booked', status: 'CANCELLED' })
})
