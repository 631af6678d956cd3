/** The demo's bookings and purchases are real ones: they can be paid, declined holds retried, cancelled with a refund, and let go by the sweep. */
import { expect, test } from 'vitest'
import { OrderDetail, SellerOrder } from '../../contracts/orders.ts'
import { orderHouse } from '../../backend/test-support/order-house.ts'
import { loadConfig } from '../../backend/src/platform/config.ts'
import { seed } from './index.ts'

const house = await orderHouse()
const { db, sandbox } = house
await seed(loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url, SANDBOX_PORT: String(sandbox.port) }))

interface Found {
  id: string
  userId: string
  paymentId: string
  intentId: string | null
}
async function bookingOf(who: 'ana' | 'luis', status: string, slug = '%'): Promise<Found> {
  const [row] = await db.query<Found & Record<string, unknown>>(
    `SELECT b.id, b.user_id AS "userId", p.id AS "paymentId", p.intent_id AS "intentId" FROM bookings b
     JOIN users u ON u.id = b.user_id JOIN payments p ON p.payable_id = b.id AND p.payable_type = 'booking' JOIN experiences e ON e.id = b.experience_id
     WHERE u.email = $1 AND b.status::text = $2 AND e.slug LIKE $3 ORDER BY b.id LIMIT 1`,
    [`${who}@guelaguetza.test`, status, slug],
  )
  if (!row) throw new Error(`the demo has no booking of ${who} that is ${status}`)
  return row
}

interface Bought {
  id: string
  userId: string
  paymentId: string
  intentId: string | null
}
async function purchaseOf(who: 'ana' | 'luis', status: string): Promise<Bought> {
  const [row] = await db.query<Bought & Record<string, unknown>>(
    `SELECT k.id, k.user_id AS "userId", p.id AS "paymentId", p.intent_id AS "intentId" FROM checkouts k
     JOIN users u ON u.id = k.user_id JOIN payments p ON p.payable_id = k.id WHERE u.email = $1 AND k.status::text = $2 ORDER BY k.id LIMIT 1`,
    [`${who}@guelaguetza.test`, status],
  )
  if (!row) throw new Error(`the demo has no purchase of ${who} that is ${status}`)
  return row
}
const ordersOf = (checkoutId: string) =>
  db.query<{ id: string; status: string; reason: string | null; refunded: number; total: number }>(
    `SELECT id, status::text, cancel_reason::text AS reason, refunded_cents AS refunded, total_cents AS total FROM orders WHERE checkout_id = $1 ORDER BY id`,
    [checkoutId],
  )

test('the hourly comparison with the provider finds nothing to mend', async () => {
  const longAgo = new Date(Date.now() - 200 * 86_400_000)
  const payments = await house.payments.compareWithProvider(longAgo)
  const payouts = await house.payouts.compareWithProvider(longAgo)
  expect({ payments, payouts, open: await db.query('SELECT kind FROM findings') }).toEqual({
    payments: { seen: expect.any(Number), mended: 0, findings: 0 },
    payouts: { seen: expect.any(Number), mended: 0, findings: 0 },
    open: [],
  })
  expect([payments.seen > 500, payouts.seen > 20]).toEqual([true, true])
})

test('nothing waits: every share that is due went out, every fee is known, no order is overdue', async () => {
  expect(await house.payouts.payOut()).toEqual({ planned: 0 })
  expect([await house.orders.cancelNotAccepted(), await house.orders.completeDelivered()]).toEqual([0, 0])
  expect(
    await db.query(
      `SELECT p.id FROM payments p WHERE p.captured_cents > 0 AND NOT EXISTS (SELECT 1 FROM ledger_sets s WHERE s.payment_id = p.id AND s.kind = 'FEE')`,
    ),
  ).toEqual([])
  expect(await house.violations()).toEqual([])
})

test('every order reads as the contract says, to its buyer and to its workshop, with a story in sentences', async () => {
  const orders = await db.query<{ id: string; buyer: string; seller: string; paid: boolean; events: number }>(
    `SELECT o.id, o.user_id AS buyer, s.user_id AS seller, o.paid_at IS NOT NULL AS paid, (SELECT count(*)::int FROM order_events e WHERE e.order_id = o.id) AS events
     FROM orders o JOIN seller_profiles s ON s.id = o.seller_id`,
  )
  expect(orders.length).toBeGreaterThan(40)
  for (const { id, buyer, seller, paid, events } of orders)
    for (const language of ['es', 'en']) {
      const headers = { 'accept-language': language }
      const bought = await house.ask(buyer, 'GET', `/orders/${id}`, undefined, headers)
      expect(bought.status).toBe(200)
      expect(OrderDetail.safeParse(bought.body).error).toBeUndefined()
      expect(bought.body.timeline).toHaveLength(events)
      for (const { kind, text } of bought.body.timeline) expect(text).not.toBe(kind)
      const sold = await house.ask(seller, 'GET', `/seller/orders/${id}`, undefined, headers)
      // What was never paid is nobody's order to fulfil.
      expect(sold.status).toBe(paid ? 200 : 404)
      if (paid) expect(SellerOrder.safeParse(sold.body).error).toBeUndefined()
    }
})

test('a hold can be paid, a declined one on the second try, and one whose intent is not made yet', async () => {
  for (const status of ['PENDING', 'PAYMENT_FAILED', 'PENDING_PAYMENT']) {
    const booking = await bookingOf('ana', status)
    const intentId = booking.intentId ?? (await house.payments.settle(booking.paymentId)).intentId
    expect((await house.pay(String(intentId))).body.status).toBe('succeeded')
    await house.payments.settle(booking.paymentId)
    expect(await house.booking(booking.id)).toMatchObject({ status: 'CONFIRMED' })
  }
  expect(await house.violations()).toEqual([])
})

test('a confirmed one can be cancelled, and the money goes back', async () => {
  const booking = await bookingOf('ana', 'CONFIRMED', 'monte-alban-por-la-tarde')
  await house.bookings.cancel({ bookingId: booking.id, actor: { kind: 'guest', userId: booking.userId }, note: null })
  await house.submitRefunds()
  expect(await house.refunds(booking.id)).toEqual([
    { reasonKey: 'booking-cancelled', status: 'SUCCEEDED', amountCents: 172_500 },
  ])
  expect(await house.violations()).toEqual([])
})

test('when the time is over, the sweep asks the sandbox and lets the holds go', async () => {
  const held = await Promise.all(
    ['PENDING', 'PAYMENT_FAILED', 'PENDING_PAYMENT'].map((status) => bookingOf('luis', status)),
  )
  for (const { id } of held) await house.runOut(id)
  await house.bookings.expireHolds()
  for (const { id, paymentId } of held) {
    expect(await house.booking(id)).toMatchObject({ status: 'CANCELLED', cancelReason: 'HOLD_EXPIRED' })
    const [payment] = await db.query<{ intent: string }>('SELECT intent_id AS intent FROM payments WHERE id = $1', [
      paymentId,
    ])
    const known = sandbox.control.objects('payment_intents').find((intent) => intent.id === payment?.intent)
    expect(known?.status).toBe('canceled')
  }
  expect(await house.violations()).toEqual([])
})

test('a purchase that is held can be paid: at once, after a decline, and when its intent is not made yet', async () => {
  for (const status of ['PENDING', 'PAYMENT_FAILED', 'PENDING_PAYMENT']) {
    const purchase = await purchaseOf('ana', status)
    const intentId = purchase.intentId ?? (await house.payments.settle(purchase.paymentId)).intentId
    expect((await house.pay(String(intentId))).body.status).toBe('succeeded')
    await house.payments.settle(purchase.paymentId)
    for (const order of await ordersOf(purchase.id)) expect(order).toMatchObject({ status: 'PAID' })
  }
  expect(await house.violations()).toEqual([])
})

test('one order of several is cancelled by its buyer: that order’s money goes back, pieces on the shelf', async () => {
  const [order] = await db.query<{ id: string; userId: string; checkoutId: string; total: number }>(
    `SELECT o.id, o.user_id AS "userId", o.checkout_id AS "checkoutId", o.total_cents AS total FROM orders o JOIN users u ON u.id = o.user_id
     WHERE u.email = 'ana@guelaguetza.test' AND o.status = 'PROCESSING' AND (SELECT count(*) FROM orders x WHERE x.checkout_id = o.checkout_id) = 3`,
  )
  if (!order) throw new Error('the demo has no purchase of three workshops')
  expect((await house.ask(order.userId, 'POST', `/orders/${order.id}/cancel`, {})).status).toBe(200)
  await house.submitRefunds()
  expect(await house.order(order.id)).toMatchObject({ status: 'CANCELLED', refundedCents: order.total })
  expect((await ordersOf(order.checkoutId)).filter(({ refunded }) => refunded > 0)).toHaveLength(1)
  expect(await house.violations()).toEqual([])
})

test('when their time is over, purchases are let go and their pieces are free', async () => {
  const held = await Promise.all(
    ['PENDING', 'PAYMENT_FAILED', 'PENDING_PAYMENT'].map((status) => purchaseOf('luis', status)),
  )
  for (const { id } of held)
    await db.query(`UPDATE checkouts SET hold_expires_at = app_now() - interval '1 second' WHERE id = $1`, [id])
  await house.checkout.expire()
  for (const { id } of held)
    for (const order of await ordersOf(id)) expect(order).toMatchObject({ status: 'CANCELLED', reason: 'HOLD_EXPIRED' })
  expect(await house.violations()).toEqual([])
})
