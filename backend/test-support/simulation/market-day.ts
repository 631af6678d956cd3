/** Once nothing is open any more: time runs to the end of every deadline, all shares go out, and books, shelves and screens are compared with the provider. */
import { addParts, partOf, type PricedLine } from '../../src/modules/orders/index.ts'
import { attempt } from './actions.ts'
import { forward } from './late-money.ts'
import { afterwards, deadlines, openAccount, readFees, workshopWorks } from './market-actions.ts'
import type { MarketWorld } from './market-world.ts'
import { brokenBooks, settleShares, work } from './payday.ts'
import { play } from './play.ts'

/** @returns what is broken at its end */
export async function closeMarketDay(world: MarketWorld, tried: Record<string, number>): Promise<string[]> {
  const { house } = world
  house.sandbox.control.clearFaults()
  for (const { userId } of world.workshops) await openAccount(world, userId, 'seller')
  for (const { hostUserId } of world.slots.slice(0, 1)) await openAccount(world, hostUserId, 'host')
  for (let step = 0; step < 12; step += 1) await workshopWorks(world)
  await forward(world, 49 * 3600)
  await deadlines(world)
  await attempt(world, 'refunds', () => house.submitRefunds())
  // The longest time for returns, and what is due at the end of a visit.
  await forward(world, 20 * 86_400)
  await deadlines(world)
  await attempt(world, 'pay out', () => house.payouts.payOut())
  await work(world)
  await play(world, afterwards, 8, tried)
  house.sandbox.control.clearFaults()
  await forward(world, 3600)
  await readFees(world)
  await settleShares(world)
  return [
    ...(await house.violations()),
    ...(await world.market.violations()),
    ...(await brokenBooks(world)),
    ...(await brokenScreens(world)),
    ...(await brokenBalances(world)),
    ...(await sentTooEarly(world)),
  ]
}

interface Charge {
  intentId: string | null
  paymentStatus: string
}

/** What a buyer sees of each purchase, against what the provider took and gave back. */
async function brokenScreens(world: MarketWorld): Promise<string[]> {
  const { house } = world
  const broken: string[] = []
  const intents = new Map(house.sandbox.control.objects('payment_intents').map((intent) => [intent.id, intent]))
  const back = await refundsThere(world)
  const checkouts = await house.db.query<{ id: string; userId: string; charges: Charge[] | null }>(`
    SELECT k.id, k.user_id AS "userId", (SELECT jsonb_agg(jsonb_build_object('intentId', p.intent_id, 'paymentStatus', p.status)) FROM payments p WHERE p.payable_id = k.id) AS charges
    FROM checkouts k`)
  for (const { id, userId, charges } of checkouts) {
    const { status, body } = await world.ask(userId, 'GET', `/checkouts/${id}`)
    if (status !== 200) {
      broken.push(`the purchase ${id} cannot be seen: ${status}`)
      continue
    }
    const { checkout } = body
    const say = (what: string) => broken.push(`${what}: ${JSON.stringify({ id, status: checkout.status, charges })}`)
    let keptCents = 0
    for (const { intentId, paymentStatus } of charges ?? []) {
      const intent = intentId ? intents.get(intentId) : undefined
      if (intent?.status !== 'succeeded') continue
      keptCents += intent.amount_received - (back.ofIntent.get(intent.id) ?? 0)
      if (paymentStatus !== 'SUCCEEDED') say('charged, but our payment does not say so')
    }
    if (checkout.status !== 'PAID' && checkout.status !== 'CANCELLED') say('still held')
    if (checkout.status === 'CANCELLED' && keptCents !== 0) say(`called off, and ${keptCents} are kept`)
    let owedCents = 0
    for (const order of checkout.orders) {
      const refundedThere = back.ofSubject.get(order.id) ?? 0
      if (order.refunded.amount !== refundedThere && checkout.status === 'PAID' && checkout.total.amount > 0)
        say(`order ${order.id} shows ${order.refunded.amount} given back, ${refundedThere} there`)
      if (order.paidAt) owedCents += order.total.amount - order.refunded.amount
    }
    for (const booking of checkout.bookings) {
      const cents = booking.total.amount - booking.discount.amount
      if (['CONFIRMED', 'COMPLETED'].includes(booking.status)) owedCents += cents
      else if (checkout.status === 'PAID') owedCents += cents - (back.ofSubject.get(booking.id) ?? 0)
    }
    if (checkout.status === 'PAID' && keptCents !== owedCents) say(`${keptCents} are kept for what costs ${owedCents}`)
  }
  return broken
}

/** Refunds at the provider by intent, and by the order or booking that our row names. */
async function refundsThere({ house }: MarketWorld) {
  const ofIntent = new Map<string, number>()
  const ofSubject = new Map<string, number>()
  const add = (sums: Map<string, number>, key: string, cents: number) => sums.set(key, (sums.get(key) ?? 0) + cents)
  const reasons = await house.db.query<{ id: string; subject: string | null }>(`
    SELECT r.id, coalesce((SELECT t.order_id::text FROM order_returns t WHERE r.reason_key = 'order-return:' || t.id), split_part(r.reason_key, ':', 2)) AS subject
    FROM refunds r`)
  const subjects = new Map(reasons.map(({ id, subject }) => [id, subject]))
  for (const refund of house.sandbox.control.objects('refunds')) {
    if (refund.status !== 'succeeded') continue
    const intentId = typeof refund.payment_intent === 'string' ? refund.payment_intent : refund.payment_intent?.id
    add(ofIntent, intentId ?? '', refund.amount)
    add(ofSubject, subjects.get(refund.metadata?.refund_id ?? '') ?? '', refund.amount)
  }
  return { ofIntent, ofSubject }
}

/** Earned less commission, less what went back, less what was sent: worked out from the orders, beside the ledger. */
async function brokenBalances(world: MarketWorld): Promise<string[]> {
  const broken: string[] = []
  for (const { sellerId, userId } of world.workshops) {
    const orders = await world.house.db.query<{
      shippingCents: number
      shippingBack: number
      lines: (PricedLine & { refundedQuantity: number })[]
    }>(
      `SELECT o.shipping_cents AS "shippingCents", (o.refunded_cents - sum(l.refunded_cents))::int AS "shippingBack",
         jsonb_agg(jsonb_build_object('quantity', l.quantity, 'unitPriceCents', l.unit_price_cents, 'platformDiscountCents', l.platform_discount_cents,
           'sellerDiscountCents', l.seller_discount_cents, 'commissionCents', l.commission_cents, 'refundedQuantity', l.refunded_quantity)) AS lines
       FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.seller_id = $1 AND o.paid_at IS NOT NULL GROUP BY o.id`,
      [sellerId],
    )
    const earned = orders.reduce((sum, { lines, shippingCents, shippingBack }) => {
      const kept = addParts(
        lines.map((line) => partOf(line, line.refundedQuantity, line.quantity - line.refundedQuantity)),
      )
      return sum + kept.priceCents - kept.sellerDiscountCents - kept.commissionCents + shippingCents - shippingBack
    }, 0)
    const [sent] = await world.house.db.query<{ cents: number }>(
      `SELECT coalesce(sum(amount_cents - reversed_cents), 0)::int AS cents FROM transfers WHERE payee_id = $1 AND status NOT IN ('DUE', 'FAILED')`,
      [sellerId],
    )
    const expected = earned - (sent?.cents ?? 0)
    const { body } = await world.ask(userId, 'GET', '/seller/payouts/account')
    const [refused] = await world.house.db.query(
      `SELECT 1 FROM findings WHERE kind = 'TRANSFER_REFUSED' UNION ALL SELECT 1 FROM transfers WHERE status = 'DUE' LIMIT 1`,
    )
    if (body.balance.amount !== expected)
      broken.push(`a workshop is shown ${body.balance.amount} and is owed ${expected}: ${sellerId}`)
    if (body.due.amount > 0 && !refused) broken.push(`${body.due.amount} are due to ${sellerId} and were never sent`)
  }
  return broken
}

/** Nothing goes out before its parcel is there (or its visit over) and the time for coming back with it has passed. */
async function sentTooEarly({ house }: MarketWorld): Promise<string[]> {
  const early = await house.db.query<{ id: string }>(`
    SELECT t.id FROM transfers t JOIN orders o ON o.id = t.subject_id WHERE o.completed_at IS NULL AND o.status <> 'REFUNDED' OR t.created_at < o.completed_at
    UNION ALL SELECT t.id FROM transfers t JOIN bookings b ON b.id = t.subject_id JOIN slots s ON s.id = b.slot_id WHERE t.created_at < coalesce(b.completed_at, s.ends_at)`)
  return early.map(({ id }) => `sent before it was due: ${id}`)
}
