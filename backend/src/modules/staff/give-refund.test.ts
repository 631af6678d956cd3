/** Refunds above policy against the real payments, ledger and sandbox. */
import { afterAll, expect, test } from 'vitest'
import { buildBookingHouse } from '../../../test-support/build-booking-house.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { askRefund, decideRefund, type RefundDeps } from './give-refund.ts'

const db = await testDatabase()
const house = await buildBookingHouse(db)
afterAll(() => house.close())

const deps: RefundDeps = {
  config: { staff: { refundLimitCents: 10_000 } },
  database: house.database,
  events: { publish: async () => {} },
  payments: house.payments,
  ledger: house.ledger,
  bookings: house.bookings,
  identity: { audit: async () => {}, assertProved: async () => {}, endSessions: async () => 0 },
}
const [first, second] = [await house.guest('Abril'), await house.guest('Bruno')]
const staff = (userId: string) => ({ userId, sessionId: 'session', ipAddress: '127.0.0.1', language: 'es' as const })
const ask = (subjectId: string, amount: number, by = first) =>
  askRefund(
    deps,
    {
      subjectType: 'booking',
      subjectId,
      amount: { amount, currency: 'MXN' },
      reason: 'el guía no llegó',
      bearer: 'PLATFORM',
    },
    staff(by),
  )

async function paidBooking() {
  const { slotId } = await house.slot({ priceCents: 50_000 })
  const { bookingId, payment } = await house.bookings.hold({
    slotId,
    party: [{ type: 'adult', quantity: 1 }],
    userId: await house.guest(),
  })
  await house.pay(payment?.intentId ?? '')
  await house.payments.settle(payment?.id ?? '')
  return bookingId
}

test('up to the limit at once, above it by two; never more than was paid, also not by a later cancellation', async () => {
  const id = await paidBooking()
  await ask(id, 10_000)
  expect(await house.refunds(id)).toMatchObject([{ amountCents: 10_000 }])
  const waiting = await ask(id, 20_000)
  expect(await house.refunds(id)).toHaveLength(1)
  await expect(decideRefund(deps, { id: waiting, confirm: true, reason: 'sí', by: staff(first) })).rejects.toThrow(
    'SECOND_PERSON_NEEDED',
  )
  const both = await Promise.allSettled(
    [1, 2].map(() => decideRefund(deps, { id: waiting, confirm: true, reason: 'sí', by: staff(second) })),
  )
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(ask(id, 20_001)).rejects.toThrow('REFUND_EXCEEDS_PAID')
  await house.bookings.cancel({ bookingId: id, actor: { kind: 'admin', userId: first }, note: null })
  const refunds = await house.refunds(id)
  expect(refunds.map(({ amountCents }) => amountCents)).toEqual([10_000, 20_000, 20_000])
  await house.submitRefunds()
  expect(await house.violations()).toEqual([])
})
