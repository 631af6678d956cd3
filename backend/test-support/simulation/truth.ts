/** What must be true between our rows, the provider's objects and a guest's screen once everything is quiet. */
import type { BookingHouse } from '../build-booking-house.ts'

/** Paid while the hold lasted, told by no webhook: the reconciler must have found it by now. */
export async function paidButNotConfirmed(house: BookingHouse): Promise<string[]> {
  const held = await house.db.query<{ id: string; intentId: string | null }>(`
    SELECT h.id, p.intent_id AS "intentId" FROM (SELECT id, status::text AS status FROM bookings UNION ALL SELECT id, status::text FROM checkouts) h
    JOIN payments p ON p.payable_id = h.id WHERE h.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')`)
  const paid = new Set(
    house.sandbox.control
      .objects('payment_intents')
      .filter((intent) => intent.status === 'succeeded')
      .map((intent) => intent.id),
  )
  return held
    .filter(({ intentId }) => intentId && paid.has(intentId))
    .map(({ id }) => `paid minutes ago and still not confirmed: ${id}`)
}

interface Row {
  bookingId: string
  status: string
  cancelReason: string | null
  totalCents: number
  paymentId: string | null
  paymentStatus: string | null
  intentId: string | null
  capturedCents: number
  refundedCents: number
}

export async function brokenTruths(house: BookingHouse): Promise<string[]> {
  const broken: string[] = []
  const rows = await house.db.query<Row & Record<string, unknown>>(`
    SELECT b.id AS "bookingId", b.status::text AS status, b.cancel_reason::text AS "cancelReason", b.total_cents AS "totalCents", p.id AS "paymentId", p.status::text AS "paymentStatus",
      p.intent_id AS "intentId", coalesce(p.captured_cents, 0) AS "capturedCents", coalesce(p.refunded_cents, 0) AS "refundedCents"
    FROM bookings b LEFT JOIN payments p ON p.payable_id = b.id WHERE b.checkout_id IS NULL`)
  for (const row of rows) broken.push(...(await wrongWith(house, row)).map((what) => `${what}: ${JSON.stringify(row)}`))
  const known = await house.db.query<{ intentId: string | null }>(`SELECT intent_id AS "intentId" FROM payments`)
  const ours = new Set(known.map(({ intentId }) => intentId))
  for (const intent of house.sandbox.control.objects('payment_intents')) {
    if (intent.status === 'succeeded' && !ours.has(intent.id)) broken.push(`a charge nobody knows: ${intent.id}`)
    if (intent.status !== 'succeeded' && intent.status !== 'canceled')
      broken.push(`an intent left open: ${intent.id} ${intent.status}`)
  }
  const [events] = await house.db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM webhook_events WHERE status = 'RECEIVED'`,
  )
  if ((events?.n ?? 0) > 0) broken.push(`${events?.n} events stored but never worked off`)
  return broken
}

async function wrongWith(house: BookingHouse, row: Row): Promise<string[]> {
  const wrong: string[] = []
  if (['PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED'].includes(row.status)) wrong.push('still held')
  if (!row.intentId) return row.status === 'CONFIRMED' && row.totalCents > 0 ? ['confirmed without a charge'] : wrong
  const intent = house.sandbox.control.objects('payment_intents').find((one) => one.id === row.intentId)
  if (!intent) return [...wrong, 'the provider does not know the intent']
  const refundedThere = house.sandbox.control
    .objects('refunds')
    .filter(
      (refund) =>
        (typeof refund.payment_intent === 'string' ? refund.payment_intent : refund.payment_intent?.id) === intent.id &&
        refund.status === 'succeeded',
    )
    .reduce((sum, refund) => sum + refund.amount, 0)
  if (intent.status === 'succeeded') {
    if (row.paymentStatus !== 'SUCCEEDED') wrong.push('charged, but our payment does not say so')
    if (row.status === 'CANCELLED' && row.cancelReason !== 'BY_GUEST' && refundedThere !== intent.amount_received)
      wrong.push('charged and cancelled, not given back')
    if (intent.amount_received !== row.totalCents && refundedThere !== intent.amount_received)
      wrong.push('charged another amount, not given back')
    if (row.status === 'CONFIRMED' && refundedThere !== 0) wrong.push('confirmed and refunded')
    if (refundedThere !== row.refundedCents) wrong.push(`refunds differ: ${refundedThere} there`)
    if (row.status === 'CONFIRMED' && intent.amount_received !== row.totalCents) wrong.push('charged another amount')
  } else if (row.status === 'CONFIRMED') wrong.push('confirmed without money')
  return wrong
}
