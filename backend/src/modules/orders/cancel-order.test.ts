import { describe, expect, test } from 'vitest'
import { type Bought, orderHouse } from '../../../test-support/order-house.ts'

const house = await orderHouse()
const parcel = { carrier: 'estafeta', trackingNumber: '123' }
const only = (bought: Bought) => {
  const [order] = bought.orders
  if (!order) throw new Error('no order')
  return order
}
const owed = async (sellerId: string) => house.ledger.balanceOf(house.database.read, sellerId)

describe('cancelling before shipping', () => {
  test('one of three orders: its money with shipping, its pieces, its workshop’s share; the others stay', async () => {
    const bought = await house.buy([
      { lines: [{ quantity: 2, priceCents: 35_000 }], shippingCents: 9900 },
      { lines: [{ priceCents: 120_000 }], shippingCents: 0 },
      { lines: [{ priceCents: 8_000, quantity: 3 }], shippingCents: 5000 },
    ])
    const [first, second, third] = bought.orders
    if (!first || !second || !third) throw new Error('orders are missing')
    const answer = await house.ask(bought.userId, 'POST', `/orders/${first.id}/cancel`, { reason: 'Cambio de planes' })
    expect(answer.body).toMatchObject({
      status: 'CANCELLED',
      refunded: { amount: 79_900 },
      cancellation: { reason: 'BY_BUYER', note: 'Cambio de planes' },
      actions: [],
    })
    await house.submitRefunds()
    expect(await house.refunds(bought.checkoutId)).toEqual([
      { reasonKey: `order-cancelled:${first.id}`, status: 'SUCCEEDED', amountCents: 79_900 },
    ])
    expect(await house.stock(first.lines[0]?.variantId ?? '')).toEqual({ onHand: 10, reserved: 0 })
    expect((await house.order(second.id)).status).toBe('PAID')
    expect((await house.order(third.id)).status).toBe('PAID')
    expect(await owed(first.seller.sellerId)).toBe(0)
    expect(await owed(third.seller.sellerId)).toBe(24_000 - 2880 + 5000)
    expect(await house.story(first.id)).toEqual(['PLACED', 'PAID', 'CANCELLED', 'REFUND_FILED', 'REFUNDED'])
    expect(await house.violations()).toEqual([])
  })

  test('by the workshop, by staff: the reason says who', async () => {
    const one = only(await house.buy())
    await house.ask(one.seller.userId, 'POST', `/seller/orders/${one.id}/cancel`, { reason: 'Se quebró' })
    expect(await house.order(one.id)).toMatchObject({ status: 'CANCELLED', cancelReason: 'BY_SELLER' })
    const other = only(await house.buy())
    await house.ask({ admin: await house.guest() }, 'POST', `/seller/orders/${other.id}/cancel`)
    expect(await house.order(other.id)).toMatchObject({ status: 'CANCELLED', cancelReason: 'BY_ADMIN' })
    expect(await house.violations()).toEqual([])
  })

  test('unpaid it is not cancelled alone: the purchase is', async () => {
    const bought = await house.hold()
    const answer = await house.ask(bought.userId, 'POST', `/orders/${only(bought).id}/cancel`, {})
    expect([answer.status, answer.body.code]).toEqual([409, 'INVALID_TRANSITION'])
    expect((await house.order(only(bought).id)).status).toBe('PENDING')
    expect(await house.violations()).toEqual([])
  })

  test('paid by a discount of the platform alone: nothing to refund, the workshop keeps nothing', async () => {
    const bought = await house.buy([
      { lines: [{ priceCents: 50_000, platformDiscountCents: 50_000 }], shippingCents: 0 },
    ])
    const { id, seller } = only(bought)
    expect(await owed(seller.sellerId)).toBe(44_000)
    await house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {})
    expect(await house.order(id)).toMatchObject({ status: 'CANCELLED', refundedCents: 0 })
    expect(await owed(seller.sellerId)).toBe(0)
    expect(await house.violations()).toEqual([])
  })

  test('the same key gives the same answer and one refund', async () => {
    const bought = await house.buy()
    const { id } = only(bought)
    const key = { 'idempotency-key': `cancel-${id}` }
    const answers = [
      await house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {}, key),
      await house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {}, key),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await house.refunds(bought.checkoutId)).toHaveLength(1)
  })
})

describe('a refund to its end', () => {
  test('the bank does not take it: the story and the workshop’s list say so', async () => {
    await house.submitRefunds()
    const bought = await house.buy()
    const { id, seller } = only(bought)
    await house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {})
    house.sandbox.control.setRefundOutcome('pending')
    await house.submitRefunds()
    const [sent] = await house.db.query<{ re: string }>(
      `SELECT r.provider_refund_id AS re FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.payable_id = $1`,
      [bought.checkoutId],
    )
    house.sandbox.control.settleRefund(sent?.re ?? '', 'fail')
    await house.submitRefunds()
    expect(await house.story(id)).toEqual(['PLACED', 'PAID', 'CANCELLED', 'REFUND_FILED', 'REFUND_FAILED'])
    const listed = await house.ask(seller.userId, 'GET', '/seller/orders?view=problems')
    expect(listed.body.items).toMatchObject([{ id }])
    const told = house.published.filter(({ type, facts }) => type === 'order.refunded' && facts['orderId'] === id)
    expect(told).toMatchObject([{ facts: { status: 'FAILED', amountCents: 59_900 } }])
    expect(await house.violations()).toEqual([])
  })
})

describe('races', () => {
  test('cancel against ship: one of them, and the money agrees with it', async () => {
    for (let round = 0; round < 6; round += 1) {
      const bought = await house.buy()
      const { id, seller, lines } = only(bought)
      await house.ask(seller.userId, 'POST', `/seller/orders/${id}/process`)
      const [cancel, ship] = await Promise.all([
        house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {}),
        house.ask(seller.userId, 'POST', `/seller/orders/${id}/ship`, parcel),
      ])
      expect([cancel.status, ship.status].toSorted((a, b) => a - b)).toEqual([200, 409])
      const cancelled = cancel.status === 200
      expect((await house.order(id)).status).toBe(cancelled ? 'CANCELLED' : 'SHIPPED')
      expect(await house.refunds(bought.checkoutId)).toHaveLength(cancelled ? 1 : 0)
      expect((await house.stock(lines[0]?.variantId ?? '')).onHand).toBe(cancelled ? 10 : 9)
    }
    expect(await house.violations()).toEqual([])
  })

  test('negative control: looking first and writing without the condition ships what was refunded', async () => {
    const bought = await house.buy()
    const { id, seller } = only(bought)
    await house.ask(seller.userId, 'POST', `/seller/orders/${id}/process`)
    const looked = await house.order(id)
    await house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {})
    if (looked.status === 'PROCESSING')
      await house.db.query(`UPDATE orders SET status = 'SHIPPED', shipped_at = now() WHERE id = $1`, [id])
    expect(await house.order(id)).toMatchObject({ status: 'SHIPPED', refundedCents: 59_900 })
    await house.db.query(`UPDATE orders SET status = 'CANCELLED' WHERE id = $1`, [id])
  })

  test('cancelled twice, by buyer, workshop and staff at once: one refund', async () => {
    const bought = await house.buy([{ lines: [{ quantity: 3 }] }])
    const { id, seller, lines } = only(bought)
    const admin = { admin: await house.guest() }
    const answers = await Promise.all([
      house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {}),
      house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {}),
      house.ask(seller.userId, 'POST', `/seller/orders/${id}/cancel`, {}),
      house.ask(admin, 'POST', `/seller/orders/${id}/cancel`, {}),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409])
    expect(await house.refunds(bought.checkoutId)).toHaveLength(1)
    expect((await house.stock(lines[0]?.variantId ?? '')).onHand).toBe(10)
    expect(await house.violations()).toEqual([])
  })

  test('cancel against late payment: held it is refused, paid it is refunded, never neither', async () => {
    for (let round = 0; round < 4; round += 1) {
      const bought = await house.hold()
      const { id, lines } = only(bought)
      await house.db.query(
        `UPDATE checkouts SET status = 'CANCELLED', cancel_reason = 'HOLD_EXPIRED', cancelled_at = now() WHERE id = $1`,
        [bought.checkoutId],
      )
      await house.database.transaction((tx) => house.orders.released(tx, bought.checkoutId, 'HOLD_EXPIRED'))
      await house.pay(bought.intentId)
      const [cancel] = await Promise.all([
        house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {}),
        house.payments.settle(bought.paymentId ?? ''),
      ])
      await house.submitRefunds()
      const { status } = await house.order(id)
      expect(status).toBe(cancel.status === 200 ? 'CANCELLED' : 'PAID')
      expect(await house.refunds(bought.checkoutId)).toHaveLength(cancel.status === 200 ? 1 : 0)
      expect(await house.stock(lines[0]?.variantId ?? '')).toEqual({ onHand: status === 'PAID' ? 9 : 10, reserved: 0 })
    }
    expect(await house.violations()).toEqual([])
  })

  test('late money whose pieces are gone goes back whole', async () => {
    const bought = await house.hold([{ lines: [{ stock: 1 }] }])
    const { id, lines } = only(bought)
    const variantId = lines[0]?.variantId ?? ''
    await house.db.query(
      `UPDATE checkouts SET status = 'CANCELLED', cancel_reason = 'HOLD_EXPIRED', cancelled_at = now() WHERE id = $1`,
      [bought.checkoutId],
    )
    await house.database.transaction((tx) => house.orders.released(tx, bought.checkoutId, 'HOLD_EXPIRED'))
    await house.buy([{ seller: only(bought).seller, lines: [{ variantId }] }])
    await house.pay(bought.intentId)
    await house.payments.settle(bought.paymentId ?? '')
    await house.submitRefunds()
    expect(await house.order(id)).toMatchObject({ status: 'CANCELLED', cancelReason: 'HOLD_EXPIRED' })
    expect(await house.refunds(bought.checkoutId)).toMatchObject([{ reasonKey: 'late', status: 'SUCCEEDED' }])
    expect(await house.violations()).toEqual([])
  })
})
