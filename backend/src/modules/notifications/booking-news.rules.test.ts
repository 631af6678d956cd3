import { describe, expect, test } from 'vitest'
import { newsOfCancellation, newsOfConfirmation, newsOfFailedPayment } from './booking-news.rules.ts'

const facts = {
  bookingId: 'b1',
  code: 'GX7K2M9Q',
  userId: 'guest',
  hostUserId: 'host',
  experienceId: 'e1',
  experienceTitle: { es: 'Taller', en: 'Workshop' },
  startsAt: '2027-07-19T16:00:00.000Z',
  timeZone: 'America/Mexico_City',
  seats: 2,
  totalCents: 125_000,
}
const told = (news: { userId: string; type: string }[]) => news.map(({ userId, type }) => [userId, type])

test('a confirmation is told to guest and host', () => {
  expect(told(newsOfConfirmation(facts))).toEqual([
    ['guest', 'BOOKING_CONFIRMED'],
    ['host', 'HOST_BOOKING_CONFIRMED'],
  ])
})

test('a host who books their own experience is told both, once each', () => {
  const keys = newsOfConfirmation({ ...facts, hostUserId: 'guest' }).map(
    ({ userId, dedupeKey }) => `${userId} ${dedupeKey}`,
  )
  expect(new Set(keys).size).toBe(2)
})

describe('a cancellation', () => {
  test.each([
    ['BY_GUEST', true, ['BOOKING_CANCELLED', 'HOST_BOOKING_CANCELLED']],
    ['BY_GUEST', false, ['BOOKING_CANCELLED']],
    ['BY_ADMIN', true, ['BOOKING_CANCELLED', 'HOST_BOOKING_CANCELLED']],
    ['BY_HOST', true, ['BOOKING_CANCELLED']],
    ['HOLD_EXPIRED', false, ['BOOKING_HOLD_EXPIRED']],
  ])('%s, confirmed %s', (reason, wasConfirmed, types) => {
    const news = newsOfCancellation({ ...facts, reason, wasConfirmed, refundCents: 0 })
    expect(news.map(({ type }) => type)).toEqual(types)
  })
})

test('a hold that ran out and, brought back by late money, is cancelled after all: two pieces of news', () => {
  const key = (reason: string, wasConfirmed: boolean) =>
    newsOfCancellation({ ...facts, reason, wasConfirmed, refundCents: 0 })[0]?.dedupeKey
  expect(key('BY_GUEST', true)).not.toBe(key('HOLD_EXPIRED', false))
})

test('two refusals of one booking are two facts', () => {
  const at = { ...facts, holdExpiresAt: facts.startsAt }
  expect(newsOfFailedPayment(at, 'event-1')[0]?.dedupeKey).not.toBe(newsOfFailedPayment(at, 'event-2')[0]?.dedupeKey)
})
