import { describe, expect, test } from 'vitest'
import { type Bought, orderHouse, type OrderWish } from '../../../test-support/order-house.ts'

const house = await orderHouse()
const only = (bought: Bought) => {
  const [order] = bought.orders
  if (!order) throw new Error('no order')
  return order
}
const lineOf = (bought: Bought) => {
  const [line] = only(bought).lines
  if (!line) throw new Error('no line')
  return line
}

async function delivered(wish: OrderWish = { lines: [{ quantity: 3, priceCents: 20_000 }] }) {
  const bought = await house.buy([wish])
  const { id, seller } = only(bought)
  for (const [verb, body] of [
    ['process', undefined],
    ['ship', { carrier: 'fedex', trackingNumber: '772' }],
    ['deliver', undefined],
  ] as const)
    expect((await house.ask(seller.userId, 'POST', `/seller/orders/${id}/${verb}`, body)).status).toBe(200)
  return bought
}
const request = (bought: Bought, quantity = 1, reason = 'No combina con mi sala') =>
  house.ask(bought.userId, 'POST', `/orders/${only(bought).id}/returns`, {
    lines: [{ lineId: lineOf(bought).id, quantity }],
    reason,
  })
const shop = (bought: Bought, returnId: string, verb: 'decide' | 'receive', body: object) =>
  house.ask(only(bought).seller.userId, 'POST', `/seller/orders/${only(bought).id}/returns/${returnId}/${verb}`, body)

describe('a return', () => {
  test('asked for, accepted, received: the money goes back on receipt, the piece to the shelf', async () => {
    const bought = await delivered()
    const { id, seller } = only(bought)
    const asked = await request(bought, 2)
    expect([asked.status, asked.body.actions]).toEqual([201, ['WITHDRAW_RETURN']])
    const [open] = asked.body.returns
    expect(open).toMatchObject({ status: 'REQUESTED', lines: [{ lineId: lineOf(bought).id, quantity: 2 }] })
    const listed = await house.ask(seller.userId, 'GET', '/seller/orders?view=problems')
    expect(listed.body.items).toMatchObject([{ id, actions: ['REFUND_LINES', 'DECIDE_RETURN'] }])

    const accepted = await shop(bought, open.id, 'decide', { accept: true, note: 'Mándala por favor' })
    expect(accepted.body.returns).toMatchObject([{ status: 'ACCEPTED', decisionNote: 'Mándala por favor' }])
    expect(await house.refunds(bought.checkoutId)).toEqual([])
    const received = await shop(bought, open.id, 'receive', {})
    expect(received.body).toMatchObject({ status: 'DELIVERED', refunded: { amount: 40_000 } })
    await house.submitRefunds()
    expect(await house.refunds(bought.checkoutId)).toEqual([
      { reasonKey: `order-return:${open.id}`, status: 'SUCCEEDED', amountCents: 40_000 },
    ])
    expect((await house.stock(lineOf(bought).variantId)).onHand).toBe(9)
    expect((await house.story(id)).slice(5)).toEqual([
      'RETURN_REQUESTED',
      'RETURN_ACCEPTED',
      'REFUND_FILED',
      'RETURN_RECEIVED',
      'REFUNDED',
    ])
    expect(await house.violations()).toEqual([])
  })

  test('everything returned: REFUNDED, the shipping stays; a piece that cannot be sold again stays off the shelf', async () => {
    const bought = await delivered({ lines: [{ quantity: 1, priceCents: 20_000 }], shippingCents: 8000 })
    const { body } = await request(bought)
    await shop(bought, body.returns[0].id, 'decide', { accept: true })
    const received = await shop(bought, body.returns[0].id, 'receive', { restock: false })
    expect(received.body).toMatchObject({
      status: 'REFUNDED',
      refunded: { amount: 20_000 },
      sellerShare: { amount: 8000 },
    })
    expect((await house.stock(lineOf(bought).variantId)).onHand).toBe(9)
    expect(await house.violations()).toEqual([])
  })

  test('refused with a reason; then another may be asked for', async () => {
    const bought = await delivered()
    const { body } = await request(bought)
    const refused = await shop(bought, body.returns[0].id, 'decide', { accept: false, note: 'Viene usada' })
    expect(refused.body.returns).toMatchObject([{ status: 'REFUSED', decisionNote: 'Viene usada' }])
    expect((await shop(bought, body.returns[0].id, 'receive', {})).body.code).toBe('INVALID_TRANSITION')
    expect((await request(bought)).status).toBe(201)
  })

  test('withdrawn by its buyer, not by anybody else, and not twice', async () => {
    const bought = await delivered()
    const { body } = await request(bought)
    const path = `/orders/${only(bought).id}/returns/${body.returns[0].id}/withdraw`
    expect((await house.ask(only(bought).seller.userId, 'POST', path)).status).toBe(404)
    expect((await house.ask(bought.userId, 'POST', path)).body.returns).toMatchObject([{ status: 'WITHDRAWN' }])
    expect((await house.ask(bought.userId, 'POST', path)).body.code).toBe('INVALID_TRANSITION')
  })

  test('one at a time, in time, and no more than there is', async () => {
    const bought = await delivered()
    expect((await request(bought, 4)).body.code).toBe('REFUND_EXCEEDS_LINE')
    await request(bought, 2)
    expect((await request(bought, 1)).body.code).toBe('RETURN_ALREADY_OPEN')
    // The workshop may give back the third piece, not those that are on their way.
    const refund = (quantity: number) =>
      house.ask(only(bought).seller.userId, 'POST', `/seller/orders/${only(bought).id}/refund-lines`, {
        lines: [{ lineId: lineOf(bought).id, quantity }],
        reason: 'Disculpa',
      })
    expect((await refund(2)).body.code).toBe('REFUND_EXCEEDS_LINE')
    expect((await refund(1)).status).toBe(200)
    const late = await delivered()
    await house.db.query(`UPDATE orders SET delivered_at = now() - interval '14 days' WHERE id = $1`, [only(late).id])
    expect((await request(late)).body.code).toBe('RETURN_WINDOW_CLOSED')
    expect((await house.ask(late.userId, 'GET', `/orders/${only(late).id}`)).body.actions).toEqual([])
    expect(await house.violations()).toEqual([])
  })

  test('another workshop’s return is not found under one’s own order', async () => {
    const [one, other] = [await delivered(), await delivered()]
    const { body } = await request(other)
    expect((await shop(one, body.returns[0].id, 'decide', { accept: true })).status).toBe(404)
  })
})

describe('races', () => {
  test('asked for twice at once: one return', async () => {
    const bought = await delivered()
    const answers = await Promise.all([request(bought), request(bought), request(bought)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
  })

  test('received by two people, withdrawn by the buyer: one of them, one refund at most', async () => {
    for (let round = 0; round < 3; round += 1) {
      const bought = await delivered()
      const { body } = await request(bought)
      const returnId: string = body.returns[0].id
      await shop(bought, returnId, 'decide', { accept: true })
      const [first, second, withdrawn] = await Promise.all([
        shop(bought, returnId, 'receive', {}),
        shop(bought, returnId, 'receive', {}),
        house.ask(bought.userId, 'POST', `/orders/${only(bought).id}/returns/${returnId}/withdraw`),
      ])
      const statuses = [first, second, withdrawn].map(({ status }) => status)
      expect(statuses.filter((status) => status === 200)).toHaveLength(1)
      expect(await house.refunds(bought.checkoutId)).toHaveLength(withdrawn.status === 200 ? 0 : 1)
    }
    expect(await house.violations()).toEqual([])
  })
})
