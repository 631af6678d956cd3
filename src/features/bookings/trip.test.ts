import { ageOf } from '../../lib/age.rules.ts'
import { expect, test } from 'vitest'
import type { Booking } from '../../../contracts/bookings.ts'
import { chipOf, isLiveHold, refundPhase, spokenCode, tripTimeline } from './trip.rules.ts'

const now = Date.parse('2027-07-19T16:00:00.000Z')
const plan = (
  id: string,
  startsAt: string,
  status: Booking['status'] = 'CONFIRMED',
  holdExpiresAt: string | null = null,
) => ({
  id,
  status,
  holdExpiresAt,
  startsAt,
  timeZone: 'America/Mexico_City',
})
const soon = new Date(now + 60_000).toISOString()

test('live holds come first, the rest by day at the place', () => {
  const { holds, days } = tripTimeline(
    [
      plan('late', '2027-07-20T04:00:00.000Z'),
      plan('held', '2027-07-20T15:00:00.000Z', 'PENDING', soon),
      plan('next', '2027-07-20T15:00:00.000Z'),
      plan('expired', '2027-07-20T16:00:00.000Z', 'PENDING', new Date(now).toISOString()),
    ],
    now,
    (startsAt) => new Date(Date.parse(startsAt) - 6 * 3_600_000).toISOString().slice(0, 10),
  )
  expect(holds.map(({ id }) => id)).toEqual(['held'])
  expect(days.map(({ day, bookings }) => [day, bookings.map(({ id }) => id)])).toEqual([
    ['2027-07-19', ['late']],
    ['2027-07-20', ['next', 'expired']],
  ])
  expect(isLiveHold({ status: 'CONFIRMED', holdExpiresAt: soon }, now)).toBe(false)
})

test('chips say what a status means for the guest', () => {
  expect(chipOf({ status: 'CANCELLED', cancellation: { reason: 'HOLD_EXPIRED', at: soon } })).toEqual({
    text: 'EXPIRED',
    tone: 'quiet',
  })
  expect(chipOf({ status: 'CANCELLED', cancellation: { reason: 'BY_HOST', at: soon } }).text).toBe('CANCELLED')
  expect(chipOf({ status: 'PENDING', cancellation: null }).tone).toBe('attention')
  expect(chipOf({ status: 'COMPLETED', cancellation: null }).text).toBe('COMPLETED')
  expect(chipOf({ status: 'COMPLETED', cancellation: null, noShowAt: soon }).text).toBe('NO_SHOW')
})

test('a refund is under way until the provider ended it', () => {
  expect(['REQUESTED', 'APPROVED', 'SUBMITTING', 'PENDING', 'UNKNOWN'].map((s) => refundPhase(s as 'PENDING'))).toEqual(
    Array.from({ length: 5 }, () => 'underWay'),
  )
  expect(refundPhase('SUCCEEDED')).toBe('done')
  expect(refundPhase('FAILED')).toBe('failed')
})

test('ages and codes as people say them', () => {
  expect(ageOf(now - 30_000, now)).toEqual({ unit: 'now', count: 0 })
  expect(ageOf(now - 59 * 60_000, now)).toEqual({ unit: 'minutes', count: 59 })
  expect(ageOf(now - 47 * 3_600_000, now)).toEqual({ unit: 'hours', count: 47 })
  expect(ageOf(now - 72 * 3_600_000, now)).toEqual({ unit: 'days', count: 3 })
  expect(spokenCode('GX7K2M9Q')).toBe('GX7K 2M9Q')
})
