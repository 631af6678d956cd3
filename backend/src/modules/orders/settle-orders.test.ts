import { describe, expect, test } from 'vitest'
import { type Bought, orderHouse } from '../../../test-support/order-house.ts'

const house = await orderHouse()
const first = (bought: Bought) => {
  const [order] = bought.orders
  if (!order) throw new Error('no order')
  return order
}
const pieces = (bought: Bought, index = 0) => house.stock(bought.orders[index]?.lines[0]?.variantId ?? '')
const runOut = (bought: Bought) =>
  house.db.query(`UPDATE checkouts SET hold_expires_at = now() - interval '1 second' WHERE id = $1`, [
    bought.checkoutId,
  ])

describe('paying', () => {
  test('webhook, return page and reconciler at once: every order paid once, every piece sold once, shares to the centavo', async () => {
    const bought = await house.hold([
      { lines: [{ quantity: 2, priceCents: 35_001, platformDiscountCents: 777 }], shippingCents: 9900 },
      {
        lines: [
          { priceCents: 12_345, sellerDiscountCents: 45 },
          { priceCents: 999, quantity: 3 },
        ],
        shippingCents: 0,
      },
    ])
    expect(await pieces(bought)).toEqual({ onHand: 10, reserved: 2 })
    await house.pay(bought.intentId)
    await Promise.all(Array.from({ length: 5 }, () => house.payments.settle(bought.paymentId ?? '')))
    for (const { id } of bought.orders) {
      expect((await house.order(id)).status).toBe('PAID')
      expect(await house.story(id)).toEqual(['PLACED', 'PAID'])
      const told = house.published.filter(({ type, facts }) => type === 'order.paid' && facts['orderId'] === id)
      expect(told).toHaveLength(1)
    }
    expect(await pieces(bought)).toEqual({ onHand: 8, reserved: 0 })
    // 70,002 of pieces less 12 %, and the shipping: the platform bears its own discount.
    const owed = (index: number) =>
      house.ledger.balanceOf(house.database.read, bought.orders[index]?.seller.sellerId ?? '')
    expect(await owed(0)).toBe(70_002 - 8400 + 9900)
    expect(await owed(1)).toBe(12_300 - 1476 + 2997 - 360)
    expect(await house.violations()).toEqual([])
  })

  test('declined, then another card: held all the while, and the story tells it', async () => {
    const bought = await house.hold()
    await house.pay(bought.intentId, 'pm_card_chargeDeclined')
    await house.payments.settle(bought.paymentId ?? '')
    expect((await house.order(first(bought).id)).status).toBe('PAYMENT_FAILED')
    expect(await pieces(bought)).toEqual({ onHand: 10, reserved: 1 })
    await house.pay(bought.intentId)
    await house.payments.settle(bought.paymentId ?? '')
    expect(await house.story(first(bought).id)).toEqual(['PLACED', 'PAYMENT_FAILED', 'PAID'])
    expect(await house.violations()).toEqual([])
  })
})

describe('not paying', () => {
  test('the time is over: every order cancelled, every piece free, nothing told order by order', async () => {
    const bought = await house.hold([{}, {}])
    await runOut(bought)
    await house.checkout.expire()
    for (const [index, { id, seller }] of bought.orders.entries()) {
      expect(await house.order(id)).toMatchObject({ status: 'CANCELLED', cancelReason: 'HOLD_EXPIRED' })
      expect(await pieces(bought, index)).toEqual({ onHand: 10, reserved: 0 })
      expect((await house.ask(seller.userId, 'GET', '/seller/orders')).body.items).toEqual([])
    }
    const seen = await house.ask(bought.userId, 'GET', `/orders/${first(bought).id}`)
    expect(seen.body).toMatchObject({ actions: [], holdExpiresAt: null, cancellation: { reason: 'HOLD_EXPIRED' } })
    expect(await house.violations()).toEqual([])
  })

  test('an expired order answers 409 to whoever would still cancel it', async () => {
    const bought = await house.hold()
    await runOut(bought)
    await house.checkout.expire()
    const answer = await house.ask(bought.userId, 'POST', `/orders/${first(bought).id}/cancel`)
    expect([answer.status, answer.body.code]).toEqual([409, 'INVALID_TRANSITION'])
  })
})

test('orders of a purchase are read in both languages, by their purchase', async () => {
  const bought = await house.buy([{}, { delivery: 'PICKUP', shippingCents: 0 }])
  const orders = await house.orders.ordersOf(house.database.read, bought.checkoutId, 'en')
  expect(orders).toHaveLength(2)
  expect(orders.map(({ items }) => items[0]?.name)).toEqual(['Jug', 'Jug'])
  expect(orders.flatMap(({ pickupPoint }) => (pickupPoint ? [pickupPoint.openingHours] : []))).toEqual(['9 to 18'])
})

test('news of a refund that is none of an order are passed over', async () => {
  const before = house.published.length
  const facts = { refundId: first(await house.hold()).id, amountCents: 1, status: 'SUCCEEDED' as const }
  for (const reasonKey of ['late', 'duplicate', 'mismatch', 'booking-cancelled', `order-return:${facts.refundId}`])
    await house.database.transaction((tx) => house.orders.refundSettled(tx, { ...facts, reasonKey }))
  expect(house.published).toHaveLength(before)
})
