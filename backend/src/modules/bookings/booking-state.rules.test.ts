import { expect, test } from 'vitest'
import { bookingStatuses } from '../../../../contracts/bookings.ts'
import { afterMove, type BookingMove, countsSeats, heldStatuses, isHeld } from './booking-state.rules.ts'

const moves: BookingMove[] = [
  'intent-ready',
  'paying',
  'attempt-failed',
  'confirm',
  'release',
  'cancel',
  'complete',
  'retake',
  'reschedule',
]

test('the whole table, so that a move added by accident is seen', () => {
  const matrix = Object.fromEntries(
    bookingStatuses.map((status) => [status, moves.filter((move) => afterMove(status, move) !== null)]),
  )
  expect(matrix).toEqual({
    PENDING_PAYMENT: ['intent-ready', 'paying', 'attempt-failed', 'confirm', 'release'],
    PENDING: ['paying', 'attempt-failed', 'confirm', 'release'],
    PAYMENT_FAILED: ['paying', 'attempt-failed', 'confirm', 'release'],
    CONFIRMED: ['cancel', 'complete', 'reschedule'],
    COMPLETED: [],
    CANCELLED: ['retake'],
  })
})

test('every state but CANCELLED counts its seats; only unpaid ones are held', () => {
  expect(bookingStatuses.filter((status) => !countsSeats(status))).toEqual(['CANCELLED'])
  expect(bookingStatuses.filter(isHeld)).toEqual([...heldStatuses])
})
