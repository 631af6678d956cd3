import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bookingHouse } from '../../../test-support/booking-house.ts'

const house = await bookingHouse()
const adults = (quantity: number) => [{ type: 'adult', quantity }]

async function held(options: { capacity?: number; seats?: number } = {}) {
  const slot = await house.slot({ capacity: options.capacity ?? 10 })
  const userId = await house.guest()
  const { bookingId, payment } = await house.bookings.hold({
    slotId: slot.slotId,
    userId,
    party: adults(options.seats ?? 1),
  })
  if (!payment?.intentId) throw new Error('no intent')
  return { ...slot, userId, bookingId, paymentId: payment.id, intentId: payment.intentId }
}

/** What the house would publish about one booking. */
const told = (bookingId: string) =>
  house.published.filter((event) => event.facts.bookingId === bookingId).map((event) => event.type)

describe('paying', () => {
  test('return page, webhook and reconciler at once: one confirmation, one set of tickets', async () => {
    const one = await held({ seats: 3 })
    await house.pay(one.intentId)
    await Promise.all(Array.from({ length: 6 }, () => house.payments.settle(one.paymentId)))
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
    expect(told(one.bookingId)).toEqual(['booking.confirmed'])
    const tickets = await house.db.query('SELECT 1 FROM tickets WHERE booking_id = $1', [one.bookingId])
    expect(tickets).toHaveLength(3)
    expect(await house.violations()).toEqual([])
  })

  test('declined, then another card: the seats stay, one booking, one charge', async () => {
    const one = await held()
    expect((await house.pay(one.intentId, 'pm_card_chargeDeclined')).status).toBe(402)
    await house.payments.settle(one.paymentId)
    expect((await house.booking(one.bookingId)).status).toBe('PAYMENT_FAILED')
    expect(await house.taken(one.slotId)).toBe(1)
    await house.pay(one.intentId)
    await house.payments.settle(one.paymentId)
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
    expect(told(one.bookingId)).toEqual(['booking.payment-failed', 'booking.confirmed'])
    expect(await house.payment(one.bookingId)).toMatchObject({ capturedCents: 50_000, refundedCents: 0 })
  })

  test('3-D Secure: waits, and is true whichever way it ends', async () => {
    const one = await held()
    expect((await house.pay(one.intentId, 'pm_card_authenticationRequired')).body.status).toBe('requires_action')
    await house.payments.settle(one.paymentId)
    expect(await house.payment(one.bookingId)).toMatchObject({ status: 'REQUIRES_ACTION' })
    house.sandbox.control.authenticate(one.intentId, 'rejected')
    await house.payments.settle(one.paymentId)
    expect((await house.booking(one.bookingId)).status).toBe('PAYMENT_FAILED')
    await house.pay(one.intentId, 'pm_card_authenticationRequired')
    house.sandbox.control.authenticate(one.intentId, 'authorized')
    await house.payments.settle(one.paymentId)
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
  })

  test('what was charged is not what was asked: nothing is confirmed, everything goes back, staff are told', async () => {
    const one = await held()
    await house.db.query('UPDATE payments SET amount_cents = amount_cents + 100 WHERE id = $1', [one.paymentId])
    await house.pay(one.intentId)
    await house.payments.settle(one.paymentId)
    await house.submitRefunds()
    expect(await house.booking(one.bookingId)).toMatchObject({ status: 'CANCELLED', cancelReason: 'BY_ADMIN' })
    expect(
      house.published.findLast(({ facts }) => facts['bookingId'] === one.bookingId && 'reason' in facts),
    ).toMatchObject({
      type: 'booking.cancelled',
      facts: { reason: 'BY_ADMIN', wasConfirmed: false, refundCents: 50_000 },
    })
    expect(await house.taken(one.slotId)).toBe(0)
    expect(await house.refunds(one.bookingId)).toEqual([
      { reasonKey: 'mismatch', status: 'SUCCEEDED', amountCents: 50_000 },
    ])
    const findings = await house.db.query<{ kind: string }>('SELECT kind FROM findings WHERE subject = $1', [
      one.paymentId,
    ])
    expect(findings.map((finding) => finding.kind)).toContain('PAYMENT_MISMATCH')
  })

  test('nor is it the clock that ends it when the hold has run out meanwhile', async () => {
    const one = await held()
    await house.db.query('UPDATE payments SET amount_cents = amount_cents + 100 WHERE id = $1', [one.paymentId])
    await house.pay(one.intentId)
    await house.runOut(one.bookingId)
    await house.bookings.expireHolds()
    await house.submitRefunds()
    expect(await house.booking(one.bookingId)).toMatchObject({ status: 'CANCELLED', cancelReason: 'BY_ADMIN' })
    expect(await house.payment(one.bookingId)).toMatchObject({ capturedCents: 50_000, refundedCents: 50_000 })
  })
})

describe('holds that run out', () => {
  test('the sweep asks the provider, then frees the seats', async () => {
    const one = await held({ seats: 2 })
    await house.runOut(one.bookingId)
    expect(await house.bookings.expireHolds()).toMatchObject({ released: 1 })
    expect(await house.booking(one.bookingId)).toMatchObject({ status: 'CANCELLED', cancelReason: 'HOLD_EXPIRED' })
    expect(await house.taken(one.slotId)).toBe(0)
    expect((await house.provider.retrieveIntent(one.intentId)).status).toBe('canceled')
    expect((await house.pay(one.intentId)).status).toBe(400)
    expect(await house.violations()).toEqual([])
  })

  test('paid at the last moment: the sweep finds the money and confirms', async () => {
    const one = await held()
    await house.pay(one.intentId)
    await house.runOut(one.bookingId)
    expect(await house.bookings.expireHolds()).toMatchObject({ confirmed: 1 })
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
  })

  test('sweeps, success and return page at the same moment end in one truth', async () => {
    for (let round = 0; round < 8; round += 1) {
      const one = await held()
      await house.runOut(one.bookingId)
      await Promise.all([
        house.bookings.expireHolds(),
        house.pay(one.intentId),
        house.bookings.expireHolds(),
        house.payments.settle(one.paymentId),
      ])
      await house.payments.settle(one.paymentId)
      await house.submitRefunds()
      const { status } = await house.booking(one.bookingId)
      const intent = await house.provider.retrieveIntent(one.intentId)
      expect([status, intent.status]).toEqual(
        intent.status === 'succeeded' ? ['CONFIRMED', 'succeeded'] : ['CANCELLED', 'canceled'],
      )
      expect(await house.violations()).toEqual([])
    }
  })

  test('the bank is still deciding: the seats stay held', async () => {
    const one = await held()
    await house.pay(one.intentId, 'pm_card_sandboxProcessing')
    await house.payments.settle(one.paymentId)
    await house.runOut(one.bookingId)
    expect(await house.bookings.expireHolds()).toMatchObject({ released: 0, waiting: 1 })
    expect(await house.taken(one.slotId)).toBe(1)
    house.sandbox.control.settlePayment(one.intentId, 'succeed')
    await house.payments.settle(one.paymentId)
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
  })

  test('an unreachable provider keeps the seats for the grace time, then frees them and goes on cancelling', async () => {
    const one = await held()
    await house.runOut(one.bookingId)
    house.sandbox.control.failNext({ kind: 'error_before', times: 2 })
    expect(await house.bookings.expireHolds()).toMatchObject({ released: 0, waiting: 1 })
    expect(await house.taken(one.slotId)).toBe(1)
    await house.db.query(
      `UPDATE bookings SET releasing_since = now() - interval '6 minutes', updated_at = now() - interval '1 minute' WHERE id = $1`,
      [one.bookingId],
    )
    house.sandbox.control.failNext({ kind: 'error_before', times: 2 })
    expect(await house.bookings.expireHolds()).toMatchObject({ released: 1 })
    expect(await house.taken(one.slotId)).toBe(0)
    await house.db.query(`UPDATE payments SET checked_at = now() - interval '10 minutes' WHERE id = $1`, [
      one.paymentId,
    ])
    await house.payments.reconcile()
    expect((await house.provider.retrieveIntent(one.intentId)).status).toBe('canceled')
    expect(await house.violations()).toEqual([])
  })
})

/** The provider could not be asked, the seats were freed, and then the money came after all. */
async function freedUnreachable(options: { capacity?: number; seats?: number } = {}) {
  const one = await held(options)
  await house.db.query(
    `UPDATE bookings SET hold_expires_at = now() - interval '7 minutes', releasing_since = now() - interval '6 minutes', updated_at = now() - interval '1 minute' WHERE id = $1`,
    [one.bookingId],
  )
  house.sandbox.control.failNext({ kind: 'error_before', times: 2 })
  await house.bookings.expireHolds()
  expect((await house.booking(one.bookingId)).status).toBe('CANCELLED')
  return one
}

describe('late money', () => {
  test('there is still room: the seats are taken again', async () => {
    const one = await freedUnreachable({ capacity: 2, seats: 2 })
    await house.pay(one.intentId)
    await house.payments.settle(one.paymentId)
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
    expect(await house.taken(one.slotId)).toBe(2)
    expect(await house.violations()).toEqual([])
  })

  test('the room is gone: the whole money goes back', async () => {
    const one = await freedUnreachable({ capacity: 2, seats: 2 })
    await house.bookings.hold({ slotId: one.slotId, userId: await house.guest(), party: adults(1) })
    await house.pay(one.intentId)
    await house.payments.settle(one.paymentId)
    await house.submitRefunds()
    expect((await house.booking(one.bookingId)).status).toBe('CANCELLED')
    expect(await house.refunds(one.bookingId)).toEqual([
      { reasonKey: 'late', status: 'SUCCEEDED', amountCents: 100_000 },
    ])
    expect(told(one.bookingId)).toContain('booking.late-payment-refunded')
    expect(await house.violations()).toEqual([])
  })

  test('two late successes for one seat: one gets it, the other the money', async () => {
    const first = await freedUnreachable({ capacity: 1 })
    const userId = await house.guest()
    const { bookingId, payment } = await house.bookings.hold({ slotId: first.slotId, userId, party: adults(1) })
    await house.db.query(
      `UPDATE bookings SET hold_expires_at = now() - interval '7 minutes', releasing_since = now() - interval '6 minutes', updated_at = now() - interval '1 minute' WHERE id = $1`,
      [bookingId],
    )
    house.sandbox.control.failNext({ kind: 'error_before', times: 2 })
    await house.bookings.expireHolds()
    await Promise.all([house.pay(first.intentId), house.pay(payment?.intentId ?? '')])
    await Promise.all([house.payments.settle(first.paymentId), house.payments.settle(payment?.id ?? '')])
    await house.submitRefunds()
    const states = [(await house.booking(first.bookingId)).status, (await house.booking(bookingId)).status].toSorted()
    expect(states).toEqual(['CANCELLED', 'CONFIRMED'])
    expect(await house.taken(first.slotId)).toBe(1)
    expect(await house.violations()).toEqual([])
  })

  test('the slot has begun: the money goes back although there is room', async () => {
    const one = await freedUnreachable()
    await house.db.query(
      `UPDATE slots SET starts_at = now() - interval '1 minute', bookable_until = now() - interval '1 hour' WHERE id = $1`,
      [one.slotId],
    )
    await house.pay(one.intentId)
    await house.payments.settle(one.paymentId)
    await house.submitRefunds()
    expect((await house.payment(one.bookingId)).refundedCents).toBe(50_000)
  })

  test('a second charge for a confirmed booking is refunded as a duplicate', async () => {
    const one = await held()
    await house.pay(one.intentId)
    await house.payments.settle(one.paymentId)
    const second = await house.provider.createIntent({
      key: `test:${one.bookingId}`,
      amountCents: 50_000,
      currency: 'MXN',
      metadata: { payment_id: '01a20174-4c72-7050-a488-53ed2adfbb3f' },
      description: 'second',
    })
    await house.db.query(
      `INSERT INTO payments (id, payable_type, payable_id, user_id, status, amount_cents, intent_id) VALUES ('01a20174-4c72-7050-a488-53ed2adfbb3f', 'booking', $1, $2, 'REQUIRES_PAYMENT_METHOD', 50000, $3)`,
      [one.bookingId, one.userId, second.id],
    )
    await house.pay(second.id)
    await house.payments.settle('01a20174-4c72-7050-a488-53ed2adfbb3f')
    await house.submitRefunds()
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
    const [row] = await house.db.query<{ refunded_cents: number }>(
      `SELECT refunded_cents FROM payments WHERE intent_id = $1`,
      [second.id],
    )
    expect(row?.refunded_cents).toBe(50_000)
  })
})

describe('news in any order', () => {
  test('whatever order and however often observations come, the end is the provider’s truth', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('settle', 'decline', 'pay', 'sweep', 'run-out', 'action'), {
          minLength: 3,
          maxLength: 7,
        }),
        async (steps) => {
          const one = await held({ capacity: 1 })
          for (const step of steps) {
            if (step === 'settle') await house.payments.settle(one.paymentId)
            else if (step === 'decline') await house.pay(one.intentId, 'pm_card_chargeDeclined')
            else if (step === 'action') await house.pay(one.intentId, 'pm_card_authenticationRequired')
            else if (step === 'pay') await house.pay(one.intentId)
            else if (step === 'sweep') await house.bookings.expireHolds()
            else
              await house.db.query(
                `UPDATE bookings SET hold_expires_at = now() - interval '1 second' WHERE id = $1 AND hold_expires_at IS NOT NULL`,
                [one.bookingId],
              )
          }
          await house.payments.settle(one.paymentId)
          const intent = await house.provider.retrieveIntent(one.intentId)
          const { status } = await house.booking(one.bookingId)
          const expected = {
            succeeded: ['CONFIRMED'],
            canceled: ['CANCELLED'],
            requires_payment_method: ['PENDING', 'PAYMENT_FAILED'],
            requires_action: ['PENDING'],
          }
          expect(expected[intent.status as keyof typeof expected]).toContain(status)
          expect(await house.violations()).toEqual([])
        },
      ),
      { numRuns: 15 },
    )
  })
})
