/** What is still open, and, once everything is quiet, what was lost, done twice or left standing. */
import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import { type ChaosHouse, holdSeconds } from './house.ts'
import type { Provider } from './provider.ts'
import { judgePurchases } from './purchases.ts'
import type { Ledger } from './requests.ts'

/** What the reckoning asks. */
export interface Reckoned extends Pick<ChaosHouse, 'guarantees' | 'schedules'> {
  db: Pick<ChaosHouse['db'], 'query'>
  provider: Pick<Provider, 'intents' | 'refunds'>
  postOffice: Pick<ChaosHouse['postOffice'], 'taken'>
}

export interface Open {
  /** In doubt: a restart must clear these by itself. */
  inDoubt: string[]
  /** Waiting for their time, as they should. */
  holds: string[]
}

export interface Verdict {
  lost: string[]
  doubled: string[]
  stuck: string[]
}

const held = `('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')`

/** @param seconds what is younger than this is merely under way */
export async function whatIsOpen(house: Reckoned, seconds = 0): Promise<Open> {
  const inDoubt = await house.db.query<{ what: string }>(
    `WITH open AS (
       SELECT created_at AS at, 'payment ' || id || ' ' || status AS what FROM payments WHERE status IN ('NEW', 'SUBMITTING', 'UNKNOWN')
       UNION ALL SELECT created_at, 'refund ' || id || ' ' || status FROM refunds WHERE status NOT IN ('SUCCEEDED', 'FAILED')
       UNION ALL SELECT received_at, 'event ' || id || ' ' || type || ' ' || coalesce(last_error, '') FROM webhook_events WHERE status IN ('RECEIVED', 'FAILED')
       UNION ALL SELECT created_on, 'job ' || name || ' ' || state FROM pgboss.job WHERE state IN ('created', 'retry', 'active') AND name <> ALL ($1)
     ) SELECT what FROM open WHERE at <= now() - make_interval(secs => $2::int)`,
    [house.schedules, seconds],
  )
  const holds = await house.db.query<{ what: string; intentId: string | null }>(
    `SELECT 'booking ' || b.id || ' ' || b.status AS what, p.intent_id AS "intentId"
     FROM bookings b LEFT JOIN payments p ON p.payable_id = b.id WHERE b.status IN ${held}
     UNION ALL SELECT 'checkout ' || k.id || ' ' || k.status, p.intent_id
     FROM checkouts k LEFT JOIN payments p ON p.payable_id = k.id WHERE k.status IN ${held}`,
  )
  const intents = new Map((await house.provider.intents()).map((intent) => [intent.id, intent]))
  const paid = holds.filter(({ intentId }) => intentId && intents.get(intentId)?.status === 'succeeded')
  const unsettled = [...intents.values()].filter(({ status }) => status !== 'succeeded' && status !== 'canceled')
  return {
    inDoubt: [...inDoubt, ...paid].map(({ what }) => what),
    holds: [...holds.map(({ what }) => what), ...unsettled.map(({ id, status }) => `intent ${id} ${status}`)],
  }
}

/** Which kind of harm a broken guarantee is; the others are losses. */
const doubling = /oversell|counter|per seat|exceed/
const standing = /orphan|in doubt|unsent|worked off/

export async function judge(house: Reckoned, ledger: Ledger): Promise<Verdict> {
  const verdict: Verdict = { lost: [], doubled: [], stuck: [] }
  for (const { name, sql } of house.guarantees) {
    const rows = await house.db.query(sql)
    if (rows.length === 0) continue
    const kind = doubling.test(name) ? 'doubled' : standing.test(name) ? 'stuck' : 'lost'
    verdict[kind].push(`${name}: ${JSON.stringify(rows.slice(0, 3))}`)
  }
  const open = await whatIsOpen(house)
  verdict.stuck.push(...open.inDoubt, ...open.holds)
  verdict.stuck.push(...ledger.unanswered.map((what) => `never answered: ${what}`))
  verdict.lost.push(...ledger.unexpected.map((what) => `refused without a reason: ${what}`))
  const atProvider = {
    intents: await house.provider.intents(),
    back: refundedByIntent(await house.provider.refunds(), verdict),
  }
  await judgeBookings(house, ledger, verdict, atProvider)
  await judgePurchases(house, ledger, verdict, atProvider)
  await judgeCharges(house, verdict, atProvider)
  await judgeMails(house, verdict)
  return verdict
}

interface Row {
  id: string
  status: string
  reason: string | null
  totalCents: number
  paymentStatus: string | null
  intentId: string | null
}

/** What the provider says of money: every intent, and what was given back of each. */
export interface AtProvider {
  intents: Stripe.PaymentIntent[]
  back: Map<string, number>
}

/** Bookings with a payment of their own; those of a purchase are judged with it. */
async function judgeBookings(
  house: Reckoned,
  ledger: Ledger,
  verdict: Verdict,
  { intents, back: backAtProvider }: AtProvider,
): Promise<void> {
  const rows = await house.db.query<Row & Record<string, unknown>>(
    `SELECT b.id, b.status::text, b.cancel_reason::text AS reason, b.total_cents AS "totalCents", p.status::text AS "paymentStatus", p.intent_id AS "intentId"
     FROM bookings b LEFT JOIN payments p ON p.payable_id = b.id WHERE b.checkout_id IS NULL`,
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  for (const id of ledger.booked) if (!known.has(id)) verdict.lost.push(`acknowledged booking ${id} is gone`)
  for (const id of ledger.confirmed) {
    const row = known.get(id)
    if (row?.status !== 'CONFIRMED' && !(row?.status === 'CANCELLED' && ledger.cancelAsked.has(id)))
      verdict.lost.push(`shown as confirmed and no longer so: ${id} ${row?.status} ${row?.reason}`)
  }
  for (const id of ledger.cancelled)
    if (known.get(id)?.status !== 'CANCELLED') verdict.lost.push(`acknowledged cancellation of ${id} is gone`)
  const early = await house.db.query<{ id: string }>(
    `SELECT id FROM bookings WHERE cancel_reason = 'HOLD_EXPIRED' AND cancelled_at < created_at + make_interval(secs => $1::int)
     UNION ALL SELECT id FROM bookings WHERE hold_expires_at - created_at <> make_interval(secs => $1::int)
     UNION ALL SELECT id FROM checkouts WHERE cancel_reason = 'HOLD_EXPIRED' AND cancelled_at < created_at + make_interval(secs => $1::int)`,
    [holdSeconds],
  )
  verdict.lost.push(...early.map(({ id }) => `the hold ${id} did not get its time`))

  const charges = new Map<string, string[]>()
  const ours = new Map(rows.map((row) => [row.intentId, row]))
  for (const intent of intents) {
    if (intent.status !== 'succeeded') continue
    const row = ours.get(intent.id)
    const back = backAtProvider.get(intent.id) ?? 0
    if (!row) continue
    const facts = `${JSON.stringify(row)} ${intent.amount_received} charged, ${back} back`
    if (back < intent.amount_received) charges.set(row.id, [...(charges.get(row.id) ?? []), intent.id])
    if (row.paymentStatus !== 'SUCCEEDED') verdict.lost.push(`charged and our payment does not say so: ${facts}`)
    // Ten days ahead every cancellation gives everything back.
    if (row.status === 'CANCELLED' && back !== intent.amount_received)
      verdict.lost.push(`charged, cancelled and not given back: ${facts}`)
    if (row.status === 'CONFIRMED' && back > 0) verdict.doubled.push(`confirmed and given back: ${facts}`)
    if (intent.amount_received !== row.totalCents) verdict.lost.push(`another amount was charged: ${facts}`)
  }
  for (const [id, paid] of charges)
    if (paid.length > 1) verdict.doubled.push(`booking ${id} is charged ${paid.length} times`)
  const succeeded = new Set(intents.filter(({ status }) => status === 'succeeded').map(({ id }) => id))
  for (const row of rows)
    if (row.status === 'CONFIRMED' && !(row.intentId && succeeded.has(row.intentId)))
      verdict.lost.push(`confirmed without money: ${JSON.stringify(row)}`)
}

async function judgeCharges(house: Reckoned, verdict: Verdict, { intents, back }: AtProvider): Promise<void> {
  const rows = await house.db.query<{ id: string; payableId: string }>(
    'SELECT intent_id AS id, payable_id AS "payableId" FROM payments WHERE intent_id IS NOT NULL',
  )
  const ours = new Map(rows.map(({ id, payableId }) => [id, payableId]))
  const charged = intents.filter(({ status }) => status === 'succeeded')
  const paidFor = new Set<string | undefined>(charged.flatMap(({ id }) => ours.get(id) ?? []))
  for (const { id, amount_received: chargedCents, metadata } of charged) {
    if ((back.get(id) ?? 0) > chargedCents) verdict.doubled.push(`more given back than charged: ${id}`)
    if (ours.has(id)) continue
    if (paidFor.has(metadata.payable_id)) verdict.doubled.push(`charged again, and nobody knows: ${id}`)
    else verdict.lost.push(`a charge that nobody knows: ${id} ${JSON.stringify(metadata)}`)
  }
}

function refundedByIntent(refunds: Stripe.Refund[], verdict: Verdict): Map<string, number> {
  const sums = new Map<string, number>()
  const orders = new Set<string>()
  for (const refund of refunds) {
    const intentId = typeof refund.payment_intent === 'string' ? refund.payment_intent : refund.payment_intent?.id
    if (refund.status !== 'succeeded' || !intentId) continue
    sums.set(intentId, (sums.get(intentId) ?? 0) + refund.amount)
    const order = refund.metadata?.refund_id ?? refund.id
    if (orders.has(order)) verdict.doubled.push(`refund ${order} was made twice`)
    orders.add(order)
  }
  return sums
}

/** Confirmed guests have their mail and one notification. A mail repeated under its own Message-ID is one mail. */
async function judgeMails(house: Reckoned, verdict: Verdict): Promise<void> {
  const taken = new Set(house.postOffice.taken.map((id) => id.split('@')[0]))
  const confirmed = await house.db.query<{ id: string; told: number; withPurchase: boolean }>(
    `SELECT b.id, b.checkout_id IS NOT NULL AS "withPurchase", (SELECT count(*)::int FROM notifications n WHERE n.type = 'BOOKING_CONFIRMED' AND n.data ->> 'bookingId' = b.id::text) AS told
     FROM bookings b WHERE b.status = 'CONFIRMED'`,
  )
  for (const { id, told, withPurchase } of confirmed) {
    if (told === 0) verdict.lost.push(`nobody was told that ${id} is confirmed`)
    if (told > 1) verdict.doubled.push(`${id} is told ${told} times`)
    // The tickets of a purchase come with its receipt.
    if (withPurchase) continue
    const messageId = createHash('sha256').update(`booking.confirmed:${id}`).digest('hex').slice(0, 40)
    if (!taken.has(messageId)) verdict.lost.push(`the tickets of ${id} were never mailed`)
  }
  const dead = await house.db.query<{ what: string }>(
    `SELECT coalesce(source_name, name) || ' ' || coalesce(source_output::text, '') AS what FROM pgboss.job WHERE name = 'dead-letters' AND state IN ('created', 'retry')`,
  )
  verdict.stuck.push(...dead.map(({ what }) => `dead letter: ${what}`))
}
