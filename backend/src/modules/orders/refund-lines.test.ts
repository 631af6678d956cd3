import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bought, orderHouse } from '../../../test-support/order-house.ts'

const house = await orderHouse()
const only = (bought: Bought) => {
  const [order] = bought.orders
  if (!order) throw new Error('no order')
  return order
}
const lineOf = (bought: Bought, index = 0) => {
  const line = only(bought).lines[index]
  if (!line) throw new Error('no line')
  return line
}
const refund = (
  bought: Bought,
  lines: { lineId: string; quantity: number }[],
  more: { restock?: boolean; as?: string | { admin: string } } = {},
) =>
  house.ask(more.as ?? only(bought).seller.userId, 'POST', `/seller/orders/${only(bought).id}/refund-lines`, {
    lines,
    reason: 'Llegó con una grieta',
    ...(more.restock === undefined ? {} : { restock: more.restock }),
  })

describe('giving single pieces back', () => {
  test('a piece whose discount does not divide: the parts sum to the line, the last one closes the order', async () => {
    const bought = await house.buy([
      { lines: [{ quantity: 3, priceCents: 10_000, sellerDiscountCents: 1000 }], shippingCents: 5000 },
    ])
    const { id, seller } = only(bought)
    const lineId = lineOf(bought).id
    expect((await refund(bought, [{ lineId, quantity: 1 }])).body).toMatchObject({
      status: 'PAID',
      refunded: { amount: 9666 },
      items: [{ refundedQuantity: 1, refunded: { amount: 9666 } }],
    })
    await refund(bought, [{ lineId, quantity: 1 }])
    // The last piece before shipping takes the shipping with it.
    const last = await refund(bought, [{ lineId, quantity: 1 }])
    expect(last.body).toMatchObject({ status: 'REFUNDED', refunded: { amount: 29_000 + 5000 }, actions: [] })
    await house.submitRefunds()
    expect(
      (await house.refunds(bought.checkoutId)).map(({ reasonKey, amountCents }) => [reasonKey, amountCents]),
    ).toEqual([
      [`order-refund:${id}:0`, 9666],
      [`order-refund:${id}:1`, 9667],
      [`order-refund:${id}:2`, 9667 + 5000],
    ])
    expect(await house.ledger.balanceOf(house.database.read, seller.sellerId)).toBe(0)
    expect(await house.stock(lineOf(bought).variantId)).toEqual({ onHand: 10, reserved: 0 })
    expect(await house.violations()).toEqual([])
  })

  test('a broken piece does not come back to the shelf; after shipping the shipping stays the workshop’s, and is due', async () => {
    const bought = await house.buy([{ lines: [{ quantity: 1, priceCents: 40_000 }], shippingCents: 9900 }])
    const { id, seller } = only(bought)
    await house.ask(seller.userId, 'POST', `/seller/orders/${id}/process`)
    await house.ask(seller.userId, 'POST', `/seller/orders/${id}/ship`, { carrier: 'dhl', trackingNumber: '123' })
    const answer = await refund(bought, [{ lineId: lineOf(bought).id, quantity: 1 }], { restock: false })
    expect(answer.body).toMatchObject({
      status: 'REFUNDED',
      refunded: { amount: 40_000 },
      sellerShare: { amount: 9900 },
    })
    expect((await house.stock(lineOf(bought).variantId)).onHand).toBe(9)
    expect((await house.order(id)).completedAt).not.toBeNull()
    expect(house.published.filter(({ facts }) => facts['orderId'] === id).map(({ type }) => type)).toContain(
      'order.completed',
    )
    expect(await house.ledger.balanceOf(house.database.read, seller.sellerId)).toBe(9900)
    expect(await house.violations()).toEqual([])
  })

  test('part of it refunded, the rest cancelled: together exactly what was paid', async () => {
    const bought = await house.buy([
      { lines: [{ quantity: 2, priceCents: 9999, platformDiscountCents: 333 }, { priceCents: 12_345 }] },
    ])
    const { id, seller } = only(bought)
    await refund(bought, [{ lineId: lineOf(bought).id, quantity: 1 }], { restock: false })
    await house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {})
    const { refundedCents, totalCents } = await house.order(id)
    expect(refundedCents).toBe(totalCents)
    // The broken one stays gone.
    expect((await house.stock(lineOf(bought).variantId)).onHand).toBe(9)
    expect(await house.ledger.balanceOf(house.database.read, seller.sellerId)).toBe(0)
    expect(await house.violations()).toEqual([])
  })

  test('more than is left is refused with the numbers; so is a line of another order', async () => {
    const [bought, other] = [await house.buy([{ lines: [{ quantity: 2 }] }]), await house.buy()]
    const lineId = lineOf(bought).id
    const tooMany = await refund(bought, [
      { lineId, quantity: 1 },
      { lineId, quantity: 2 },
    ])
    expect([tooMany.status, tooMany.body.code]).toEqual([409, 'REFUND_EXCEEDS_LINE'])
    expect(tooMany.body.detail).toContain('quedan 2')
    expect((await refund(bought, [{ lineId: lineOf(other).id, quantity: 1 }])).status).toBe(404)
    expect((await house.order(only(bought).id)).refundedCents).toBe(0)
  })
})

describe('races', () => {
  test('clicked by the workshop and by staff at once: the pieces go back once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const bought = await house.buy([{ lines: [{ quantity: 2 }] }])
      const admin = { admin: await house.guest() }
      const whole = [{ lineId: lineOf(bought).id, quantity: 2 }]
      const answers = await Promise.all([refund(bought, whole), refund(bought, whole, { as: admin })])
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
      expect(await house.refunds(bought.checkoutId)).toHaveLength(1)
    }
    expect(await house.violations()).toEqual([])
  })

  test('two parts that together exceed the line: one of them', async () => {
    for (let round = 0; round < 4; round += 1) {
      const bought = await house.buy([{ lines: [{ quantity: 3 }] }])
      const two = [{ lineId: lineOf(bought).id, quantity: 2 }]
      const answers = await Promise.all([refund(bought, two), refund(bought, two), refund(bought, two)])
      const refused = answers.filter(({ body }) => body.code === 'REFUND_EXCEEDS_LINE')
      expect([answers.filter(({ status }) => status === 200).length, refused.length]).toEqual([1, 2])
      expect((await house.order(only(bought).id)).refundedCents).toBe(100_000)
    }
    expect(await house.violations()).toEqual([])
  })

  test('negative control: two that looked first and then wrote give back more than was bought, and the promises see it', async () => {
    const bought = await house.buy([{ lines: [{ quantity: 3, priceCents: 1000 }], shippingCents: 0 }])
    const { id } = only(bought)
    const line = lineOf(bought).id
    const look = async () =>
      (
        await house.db.query<{ left: number }>(
          'SELECT quantity - refunded_quantity AS left FROM order_lines WHERE id = $1',
          [line],
        )
      )[0]?.left ?? 0
    const looked = [await look(), await look()]
    let given = 0
    for (const left of looked)
      if (left >= 2) {
        given += 2
        await house.db.query('UPDATE orders SET refunded_cents = refunded_cents + 1000 WHERE id = $1', [id])
      }
    expect(given).toBeGreaterThan(3)
    expect((await house.violations()).join()).toMatch(/what an order gave back/)
    await house.db.query('UPDATE orders SET refunded_cents = 0 WHERE id = $1', [id])
  })

  test('a refund of pieces against a cancellation of the whole: together exactly what was paid', async () => {
    for (let round = 0; round < 4; round += 1) {
      const bought = await house.buy([{ lines: [{ quantity: 3, priceCents: 3333, sellerDiscountCents: 100 }] }])
      const { id } = only(bought)
      await Promise.all([
        refund(bought, [{ lineId: lineOf(bought).id, quantity: 2 }]),
        house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {}),
      ])
      const order = await house.order(id)
      expect(order).toMatchObject({ status: 'CANCELLED', refundedCents: order.totalCents })
    }
    await house.submitRefunds()
    expect(await house.violations()).toEqual([])
  })
})

test('whatever is given back in whatever steps, every promise holds', async () => {
  const cents = fc.integer({ min: 1, max: 5000 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          quantity: fc.integer({ min: 1, max: 4 }),
          priceCents: fc.integer({ min: 5000, max: 90_000 }),
          platformDiscountCents: cents,
        }),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
      fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 3 }), fc.boolean()), { maxLength: 4 }),
      fc.boolean(),
      async (lines, steps, cancelled) => {
        const bought = await house.buy([{ lines, shippingCents: 4321 }])
        for (const [index, quantity, restock] of steps) {
          const line = only(bought).lines[index % lines.length]
          await refund(bought, [{ lineId: line?.id ?? '', quantity }], { restock })
        }
        if (cancelled) await house.ask(bought.userId, 'POST', `/orders/${only(bought).id}/cancel`, {})
        const order = await house.order(only(bought).id)
        if (order.status !== 'PAID') expect(order.refundedCents).toBe(order.totalCents)
      },
    ),
    { numRuns: 8 },
  )
  await house.submitRefunds()
  expect(await house.violations()).toEqual([])
})
