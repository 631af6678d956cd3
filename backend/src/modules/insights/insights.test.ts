/** Figures against the bookings and orders they stand for, on a real database; and how fast a large shop reads them. */
import { afterAll, describe, expect, test } from 'vitest'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { orderHouse } from '../../../test-support/order-house.ts'
import { createInsights } from './index.ts'
import { createViewCounter } from './count-views.ts'
import { addViews } from './figures.repository.ts'

const house = await orderHouse()
const { db, database } = house
const profileOf = (table: string) => async (userId: string) => {
  const [row] = await db.query<{ id: string }>(`SELECT id FROM ${table} WHERE user_id = $1`, [userId])
  return row ?? null
}
const warned: unknown[] = []
const insights = createInsights({
  database,
  hostOf: profileOf('host_profiles'),
  sellerOf: profileOf('seller_profiles'),
  moneyOf: (payee) => house.payouts.moneyOf(payee),
  unreadThreads: async () => 3,
  logger: { warn: (details) => void warned.push(details) },
})
const app = await testApp({ databaseUrl: db.url, database, modules: [insights] })

/** As the queue would, each event so many times. */
async function deliver(from = 0, times = 1) {
  for (const { type, facts } of house.published.slice(from)) {
    const subscription = insights.subscriptions?.find(({ event }) => event.type === type)
    const meta = { id: type, type, source: 'test', time: new Date().toISOString(), correlationId: 'test' }
    for (let n = 0; n < times; n += 1) await subscription?.handle(facts as never, meta)
  }
}
/** As if everything had happened an hour ago, which is when the guarantee looks. */
async function differences() {
  const sql = (insights.guarantees?.[0]?.sql ?? '').replace("interval '15 minutes'", "interval '-1 minute'")
  return db.query(sql)
}
async function dashboard(userId: string, of: 'host' | 'seller', by = 'day') {
  const answer = await app.inject({
    method: 'GET',
    url: `/api/v1/${of}/dashboard?by=${by}`,
    headers: signedInAs({ userId }),
  })
  return { status: answer.statusCode, body: answer.json() }
}
async function figures(payeeId: string) {
  const [row] = await db.query(
    `SELECT sum(sales)::int AS sales, sum(units)::int AS units, sum(sales_cents)::int AS cents, sum(cancelled)::int AS cancelled,
       sum(refunded_cents)::int AS refunded, sum(views)::int AS views FROM daily_figures WHERE payee_id = $1 AND listing_id = $1`,
    [payeeId],
  )
  return row
}
afterAll(async () => {
  if ((await differences()).length > 0) throw new Error('figures differ from their rows')
})

describe('figures equal their rows', () => {
  test('orders paid, refunded in part, cancelled; told twice and in any order', async () => {
    const shop = await house.shop()
    const from = house.published.length
    const bought = await house.buy([
      {
        seller: shop,
        lines: [
          { quantity: 3, priceCents: 10_000 },
          { priceCents: 25_000, sellerDiscountCents: 5000 },
        ],
      },
    ])
    await house
      .buy([{ seller: shop, lines: [{ priceCents: 40_000 }] }])
      .then(({ orders }) =>
        house.ask(shop.userId, 'POST', `/seller/orders/${orders[0]?.id}/cancel`, { reason: 'Se rompió' }),
      )
    await deliver(from, 2)
    expect(await figures(shop.sellerId)).toMatchObject({
      sales: 2,
      units: 5,
      cents: 90_000,
      cancelled: 1,
      refunded: 40_000,
    })
    const [order] = bought.orders
    await house.ask(shop.userId, 'POST', `/seller/orders/${order?.id}/process`)
    const refunded = await house.ask(shop.userId, 'POST', `/seller/orders/${order?.id}/refund-lines`, {
      lines: [{ lineId: order?.lines[0]?.id, quantity: 1 }],
      reason: 'Venía con una grieta',
    })
    expect(refunded.status).toBe(200)
    await deliver(from)
    expect(await figures(shop.sellerId)).toMatchObject({ sales: 2, cents: 90_000, refunded: 50_000 })
    expect(await differences()).toEqual([])
  })

  test('bookings confirmed and cancelled with what went back', async () => {
    const slot = await house.slot({ priceCents: 30_000 })
    const from = house.published.length
    const guest = await house.guest()
    for (const seats of [2, 1]) {
      const held = await house.bookings.hold({
        slotId: slot.slotId,
        userId: guest,
        party: [{ type: 'adult', quantity: seats }],
      })
      await house.pay(held.payment?.intentId ?? '')
      await house.payments.settle(held.payment?.id ?? '')
      if (seats === 2)
        await house.bookings.cancel({ bookingId: held.bookingId, actor: { kind: 'guest', userId: guest }, note: null })
    }
    await deliver(from, 2)
    expect(await figures(slot.hostId)).toMatchObject({
      sales: 2,
      units: 3,
      cents: 90_000,
      cancelled: 1,
      refunded: 60_000,
    })
    const { body } = await dashboard(slot.hostUserId, 'host', 'month')
    // Earned, not due before the visit is over, and nowhere to send it yet.
    expect(body.today).toMatchObject({ due: { amount: 0 }, balance: { amount: 25_200 }, canBePaid: false })
    expect(body.totals.now).toMatchObject({ sales: 2, cancelled: 1, revenue: { amount: 90_000 } })
    expect(body.listings).toHaveLength(1)
  })

  test('counted from nothing they are the same; what was wrong is put right, views stay', async () => {
    const before = await db.query('SELECT * FROM daily_figures ORDER BY payee_id, day, listing_id')
    await db.query('UPDATE daily_figures SET sales = sales + 7, views = 5')
    await db.query('DELETE FROM daily_figures WHERE listing_id = (SELECT listing_id FROM daily_figures LIMIT 1)')
    expect(await insights.recountAll()).toBeGreaterThan(0)
    const after = await db.query('SELECT * FROM daily_figures ORDER BY payee_id, day, listing_id')
    const plain = (rows: Record<string, unknown>[]) => rows.map((row) => ({ ...row, views: 0 }))
    expect(plain(after)).toEqual(plain(before))
    expect(after.some(({ views }) => views === 5)).toBe(true)
  })

  test('many events of one day at the same time', async () => {
    const shop = await house.shop()
    const from = house.published.length
    for (let n = 0; n < 4; n += 1) await house.buy([{ seller: shop, lines: [{ priceCents: 1000 }] }])
    const events = house.published.slice(from).filter(({ type }) => type === 'order.paid')
    const paid = insights.subscriptions?.find(({ event }) => event.type === 'order.paid')
    const meta = { id: 'x', type: 'order.paid', source: 'test', time: '', correlationId: 'test' }
    await Promise.all([...events, ...events].map(async ({ facts }) => paid?.handle(facts as never, meta)))
    expect(await figures(shop.sellerId)).toMatchObject({ sales: 4, cents: 4000 })
    await db.query('UPDATE daily_figures SET sales = 9 WHERE payee_id = $1', [shop.sellerId])
    expect(await differences()).not.toEqual([])
    await insights.recountAll()
  })
})

describe('views', () => {
  test('no write until the batch; a batch written twice counts once', async () => {
    const shop = await house.shop()
    const { orders } = await house.hold([{ seller: shop }])
    const productId = orders[0]?.lines[0]?.productId ?? ''
    for (let n = 0; n < 5; n += 1) insights.viewed(productId)
    expect(await figures(shop.sellerId)).toMatchObject({ views: null })
    await Promise.all([insights.flush(), insights.flush()])
    expect(await figures(shop.sellerId)).toMatchObject({ views: 5, sales: 0 })
    const batch = { key: 'views:once', listingIds: [productId], views: [2] }
    await database.statement(addViews(batch))
    await database.statement(addViews(batch))
    expect(await figures(shop.sellerId)).toMatchObject({ views: 7 })
  })

  test('a batch that cannot be written is told of and harms nobody', async () => {
    const counter = createViewCounter({
      database: { ...database, statement: async () => Promise.reject(new Error('down')) },
      logger: { warn: (details) => void warned.push(details) },
    })
    counter.viewed('01a200cd-ddd9-7211-8467-58fb6374bc3f')
    await counter.flush()
    expect(warned).toHaveLength(1)
  })
})

describe('dashboards', () => {
  test('today first, and nobody else’s', async () => {
    const shop = await house.shop()
    const { orders } = await house.buy([{ seller: shop }])
    await house.buy([{ seller: shop }])
    await house.ask(shop.userId, 'POST', `/seller/orders/${orders[0]?.id}/process`)
    await insights.recountAll()
    const { body } = await dashboard(shop.userId, 'seller')
    expect(body.today).toMatchObject({ toAccept: { count: 1 }, toShip: { count: 1 }, openReturns: 0, unreadThreads: 3 })
    expect(body.series).toHaveLength(30)
    expect(body.before).toHaveLength(30)
    expect(body.totals.now.sales).toBe(2)
    expect(body.series.at(-1)).toMatchObject({ sales: 2, to: body.today.day })
    expect((await dashboard(shop.userId, 'host')).status).toBe(404)
    expect((await dashboard(await house.guest(), 'seller')).status).toBe(404)
    const slot = await house.slot({ daysAhead: 0 })
    expect((await dashboard(slot.hostUserId, 'host')).body.today.arrivals).toEqual([])
  })

  test('10,000 orders and 10,000 bookings: under 200 ms', { timeout: 120_000 }, async () => {
    const shop = await house.shop()
    const { orders, userId } = await house.hold([{ seller: shop }])
    const line = orders[0]?.lines[0]
    const slot = await house.slot({ capacity: 500 })
    await db.query(
      `INSERT INTO checkouts (id, code, user_id, status, total_cents, discount_cents, hold_expires_at, paid_at)
       SELECT gen_random_uuid(), 'BB' || lpad(i::text, 6, '0'), $1, 'PAID', 10000, 0, now(), now() - make_interval(mins => i * 50) FROM generate_series(1, 10000) i`,
      [userId],
    )
    await db.query(
      `INSERT INTO orders (id, code, checkout_id, user_id, seller_id, status, subtotal_cents, total_cents, delivery, return_days, paid_at, completed_at, delivered_at, shipped_at, accepted_at, created_at, shipping_address, shipping_offer, carrier, tracking_number)
       SELECT gen_random_uuid(), c.code, c.id, c.user_id, $1, 'DELIVERED', 10000, 10000, 'SHIPPING', 14, c.paid_at, now(), c.paid_at, c.paid_at, c.paid_at, c.paid_at, '{}', '{}', 'dhl', 'x' FROM checkouts c WHERE c.code LIKE 'BB%'`,
      [shop.sellerId],
    )
    await db.query(
      `INSERT INTO order_lines (id, order_id, product_id, variant_id, name, variant_label, quantity, unit_price_cents, commission_bps, commission_cents)
       SELECT gen_random_uuid(), o.id, $1, $2, '{"es":"x","en":"x"}', '{"es":"","en":""}', 1, 10000, 1200, 1200 FROM orders o WHERE o.code LIKE 'BB%'`,
      [line?.productId, line?.variantId],
    )
    await db.query(
      `INSERT INTO bookings (id, code, user_id, slot_id, experience_id, host_id, status, seats, total_cents, party, cancellation_policy, commission_bps, confirmed_at, completed_at, created_at)
       SELECT gen_random_uuid(), 'CC' || lpad(i::text, 6, '0'), $1, $2, $3, $4, 'COMPLETED', 1, 30000, '[]', '{}', 1000, now() - make_interval(mins => i * 50), now(), now() - make_interval(mins => i * 50)
       FROM generate_series(1, 10000) i`,
      [userId, slot.slotId, slot.experienceId, slot.hostId],
    )
    await db.query('ANALYZE')
    await insights.recountAll()
    for (const [person, of] of [
      [shop.userId, 'seller'],
      [slot.hostUserId, 'host'],
    ] as const) {
      const times: number[] = []
      for (let n = 0; n < 7; n += 1) {
        const started = performance.now()
        const { body } = await dashboard(person, of, 'month')
        times.push(performance.now() - started)
        expect(body.totals.now.sales).toBeGreaterThan(9000)
      }
      const median = times.toSorted((a, b) => a - b)[3] ?? Infinity
      expect(median).toBeLessThan(200)
    }
  })
})
