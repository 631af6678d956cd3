import { describe, expect, test } from 'vitest'
import { type Bought, orderHouse, type OrderWish } from '../../../test-support/order-house.ts'

const house = await orderHouse()
const only = (bought: Bought) => {
  const [order] = bought.orders
  if (!order) throw new Error('no order')
  return order
}
const overdue = (orderId: string) =>
  house.db.query(`UPDATE orders SET accept_by = now() - interval '1 second' WHERE id = $1`, [orderId])
const published = (orderId: string, type: string) =>
  house.published.filter((event) => event.type === type && event.facts['orderId'] === orderId)

async function delivered(wish: OrderWish = {}) {
  const bought = await house.buy([wish])
  const { id, seller } = only(bought)
  await house.ask(seller.userId, 'POST', `/seller/orders/${id}/process`)
  await house.ask(seller.userId, 'POST', `/seller/orders/${id}/ship`, { carrier: 'ups', trackingNumber: '123' })
  await house.ask(seller.userId, 'POST', `/seller/orders/${id}/deliver`)
  return bought
}
const windowOver = (orderId: string) =>
  house.db.query(`UPDATE orders SET delivered_at = now() - interval '14 days' WHERE id = $1`, [orderId])

describe('48 hours without a word', () => {
  test('that order alone is cancelled and refunded; run twice, once', async () => {
    const bought = await house.buy([{}, {}])
    const [late, other] = bought.orders
    if (!late || !other) throw new Error('orders are missing')
    await overdue(late.id)
    expect(await house.orders.cancelNotAccepted()).toBe(1)
    expect(await house.orders.cancelNotAccepted()).toBe(0)
    await house.submitRefunds()
    expect(await house.order(late.id)).toMatchObject({ status: 'CANCELLED', cancelReason: 'NOT_ACCEPTED' })
    expect((await house.order(other.id)).status).toBe('PAID')
    expect(await house.refunds(bought.checkoutId)).toEqual([
      { reasonKey: `order-cancelled:${late.id}`, status: 'SUCCEEDED', amountCents: 59_900 },
    ])
    expect(published(late.id, 'order.cancelled')).toMatchObject([
      { facts: { reason: 'NOT_ACCEPTED', refundCents: 59_900 } },
    ])
    expect(await house.violations()).toEqual([])
  })

  test('everything overdue, by two sweepers at once, each order once', async () => {
    const bought = await Promise.all(Array.from({ length: 6 }, () => house.buy()))
    for (const one of bought) await overdue(only(one).id)
    const swept = await Promise.all([house.orders.cancelNotAccepted(), house.orders.cancelNotAccepted()])
    expect(swept.reduce((sum, count) => sum + count, 0)).toBe(6)
    for (const one of bought) expect(await house.refunds(one.checkoutId)).toHaveLength(1)
    expect(await house.violations()).toEqual([])
  })

  test('against an acceptance at the last second: one of them, and the money agrees with it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const bought = await house.buy()
      const { id, seller } = only(bought)
      await overdue(id)
      const [accepted] = await Promise.all([
        house.ask(seller.userId, 'POST', `/seller/orders/${id}/process`),
        house.orders.cancelNotAccepted(),
      ])
      const { status } = await house.order(id)
      expect(status).toBe(accepted.status === 200 ? 'PROCESSING' : 'CANCELLED')
      expect(await house.refunds(bought.checkoutId)).toHaveLength(status === 'PROCESSING' ? 0 : 1)
    }
    expect(await house.violations()).toEqual([])
  })

  test('negative control: an order that nobody sweeps breaks a promise', async () => {
    const { id } = only(await house.buy())
    await house.db.query(`UPDATE orders SET accept_by = now() - interval '2 hours' WHERE id = $1`, [id])
    expect((await house.violations()).join()).toMatch(/waits to be accepted/)
    await house.orders.cancelNotAccepted()
    expect(await house.violations()).toEqual([])
  })
})

describe('the time for returns is over', () => {
  test('the order is complete, once, and whoever pays out hears of it', async () => {
    const [early, due] = [await delivered(), await delivered()]
    await windowOver(only(due).id)
    expect(await house.orders.completeDelivered()).toBe(1)
    expect(await house.orders.completeDelivered()).toBe(0)
    expect((await house.order(only(due).id)).completedAt).not.toBeNull()
    expect((await house.order(only(early).id)).completedAt).toBeNull()
    expect(published(only(due).id, 'order.completed')).toHaveLength(1)
    expect((await house.story(only(due).id)).at(-1)).toBe('COMPLETED')
    expect(await house.violations()).toEqual([])
  })

  test('not while a return is open; once it is decided, the next run completes it', async () => {
    const bought = await delivered()
    const { id, seller, lines } = only(bought)
    const asked = await house.ask(bought.userId, 'POST', `/orders/${id}/returns`, {
      lines: [{ lineId: lines[0]?.id, quantity: 1 }],
      reason: 'No era lo que esperaba',
    })
    await windowOver(id)
    expect(await house.orders.completeDelivered()).toBe(0)
    await house.ask(seller.userId, 'POST', `/seller/orders/${id}/returns/${asked.body.returns[0].id}/decide`, {
      accept: false,
    })
    expect(await house.orders.completeDelivered()).toBe(1)
  })

  test('two at once complete each order once', async () => {
    const bought = await Promise.all([delivered(), delivered(), delivered()])
    for (const one of bought) await windowOver(only(one).id)
    const done = await Promise.all([house.orders.completeDelivered(), house.orders.completeDelivered()])
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(3)
    for (const one of bought) expect(published(only(one).id, 'order.completed')).toHaveLength(1)
    expect(await house.violations()).toEqual([])
  })
})
