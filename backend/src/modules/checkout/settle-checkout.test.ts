import { describe, expect, test } from 'vitest'
import { address, checkoutHouse, type Piece } from '../../../test-support/checkout-house.ts'
import { watchStatements } from '../../../test-support/statements.ts'

const house = await checkoutHouse()

/** A purchase that waits for its payment: pieces of a workshop and a party. */
async function held(
  options: { stock?: number; capacity?: number; code?: string; slot?: boolean; buyer?: string } = {},
) {
  const { sellerId } = await house.shop()
  const piece = await house.piece({ sellerId, stock: options.stock ?? 5 })
  const { slotId, hostId, hostUserId } = await house.slot({ capacity: options.capacity ?? 5, priceCents: 30_000 })
  const buyer = options.buyer ?? (await house.guest())
  await house.put(buyer, piece, 2)
  if (options.slot !== false) await house.putSlot(buyer, slotId, 2)
  if (options.code) await house.ask(buyer, 'PUT', '/cart/code', { code: options.code })
  const { checkoutId, payment } = await house.buy(buyer)
  return {
    sellerId,
    hostId,
    hostUserId,
    piece,
    slotId,
    buyer,
    checkoutId,
    paymentId: payment?.id ?? '',
    intentId: payment?.intentId ?? '',
    totalCents: payment?.amountCents ?? 0,
  }
}
type Held = Awaited<ReturnType<typeof held>>

const told = (checkoutId: string) =>
  house.published.filter(({ facts }) => facts.checkoutId === checkoutId).map(({ type }) => type)
const statuses = async (checkoutId: string) => ({
  checkout: (await house.row(checkoutId)).status,
  orders: (
    await house.db.query<{ s: string }>('SELECT status::text AS s FROM orders WHERE checkout_id = $1', [checkoutId])
  ).map(({ s }) => s),
  bookings: (
    await house.db.query<{ s: string }>('SELECT status::text AS s FROM bookings WHERE checkout_id = $1', [checkoutId])
  ).map(({ s }) => s),
})
const shelf = async (one: Held) => ({
  ...(await house.stock(one.piece.variantId)),
  seats: await house.taken(one.slotId),
})
async function expired(one: Held) {
  await house.over(one.checkoutId)
  await house.checkout.expire()
}
/** The money is at the provider, and the sweep does not know: it cannot reach it for longer than its patience. */
async function freedUnasked(one: Held) {
  await house.over(one.checkoutId)
  await house.db.query(
    `UPDATE checkouts SET releasing_since = now() - interval '1 hour', updated_at = now() - interval '1 hour' WHERE id = $1`,
    [one.checkoutId],
  )
  house.sandbox.control.failNext({
    method: 'POST',
    path: `/v1/payment_intents/${one.intentId}/cancel`,
    kind: 'error_before',
    times: 9,
  })
  await house.checkout.expire()
  house.sandbox.control.clearFaults()
}

describe('paying', () => {
  test('return page, webhook and reconciler at once: one confirmation, everybody has their share', async () => {
    const one = await held()
    await house.pay(one.intentId)
    await Promise.all(Array.from({ length: 6 }, () => house.payments.settle(one.paymentId)))
    expect(await statuses(one.checkoutId)).toEqual({ checkout: 'PAID', orders: ['PAID'], bookings: ['CONFIRMED'] })
    expect(told(one.checkoutId)).toEqual(['order.paid', 'checkout.paid'])
    expect(await shelf(one)).toEqual({ onHand: 3, reserved: 0, seats: 2 })
    expect(await house.ledger.balanceOf(house.database.read, one.sellerId)).toBe(100_000 - 12_000 + 9900)
    const answer = await house.ask(one.buyer, 'GET', `/checkouts/${one.checkoutId}`)
    expect(answer.body).toMatchObject({
      checkout: {
        status: 'PAID',
        holdExpiresAt: null,
        orders: [{ status: 'PAID' }],
        bookings: [{ status: 'CONFIRMED' }],
      },
      payment: { status: 'SUCCEEDED' },
    })
    expect(await house.violations()).toEqual([])
  })

  test('two pieces of two workshops: how often the database is asked until they are held, and until they are paid', async () => {
    const buyer = await house.guest()
    for (const { sellerId } of [await house.shop(), await house.shop()])
      await house.put(buyer, await house.piece({ sellerId }))
    const holding = watchStatements()
    const { status, body } = await house.ask(buyer, 'POST', '/checkouts', { shippingAddress: address })
    const toHold = holding()
    expect(status).toBe(201)
    await house.pay(body.payment.paymentIntentId)
    await house.db.query('UPDATE payments SET checked_at = NULL')
    const paying = watchStatements()
    const paid = await house.ask(buyer, 'GET', `/payments/${body.payment.id}`)
    const toPay = paying()
    expect(paid.body.status).toBe('SUCCEEDED')
    expect((await statuses(body.checkout.id)).orders).toEqual(['PAID', 'PAID'])
    // Both rates of commission are looked up once a minute.
    expect(toHold.length).toBeLessThanOrEqual(11)
    expect(toPay).toHaveLength(13)
    expect(await house.violations()).toEqual([])
  })

  test('return pages in a crowd wait for their turn: four settle at once, and nobody is refused', async () => {
    const crowd = await Promise.all(Array.from({ length: 12 }, () => held({ slot: false })))
    await Promise.all(crowd.map(({ intentId }) => house.pay(intentId)))
    await house.db.query('UPDATE payments SET checked_at = NULL')
    const { transaction } = house.database
    let [now, most] = [0, 0]
    house.database.transaction = async (work) => {
      now += 1
      most = Math.max(most, now)
      return transaction(work).finally(() => (now -= 1))
    }
    const look = ({ buyer, paymentId }: Held) => house.ask(buyer, 'GET', `/payments/${paymentId}`)
    try {
      const [polled, others] = [crowd.slice(0, 6), crowd.slice(6)]
      const answers = await Promise.all(polled.map(look))
      expect(answers.map(({ body }) => body.status)).toEqual(polled.map(() => 'SUCCEEDED'))
      expect(most).toBe(4)
      // Negative control: those who do not come from a return page are not counted.
      await Promise.all(others.map(({ paymentId }) => house.payments.settle(paymentId)))
      expect(most).toBeGreaterThan(4)
    } finally {
      house.database.transaction = transaction
    }
    expect(await house.violations()).toEqual([])
  })

  test('declined, then another card: everything stays held, one charge', async () => {
    const one = await held()
    expect((await house.pay(one.intentId, 'pm_card_chargeDeclined')).status).toBe(402)
    await house.payments.settle(one.paymentId)
    expect(await statuses(one.checkoutId)).toEqual({
      checkout: 'PAYMENT_FAILED',
      orders: ['PAYMENT_FAILED'],
      bookings: ['PAYMENT_FAILED'],
    })
    expect(await shelf(one)).toEqual({ onHand: 5, reserved: 2, seats: 2 })
    await house.pay(one.intentId)
    await house.payments.settle(one.paymentId)
    expect((await house.row(one.checkoutId)).status).toBe('PAID')
    expect(told(one.checkoutId)).toEqual(['checkout.payment-failed', 'order.paid', 'checkout.paid'])
    expect(await house.violations()).toEqual([])
  })

  test('the bank asks for more: pending, then paid', async () => {
    const one = await held()
    await house.pay(one.intentId, 'pm_card_authenticationRequired')
    await house.payments.settle(one.paymentId)
    expect((await house.row(one.checkoutId)).status).toBe('PENDING')
    expect(await house.violations()).toEqual([])
  })

  test('other money than was asked for: all of it goes back, nothing stays held', async () => {
    const one = await held()
    await house.db.query('UPDATE payments SET amount_cents = amount_cents + 100 WHERE id = $1', [one.paymentId])
    await house.pay(one.intentId)
    await house.payments.settle(one.paymentId)
    expect(await house.row(one.checkoutId)).toMatchObject({ status: 'CANCELLED', cancelReason: 'BY_ADMIN' })
    expect(await shelf(one)).toEqual({ onHand: 5, reserved: 0, seats: 0 })
    expect(await house.refunds(one.checkoutId)).toMatchObject([{ reasonKey: 'mismatch', amountCents: one.totalCents }])
    await house.submitRefunds()
    expect(await house.violations()).toEqual([])
  })
})

describe('giving up', () => {
  test('cancelled by the buyer: the intent first, then everything free and in the basket again', async () => {
    const code = await house.code({ maxUses: 1 })
    const one = await held({ code })
    const answer = await house.ask(one.buyer, 'POST', `/checkouts/${one.checkoutId}/cancel`)
    expect(answer.body).toMatchObject({
      checkout: { status: 'CANCELLED', cancellation: { reason: 'BY_BUYER' } },
      payment: { status: 'CANCELED' },
    })
    expect((await house.provider.retrieveIntent(one.intentId)).status).toBe('canceled')
    expect(await shelf(one)).toEqual({ onHand: 5, reserved: 0, seats: 0 })
    expect(await house.cart(one.buyer)).toEqual({ items: { [one.piece.variantId]: 2 }, slots: [one.slotId], code })
    expect((await house.ask(one.buyer, 'POST', `/checkouts/${one.checkoutId}/cancel`)).status).toBe(409)
    expect((await house.ask(await house.guest(), 'POST', `/checkouts/${one.checkoutId}/cancel`)).status).toBe(404)
    expect(await house.violations()).toEqual([])
  })

  test('what the person put into the basket meanwhile stays as they put it', async () => {
    const one = await held({ slot: false })
    await house.put(one.buyer, one.piece, 1)
    await house.checkout.cancel({ checkoutId: one.checkoutId, userId: one.buyer })
    expect((await house.cart(one.buyer)).items).toEqual({ [one.piece.variantId]: 1 })
  })

  test('a part of it cannot be given up alone', async () => {
    const one = await held()
    const [booking] = await house.db.query<{ id: string }>('SELECT id FROM bookings WHERE checkout_id = $1', [
      one.checkoutId,
    ])
    const answer = await house.ask(one.buyer, 'POST', `/bookings/${booking?.id}/cancel`)
    expect([answer.status, answer.body.code]).toEqual([409, 'INVALID_TRANSITION'])
    await house.bookings.expireHolds()
    expect((await statuses(one.checkoutId)).bookings).toEqual(['PENDING'])
  })
})

describe('the hold runs out', () => {
  test('nobody paid: the provider is asked, then everything is free', async () => {
    const one = await held()
    await expired(one)
    expect(await house.row(one.checkoutId)).toMatchObject({ status: 'CANCELLED', cancelReason: 'HOLD_EXPIRED' })
    expect(await statuses(one.checkoutId)).toEqual({
      checkout: 'CANCELLED',
      orders: ['CANCELLED'],
      bookings: ['CANCELLED'],
    })
    expect((await house.provider.retrieveIntent(one.intentId)).status).toBe('canceled')
    expect(await shelf(one)).toEqual({ onHand: 5, reserved: 0, seats: 0 })
    expect(told(one.checkoutId)).toEqual(['order.cancelled', 'checkout.cancelled'])
    expect(await house.violations()).toEqual([])
  })

  test('sweep against success: whoever is first, the money and the things agree', async () => {
    for (let round = 0; round < 6; round += 1) {
      const one = await held()
      await house.over(one.checkoutId)
      await Promise.allSettled([
        house.pay(one.intentId),
        house.checkout.expire(),
        house.checkout.expire(),
        house.payments.settle(one.paymentId),
      ])
      await house.payments.settle(one.paymentId)
      const { checkout } = await statuses(one.checkoutId)
      const payment = await house.payment(one.checkoutId)
      expect(checkout === 'PAID').toBe(payment.status === 'SUCCEEDED' && payment.refundedCents === 0)
      expect(['PAID', 'CANCELLED']).toContain(checkout)
    }
    expect(await house.violations()).toEqual([])
  })

  test('the provider does not answer: held for the grace time, then free, and cancelling goes on', async () => {
    const one = await held()
    await house.over(one.checkoutId)
    house.sandbox.control.failNext({
      method: 'POST',
      path: `/v1/payment_intents/${one.intentId}/cancel`,
      kind: 'error_before',
      times: 3,
    })
    await house.checkout.expire()
    expect((await house.row(one.checkoutId)).status).toBe('PENDING')
    await freedUnasked(one)
    expect((await house.row(one.checkoutId)).status).toBe('CANCELLED')
    expect(await house.violations()).toEqual([])
  })
})

describe('late money', () => {
  async function lateFor(one: Held) {
    await freedUnasked(one)
    expect((await house.row(one.checkoutId)).status).toBe('CANCELLED')
  }

  test('everything is there still: taken again, paid, and out of the basket', async () => {
    const code = await house.code({ maxUses: 1, maxPerUser: 1 })
    const one = await held({ code })
    await lateFor(one)
    expect((await house.cart(one.buyer)).items).toEqual({ [one.piece.variantId]: 2 })
    await house.pay(one.intentId)
    await house.payments.settle(one.paymentId)
    expect(await statuses(one.checkoutId)).toEqual({ checkout: 'PAID', orders: ['PAID'], bookings: ['CONFIRMED'] })
    expect(await shelf(one)).toEqual({ onHand: 3, reserved: 0, seats: 2 })
    expect(await house.cart(one.buyer)).toMatchObject({ items: {}, slots: [] })
    expect(await house.violations()).toEqual([])
  })

  test.each(['pieces', 'seats', 'code'] as const)(
    'the %s are gone: all of the money goes back, nothing is taken',
    async (gone) => {
      const code = await house.code({ maxUses: 1 })
      const one = await held({ stock: 2, capacity: 2, code })
      await lateFor(one)
      const other = await house.guest()
      if (gone === 'pieces') await house.put(other, one.piece, 1)
      if (gone === 'seats') await house.putSlot(other, one.slotId, 1)
      if (gone === 'code') {
        await house.put(other, await house.piece())
        await house.ask(other, 'PUT', '/cart/code', { code })
      }
      await house.buy(other)
      await house.pay(one.intentId)
      await house.payments.settle(one.paymentId)
      expect((await house.row(one.checkoutId)).status).toBe('CANCELLED')
      expect(await house.refunds(one.checkoutId)).toMatchObject([{ reasonKey: 'late', amountCents: one.totalCents }])
      expect(told(one.checkoutId)).toContain('checkout.late-payment-refunded')
      const left = await shelf(one)
      expect(left).toEqual({ onHand: 2, reserved: gone === 'pieces' ? 1 : 0, seats: gone === 'seats' ? 1 : 0 })
      await house.submitRefunds()
      expect(await house.violations()).toEqual([])
    },
  )

  test('who gave it up on purpose gets the money back, although there is everything', async () => {
    const one = await held()
    await freedUnasked(one)
    await house.db.query(`UPDATE checkouts SET cancel_reason = 'BY_BUYER' WHERE id = $1`, [one.checkoutId])
    await house.pay(one.intentId)
    await house.payments.settle(one.paymentId)
    expect(await house.refunds(one.checkoutId)).toMatchObject([{ reasonKey: 'cancelled' }])
    expect(await house.violations()).toEqual([])
  })

  test('two late successes for one piece: one gets it, the other the money', async () => {
    const { sellerId } = await house.shop()
    const piece: Piece = await house.piece({ sellerId, stock: 1 })
    const late: { checkoutId: string; intentId: string; paymentId: string }[] = []
    for (let n = 0; n < 2; n += 1) {
      const buyer = await house.guest()
      await house.put(buyer, piece)
      const { checkoutId, payment } = await house.buy(buyer)
      const one = { checkoutId, intentId: payment?.intentId ?? '', paymentId: payment?.id ?? '' }
      await freedUnasked(one as Held)
      late.push(one)
    }
    await Promise.all(late.map(({ intentId }) => house.pay(intentId)))
    await Promise.all(late.map(({ paymentId }) => house.payments.settle(paymentId)))
    const ends = await Promise.all(late.map(async ({ checkoutId }) => (await house.row(checkoutId)).status))
    expect(ends.toSorted()).toEqual(['CANCELLED', 'PAID'])
    expect(await house.stock(piece.variantId)).toEqual({ onHand: 0, reserved: 0 })
    expect(await house.violations()).toEqual([])
  })
})

describe('a party of a purchase, afterwards', () => {
  test('cancelled by its guest: its part of the one payment goes back, the rest stays', async () => {
    const code = await house.code({ value: 1000 })
    const one = await held({ code })
    await house.pay(one.intentId)
    await house.payments.settle(one.paymentId)
    const [booking] = await house.db.query<{ id: string }>('SELECT id FROM bookings WHERE checkout_id = $1', [
      one.checkoutId,
    ])
    const answer = await house.ask(one.buyer, 'POST', `/bookings/${booking?.id}/cancel`)
    expect(answer.body).toMatchObject({ booking: { status: 'CANCELLED' }, refund: { amount: { amount: 54_000 } } })
    await house.submitRefunds()
    expect(await house.refunds(one.checkoutId)).toEqual([
      { reasonKey: `booking-cancelled:${booking?.id}`, status: 'SUCCEEDED', amountCents: 54_000 },
    ])
    expect(await house.ledger.balanceOf(house.database.read, one.hostId)).toBe(await hostElsewhere(one))
    expect((await statuses(one.checkoutId)).orders).toEqual(['PAID'])
    expect((await house.ask(one.buyer, 'GET', `/bookings/${booking?.id}`)).body.payment).toMatchObject({
      id: one.paymentId,
    })
    expect(await house.violations()).toEqual([])
  })

  test('a party that a code paid for altogether: cancelled, its host is owed nothing, and nothing is refunded', async () => {
    const code = await house.code({ value: 10_000 })
    const { slotId, hostId } = await house.slot({ priceCents: 20_000 })
    const before = await house.ledger.balanceOf(house.database.read, hostId)
    const ana = await house.guest()
    await house.putSlot(ana, slotId, 2)
    await house.ask(ana, 'PUT', '/cart/code', { code })
    const { checkoutId, payment } = await house.buy(ana)
    expect(payment).toBeNull()
    expect(await house.ledger.balanceOf(house.database.read, hostId)).toBe(before + 40_000 - 6400)
    const [booking] = await house.db.query<{ id: string }>('SELECT id FROM bookings WHERE checkout_id = $1', [
      checkoutId,
    ])
    const answer = await house.ask(ana, 'POST', `/bookings/${booking?.id}/cancel`)
    expect(answer.body).toMatchObject({ booking: { status: 'CANCELLED' }, refund: null })
    expect(await house.ledger.balanceOf(house.database.read, hostId)).toBe(before)
    expect(await house.violations()).toEqual([])
  })

  test('its host calls the time off while it is held: paid, the party is given back and the pieces are sent', async () => {
    const one = await held()
    await house.bookings.changeSlot({ slotId: one.slotId, hostId: one.hostId, state: 'CANCELLED' })
    await house.bookings.cancelSlotBookings(one.slotId)
    expect((await statuses(one.checkoutId)).bookings).toEqual(['PENDING'])
    await house.pay(one.intentId)
    await house.payments.settle(one.paymentId)
    await house.bookings.cancelSlotBookings(one.slotId)
    expect(await statuses(one.checkoutId)).toEqual({ checkout: 'PAID', orders: ['PAID'], bookings: ['CANCELLED'] })
    expect(await house.refunds(one.checkoutId)).toMatchObject([{ amountCents: 60_000 }])
    expect(await house.violations()).toEqual([])
  })
})

/** What the host is owed for other parties of this file. */
async function hostElsewhere(one: Held): Promise<number> {
  const [row] = await house.db.query<{ cents: number }>(
    `SELECT coalesce(sum(b.total_cents - round(b.total_cents * b.commission_bps / 10000.0)), 0)::int AS cents
     FROM bookings b WHERE b.host_id = $1 AND b.status IN ('CONFIRMED', 'COMPLETED')`,
    [one.hostId],
  )
  return row?.cents ?? 0
}
