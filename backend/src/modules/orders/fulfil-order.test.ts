import { describe, expect, test } from 'vitest'
import { type Bought, orderHouse } from '../../../test-support/order-house.ts'

const house = await orderHouse()
const parcel = { carrier: 'D.H.L.', trackingNumber: '12 34-ab' }
const only = (bought: Bought) => {
  const [order] = bought.orders
  if (!order) throw new Error('no order')
  return order
}

describe('the way of a parcel', () => {
  test('accepted, sent with its number, delivered: buyer and workshop see the same story', async () => {
    const bought = await house.buy([{ lines: [{ quantity: 2, priceCents: 35_000 }] }])
    const { id, seller, lines } = only(bought)
    expect(await house.stock(lines[0]?.variantId ?? '')).toEqual({ onHand: 8, reserved: 0 })

    const listed = await house.ask(seller.userId, 'GET', '/seller/orders?view=new')
    expect(listed.body.items).toMatchObject([
      { id, status: 'PAID', actions: ['PROCESS', 'CANCEL', 'REFUND_LINES'], buyer: { name: 'Ana' } },
    ])
    expect(listed.body.items[0].parcelGrams).toBe(1800)
    // 70,000 of pieces less 12 % commission, and the shipping.
    expect(listed.body.items[0].sellerShare).toEqual({ amount: 70_000 - 8400 + 9900, currency: 'MXN' })

    const accepted = await house.ask(seller.userId, 'POST', `/seller/orders/${id}/process`)
    expect(accepted.body).toMatchObject({ status: 'PROCESSING', actions: ['SHIP', 'CANCEL', 'REFUND_LINES'] })
    const shipped = await house.ask(seller.userId, 'POST', `/seller/orders/${id}/ship`, parcel)
    expect(shipped.body).toMatchObject({ status: 'SHIPPED', actions: ['DELIVER', 'REFUND_LINES'] })
    const delivered = await house.ask(seller.userId, 'POST', `/seller/orders/${id}/deliver`)
    expect(delivered.body).toMatchObject({ status: 'DELIVERED', actions: ['REFUND_LINES'] })

    const seen = await house.ask(bought.userId, 'GET', `/orders/${id}`, undefined, { 'accept-language': 'en' })
    expect(seen.body).toMatchObject({
      status: 'DELIVERED',
      total: { amount: 79_900 },
      shipment: { carrier: 'dhl', carrierName: 'DHL', trackingNumber: '1234AB' },
      actions: ['REQUEST_RETURN'],
      items: [{ name: 'Jug', quantity: 2 }],
    })
    expect(seen.body.shipment.trackingUrl).toContain('1234AB')
    expect(seen.body.timeline.map(({ kind }: { kind: string }) => kind)).toEqual([
      'PLACED',
      'PAID',
      'ACCEPTED',
      'SHIPPED',
      'DELIVERED',
    ])
    expect(seen.body.timeline[3].text).toBe('The order is on its way with DHL, tracking 1234AB.')
    expect(house.published.filter(({ facts }) => facts['orderId'] === id).map(({ type }) => type)).toEqual([
      'order.paid',
      'order.accepted',
      'order.shipped',
      'order.delivered',
    ])
    expect(await house.violations()).toEqual([])
  })

  test('what is fetched in person is handed over, never shipped', async () => {
    const bought = await house.buy([{ delivery: 'PICKUP', shippingCents: 0 }])
    const { id, seller } = only(bought)
    await house.ask(seller.userId, 'POST', `/seller/orders/${id}/process`)
    expect((await house.ask(seller.userId, 'POST', `/seller/orders/${id}/ship`, parcel)).body.code).toBe(
      'INVALID_TRANSITION',
    )
    const handed = await house.ask(seller.userId, 'POST', `/seller/orders/${id}/deliver`)
    expect(handed.body).toMatchObject({ status: 'DELIVERED', pickupPoint: { name: 'El taller' } })
    expect(await house.violations()).toEqual([])
  })
})

test('every illegal move is 409, whoever asks: the workshop, the buyer, staff', async () => {
  const admin = { admin: await house.guest('Staff') }
  const bodies: Record<string, object> = {
    ship: parcel,
    cancel: {},
    'refund-lines': { lines: [{ lineId: '01a200cd-ddd9-7211-8467-58fb6374bc3f', quantity: 1 }], reason: 'prueba' },
  }
  /** What each state allows; the rest is refused. */
  const allowed: Record<string, string[]> = {
    PAID: ['process', 'cancel', 'refund-lines'],
    PROCESSING: ['ship', 'cancel', 'refund-lines'],
    SHIPPED: ['deliver', 'refund-lines'],
    DELIVERED: ['refund-lines'],
    CANCELLED: [],
    REFUNDED: [],
  }
  for (const [status, verbs] of Object.entries(allowed)) {
    const bought = await house.buy()
    const { id, seller } = only(bought)
    const cancelled = status === 'CANCELLED' ? `, cancel_reason = 'BY_BUYER', cancelled_at = now()` : ''
    await house.db.query(`UPDATE orders SET status = $2::"OrderStatus" ${cancelled} WHERE id = $1`, [id, status])
    for (const verb of ['process', 'ship', 'deliver', 'cancel', 'refund-lines']) {
      if (verbs.includes(verb)) continue
      for (const who of [seller.userId, admin]) {
        const answer = await house.ask(who, 'POST', `/seller/orders/${id}/${verb}`, bodies[verb])
        expect([status, verb, answer.status, answer.body.code]).toEqual([status, verb, 409, 'INVALID_TRANSITION'])
      }
    }
    if (!verbs.includes('cancel')) {
      const answer = await house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {})
      expect([status, answer.body.code]).toEqual([status, 'INVALID_TRANSITION'])
    }
    if (status !== 'DELIVERED') {
      const answer = await house.ask(bought.userId, 'POST', `/orders/${id}/returns`, {
        lines: [{ lineId: only(bought).lines[0]?.id, quantity: 1 }],
        reason: 'No era mi talla',
      })
      expect([status, answer.body.code]).toEqual([status, 'INVALID_TRANSITION'])
    }
    // Put back as it was, so that the promises can be asked about.
    await house.db.query(
      `UPDATE orders SET status = 'PAID', cancel_reason = NULL, cancelled_at = NULL, accept_by = now() + interval '1 day' WHERE id = $1`,
      [id],
    )
  }
  expect(await house.violations()).toEqual([])
})

describe('whose it is', () => {
  test('another buyer, another workshop and a person without one find nothing', async () => {
    const bought = await house.buy()
    const { id, seller } = only(bought)
    const [stranger, rival] = [await house.guest(), await house.shop()]
    expect((await house.ask(stranger, 'GET', `/orders/${id}`)).status).toBe(404)
    expect((await house.ask(stranger, 'POST', `/orders/${id}/cancel`, {})).status).toBe(404)
    expect((await house.ask(stranger, 'GET', '/seller/orders')).status).toBe(404)
    expect((await house.ask(rival.userId, 'GET', `/seller/orders/${id}`)).status).toBe(404)
    expect((await house.ask(rival.userId, 'POST', `/seller/orders/${id}/process`)).status).toBe(404)
    expect((await house.ask(seller.userId, 'GET', `/orders/${id}`)).status).toBe(404)
    expect((await house.ask(bought.userId, 'GET', `/seller/orders/${id}`)).status).toBe(404)
  })

  test('what was never paid is none of the workshop’s', async () => {
    const bought = await house.hold()
    const { id, seller } = only(bought)
    expect((await house.ask(seller.userId, 'GET', '/seller/orders')).body.items).toEqual([])
    expect((await house.ask(seller.userId, 'POST', `/seller/orders/${id}/process`)).status).toBe(404)
    const own = await house.ask(bought.userId, 'GET', `/orders/${id}`)
    expect(own.body).toMatchObject({ status: 'PENDING', actions: ['PAY'] })
    expect(own.body.holdExpiresAt).not.toBeNull()
  })

  test('staff may act for any workshop, and the story says so', async () => {
    const { id } = only(await house.buy())
    const admin = { admin: await house.guest('Staff') }
    const answer = await house.ask(admin, 'POST', `/seller/orders/${id}/process`)
    expect(answer.body.timeline.at(-1)).toMatchObject({ kind: 'ACCEPTED', by: 'STAFF' })
  })
})

test('a list is paged without gaps or repeats', async () => {
  const userId = await house.guest()
  for (let i = 0; i < 3; i += 1) await house.hold([{}], userId)
  const first = await house.ask(userId, 'GET', '/orders?limit=2')
  const second = await house.ask(userId, 'GET', `/orders?limit=2&cursor=${first.body.nextCursor}`)
  const seen = [...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id)
  expect(new Set(seen).size).toBe(3)
  expect(second.body.nextCursor).toBeNull()
  expect((await house.ask(userId, 'GET', '/orders?status=PAID')).body.items).toEqual([])
  expect((await house.ask(userId, 'GET', '/orders?cursor=nonsense')).status).toBe(400)
})

test('a workshop narrows its orders, on the screen as in the spreadsheet', async () => {
  const first = only(await house.buy([{}]))
  const { seller } = first
  const second = only(await house.buy([{ seller }]))
  const list = async (query: string) =>
    (await house.ask(seller.userId, 'GET', `/seller/orders?${query}`)).body.items.map(({ id }: { id: string }) => id)
  expect(await list('sort=oldest')).toEqual([first.id, second.id])
  expect(await list('')).toEqual([second.id, first.id])
  const page = await house.ask(seller.userId, 'GET', '/seller/orders?sort=oldest&limit=1')
  expect(await list(`sort=oldest&cursor=${page.body.nextCursor}`)).toEqual([second.id])
  const code = page.body.items[0].code
  expect(await list(`q=${code.toLowerCase()}`)).toEqual([first.id])
  expect(await list('q=ana')).toHaveLength(2)
  expect(await list('q=ana%20nadie')).toEqual([])
  expect(await list('delivery=PICKUP')).toEqual([])
  expect(await list('to=2001-01-01')).toEqual([])
  const csv = await house.ask(seller.userId, 'GET', `/seller/orders.csv?q=${code}&from=2001-01-01`)
  expect(csv.body.trim().split('\n')).toHaveLength(2)
})

test('a workshop’s spreadsheet has no end: each line once, shipping once for each order', async () => {
  const { id, seller } = only(await house.buy([{ lines: [{}], shippingCents: 9900 }]))
  const [orders, lines] = [1001, 21]
  // Copies of a paid order, many of them paid at the same instant.
  await house.db.query(
    `WITH purchases AS (
       INSERT INTO checkouts SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'code', 'K' || lpad(n::text, 7, '0')))).*
       FROM orders o JOIN checkouts c ON c.id = o.checkout_id, generate_series(1, $2::int) n WHERE o.id = $1 RETURNING id
     ), numbered AS (SELECT id, row_number() OVER () AS n FROM purchases),
     copies AS (
       INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'checkout_id', p.id,
         'code', 'C' || lpad(n::text, 7, '0'), 'paid_at', o.paid_at - (n / 300) * interval '1 hour'))).*
       FROM orders o, numbered p WHERE o.id = $1 RETURNING id
     )
     INSERT INTO order_lines SELECT (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'order_id', c.id))).*
     FROM copies c, generate_series(1, $3::int) n, order_lines l WHERE l.order_id = $1`,
    [id, orders, lines],
  )
  const csv = await house.ask(seller.userId, 'GET', '/seller/orders.csv')
  const rows = csv.body.trimEnd().split('\r\n').slice(1) as string[]
  expect(rows).toHaveLength(1 + orders * lines)
  expect(rows.length).toBeGreaterThan(21_000)
  const shipped = rows.filter((row) => row.split(',')[14] === '99.00').map((row) => row.split(',')[0])
  expect(new Set(shipped).size).toBe(1 + orders)
  expect(shipped).toHaveLength(1 + orders)
  expect(csv.body).toContain('C0001001')
}, 60_000)

test('the story of an order is never rewritten', async () => {
  const { id } = only(await house.buy())
  await expect(house.db.query(`UPDATE order_events SET kind = 'X' WHERE order_id = $1`, [id])).rejects.toThrow()
  await expect(house.db.query('DELETE FROM order_events WHERE order_id = $1', [id])).rejects.toThrow()
})
