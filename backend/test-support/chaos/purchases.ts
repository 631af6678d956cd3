/** What became of purchases: nothing that was acknowledged is gone, and the provider kept what is owed and no more. */
import { createHash } from 'node:crypto'
import type { Ledger } from './requests.ts'
import type { AtProvider, Reckoned, Verdict } from './verdict.ts'

interface Purchase {
  id: string
  status: string
  reason: string | null
  totalCents: number
  /** What its orders and parties cost, those that were called off included. */
  partsCents: number
  /** Of orders and parties that were called off after they were paid. */
  calledOffCents: number
  charges: { intentId: string | null; status: string }[]
  /** `told`: how often the buyer was told that it is paid. */
  orders: { id: string; status: string; told: number }[]
  parties: { id: string; status: string }[]
}

export async function judgePurchases(
  house: Reckoned,
  ledger: Ledger,
  verdict: Verdict,
  { intents, back }: AtProvider,
): Promise<void> {
  const rows = await house.db.query<Purchase & Record<string, unknown>>(`
    SELECT k.id, k.status::text AS status, k.cancel_reason::text AS reason, k.total_cents AS "totalCents",
      coalesce((SELECT sum(o.total_cents) FROM orders o WHERE o.checkout_id = k.id AND o.status = 'CANCELLED' AND o.paid_at IS NOT NULL), 0)::int
        + coalesce((SELECT sum(b.total_cents) FROM bookings b WHERE b.checkout_id = k.id AND b.status = 'CANCELLED'), 0)::int AS "calledOffCents",
      coalesce((SELECT jsonb_agg(jsonb_build_object('intentId', p.intent_id, 'status', p.status)) FROM payments p WHERE p.payable_id = k.id), '[]') AS charges,
      (coalesce((SELECT sum(o.total_cents) FROM orders o WHERE o.checkout_id = k.id), 0)
        + coalesce((SELECT sum(b.total_cents) FROM bookings b WHERE b.checkout_id = k.id), 0))::int AS "partsCents",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'status', o.status, 'told',
        (SELECT count(*) FROM notifications n WHERE n.type = 'ORDER_PAID' AND n.user_id = o.user_id AND n.data ->> 'orderId' = o.id::text)))
        FROM orders o WHERE o.checkout_id = k.id), '[]') AS orders,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', b.id, 'status', b.status)) FROM bookings b WHERE b.checkout_id = k.id), '[]') AS parties
    FROM checkouts k`)
  const known = new Map(rows.map((row) => [row.id, row]))
  for (const id of ledger.bought) if (!known.has(id)) verdict.lost.push(`acknowledged purchase ${id} is gone`)
  for (const id of ledger.purchases)
    if (known.get(id)?.status !== 'PAID') verdict.lost.push(`shown as paid and no longer so: ${id}`)
  const standing = await house.db.query<{ id: string }>(
    `SELECT id FROM orders WHERE id = ANY($1::uuid[]) AND status <> 'CANCELLED'`,
    [[...ledger.ordersCancelled]],
  )
  verdict.lost.push(...standing.map(({ id }) => `acknowledged cancellation of order ${id} is gone`))

  const succeeded = new Map(intents.flatMap((intent) => (intent.status === 'succeeded' ? [[intent.id, intent]] : [])))
  const mailed = new Set(house.postOffice.taken.map((id) => id.split('@')[0]))
  for (const row of rows) {
    const charges = row.charges.flatMap(({ intentId, status }) => {
      const intent = intentId ? succeeded.get(intentId) : undefined
      if (!intent) return []
      if (status !== 'SUCCEEDED')
        verdict.lost.push(`charged and our payment does not say so: ${intent.id} of ${row.id}`)
      return [intent.amount_received - (back.get(intent.id) ?? 0)]
    })
    const keptCents = charges.reduce((sum, cents) => sum + cents, 0)
    const owedCents = row.status === 'PAID' ? row.totalCents - row.calledOffCents : 0
    if (keptCents > owedCents && charges.length > 1) verdict.doubled.push(`charged twice: ${JSON.stringify(row)}`)
    else if (keptCents !== owedCents)
      verdict.lost.push(`${keptCents} are kept for what costs ${owedCents}: ${JSON.stringify(row)}`)
    if (row.status !== 'PAID') continue
    judgeParts(row, ledger, verdict)
    const receipt = createHash('sha256').update(`checkout.paid:${row.id}`).digest('hex').slice(0, 40)
    if (!mailed.has(receipt)) verdict.lost.push(`the receipt of ${row.id} was never mailed`)
  }
}

/** Who paid has everything that was in the basket, and heard of it once. */
function judgeParts(row: Purchase, ledger: Ledger, verdict: Verdict): void {
  if (row.partsCents !== row.totalCents) verdict.lost.push(`of a paid purchase some is gone: ${JSON.stringify(row)}`)
  for (const { id, status, told } of row.orders) {
    if (status !== 'PAID' && status !== 'CANCELLED')
      verdict.lost.push(`its purchase is paid, and the order ${id} is ${status}`)
    // Guests of an earlier rehearsal have a ledger of their own.
    if (status === 'CANCELLED' && ledger.purchases.has(row.id) && !ledger.orderCancelAsked.has(id))
      verdict.lost.push(`nobody called the order ${id} off, and it is`)
    if (told === 0) verdict.lost.push(`nobody was told that the order ${id} is paid`)
    if (told > 1) verdict.doubled.push(`the order ${id} is told ${told} times`)
  }
  // Nobody calls a party off that was bought with pieces.
  for (const { id, status } of row.parties)
    if (status !== 'CONFIRMED') verdict.lost.push(`its purchase is paid, and the party ${id} is ${status}`)
}
