/** Every query that writes or locks payments, refunds and webhook events. */
import { type Database, Prisma, type Tx } from '../../platform/database/index.ts'
import type { Payment, PaymentStatus, Refund, RefundStatus } from '../../platform/database/generated/client.ts'
import { newId } from '../../platform/ids.ts'
import type { Payable } from './payable.ts'

export type PaymentRow = Payment
export type RefundRow = Refund

/**
 * The INSERT of a new payment as a CTE body, for hot statements of the modules that sell.
 * `source` names a CTE with the columns id (of the payable), user_id, total_cents, currency.
 */
export function insertPaymentFrom(
  source: Prisma.Sql,
  input: { paymentId: string; payableType: string; livemode: boolean },
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO payments (id, payable_type, payable_id, user_id, status, amount_cents, currency, livemode, created_at, updated_at)
    SELECT ${input.paymentId}::uuid, ${input.payableType}, s.id, s.user_id, 'SUBMITTING', s.total_cents, s.currency, ${input.livemode}, app_now(), app_now()
    FROM ${source} s WHERE s.total_cents > 0
    RETURNING *`
}

/** The row that `insertPaymentFrom` wrote, spared a second look. */
export function newPaymentRow(input: {
  id: string
  payableType: string
  payableId: string
  userId: string
  amountCents: number
  livemode: boolean
  createdAt: Date
}): PaymentRow {
  return {
    ...input,
    status: 'SUBMITTING',
    currency: 'MXN',
    capturedCents: 0,
    refundedCents: 0,
    attempt: 1,
    intentId: null,
    clientSecret: null,
    chargeId: null,
    lastErrorCode: null,
    abandonedAt: null,
    succeededAt: null,
    canceledAt: null,
    checkedAt: null,
    updatedAt: input.createdAt,
  }
}

export function findPayment(db: Pick<Tx, 'payment'>, id: string) {
  return db.payment.findUnique({ where: { id } })
}

export function findByIntent(db: Pick<Tx, 'payment'>, intentId: string) {
  return db.payment.findUnique({ where: { intentId } })
}

/** Newest first: the one that matters, then what came before it. */
export function findByPayable(db: Pick<Tx, 'payment'>, payableType: string, payableId: string) {
  return db.payment.findMany({ where: { payableType, payableId }, orderBy: { createdAt: 'desc' } })
}

/** A payment as Prisma reads it, for statements that do more than read. */
const columns = Prisma.sql`
  p.id, p.payable_type AS "payableType", p.payable_id AS "payableId", p.user_id AS "userId", p.status::text AS status, p.amount_cents AS "amountCents",
  p.currency, p.captured_cents AS "capturedCents", p.refunded_cents AS "refundedCents", p.attempt, p.intent_id AS "intentId",
  p.client_secret AS "clientSecret", p.charge_id AS "chargeId", p.livemode, p.last_error_code AS "lastErrorCode", p.abandoned_at AS "abandonedAt",
  p.succeeded_at AS "succeededAt", p.canceled_at AS "canceledAt", p.checked_at AS "checkedAt", p.created_at AS "createdAt", p.updated_at AS "updatedAt"`

/** The row as it is once the lock is had: who waited for it reads what the one before left. */
export async function lockPayment(tx: Tx, id: string): Promise<PaymentRow | null> {
  const [row] = await tx.$queryRaw<PaymentRow[]>`SELECT ${columns} FROM payments p WHERE p.id = ${id}::uuid FOR UPDATE`
  return row ?? null
}

/**
 * Saves what the provider answered to our creation and tells the payable, as one statement; the payable's row is locked first.
 * It returns a row only for the caller that was first.
 */
export function attachIntentStatement(
  payable: Payable,
  payment: { id: string; payableId: string },
  intent: { id: string; clientSecret: string | null },
): Prisma.Sql {
  const attached = Prisma.sql`EXISTS (SELECT 1 FROM attached)`
  const more = payable.moreReadyStatements?.(payment.payableId, attached) ?? []
  const ready = [payable.intentReadyStatement(payment.payableId, attached), ...more].map(
    (statement, at) => Prisma.sql`${Prisma.raw(`ready_${at}`)} AS (${statement})`,
  )
  return Prisma.sql`
    WITH payable AS (${payable.lockStatement(payment.payableId)}),
    attached AS (
      UPDATE payments p SET intent_id = ${intent.id}, client_secret = ${intent.clientSecret}, updated_at = app_now(), checked_at = app_now(),
        status = CASE WHEN p.status IN ('NEW', 'SUBMITTING', 'UNKNOWN') THEN 'REQUIRES_PAYMENT_METHOD'::"PaymentStatus" ELSE p.status END
      FROM payable WHERE p.id = ${payment.id}::uuid AND p.intent_id IS NULL
      RETURNING p.status::text AS status
    ),
    ${Prisma.join(ready)}
    SELECT status FROM attached`
}

/** After an answer that says nothing certain: only a repeat with the same key, or the reconciler, leaves UNKNOWN. */
export async function markUnknown(database: Database, id: string) {
  await database.statement(Prisma.sql`
    UPDATE payments SET status = 'UNKNOWN', updated_at = app_now(), checked_at = app_now() WHERE id = ${id}::uuid AND intent_id IS NULL AND status IN ('NEW', 'SUBMITTING') RETURNING id`)
}

/** After a definite refusal nothing exists there, so the next try may use a new key. */
export async function markRefused(database: Database, id: string, errorCode: string) {
  await database.statement(Prisma.sql`
    UPDATE payments SET status = 'CANCELED', canceled_at = app_now(), attempt = attempt + 1, last_error_code = ${errorCode}, updated_at = app_now()
    WHERE id = ${id}::uuid AND intent_id IS NULL AND status IN ('NEW', 'SUBMITTING', 'UNKNOWN') RETURNING id`)
}

/** Moves a payment on from the state it was read in; throws when it moved meanwhile (the row is locked: a bug). */
export async function moveTo(
  tx: Tx,
  payment: PaymentRow,
  status: PaymentStatus,
  set: { capturedCents?: number; chargeId?: string | null; lastErrorCode?: string } = {},
): Promise<PaymentRow> {
  const [row] = await tx.$queryRaw<PaymentRow[]>`
    UPDATE payments p SET status = ${status}::"PaymentStatus",
      captured_cents = ${set.capturedCents ?? payment.capturedCents},
      charge_id = ${set.chargeId ?? payment.chargeId},
      last_error_code = ${set.lastErrorCode ?? payment.lastErrorCode},
      succeeded_at = CASE WHEN ${status} = 'SUCCEEDED' THEN app_now() END,
      canceled_at = CASE WHEN ${status} = 'CANCELED' THEN app_now() END,
      updated_at = app_now(), checked_at = app_now()
    WHERE id = ${payment.id}::uuid AND status = ${payment.status}::"PaymentStatus"
    RETURNING ${columns}`
  if (!row) throw new Error(`payment ${payment.id} moved under its lock`)
  return row
}

export async function saveCharge(database: Database, id: string, chargeId: string) {
  await database.statement(
    Prisma.sql`UPDATE payments SET charge_id = ${chargeId}, updated_at = app_now() WHERE id = ${id}::uuid AND charge_id IS NULL RETURNING id`,
  )
}

/** Charges whose fee is not in the ledger although the provider has had time to work it out; its job was lost, or gave up. */
export function findFeesUnread(database: Database, limit: number) {
  return database.statement<{ id: string }>(Prisma.sql`
    SELECT p.id FROM payments p WHERE p.status = 'SUCCEEDED' AND p.captured_cents > 0 AND p.succeeded_at < app_now() - interval '1 hour'
      AND NOT EXISTS (SELECT 1 FROM ledger_sets s WHERE s.payment_id = p.id AND s.kind = 'FEE') ORDER BY p.succeeded_at DESC LIMIT ${limit}`)
}

/** Ours that the provider's list of that time must name. */
export function findChargedSince(database: Database, since: Date) {
  return database.statement<{ id: string; intentId: string }>(Prisma.sql`
    SELECT id, intent_id AS "intentId" FROM payments WHERE status = 'SUCCEEDED' AND intent_id IS NOT NULL AND created_at > ${since}`)
}

export function findRefundAtProvider(db: Pick<Tx, 'refund'>, providerRefundId: string) {
  return db.refund.findUnique({ where: { providerRefundId } })
}

/** Nothing will be given for it any more; the reconciler keeps cancelling it until the provider agrees. */
export function markAbandoned(tx: Tx, id: string) {
  return tx.$executeRaw`UPDATE payments SET abandoned_at = coalesce(abandoned_at, app_now()), updated_at = app_now() WHERE id = ${id}::uuid`
}

/**
 * One's own payment, null when there is none. While it is open, `claimed` is true for one caller per `everyMs`; the others are
 * answered from the row.
 */
export async function readForPoll(
  database: Database,
  { paymentId, userId, everyMs }: { paymentId: string; userId: string; everyMs: number },
): Promise<{ payment: PaymentRow; claimed: boolean } | null> {
  const [row] = await database.statement<PaymentRow & { claimed: boolean }>(Prisma.sql`
    WITH claimed AS (
      UPDATE payments SET checked_at = app_now()
      WHERE id = ${paymentId}::uuid AND user_id = ${userId}::uuid AND status NOT IN ('SUCCEEDED', 'CANCELED') AND intent_id IS NOT NULL
        AND (checked_at IS NULL OR checked_at <= app_now() - make_interval(secs => ${everyMs / 1000}::float8))
      RETURNING id
    )
    SELECT ${columns}, EXISTS (SELECT 1 FROM claimed) AS claimed FROM payments p WHERE p.id = ${paymentId}::uuid AND p.user_id = ${userId}::uuid`)
  if (!row) return null
  const { claimed, ...payment } = row
  return { payment, claimed }
}

/** By the database's clock, like every other rule about time. */
export async function twoDaysAgo(database: Database): Promise<Date> {
  const [row] = await database.statement<{ at: Date }>(Prisma.sql`SELECT app_now() - interval '48 hours' AS at`)
  if (!row) throw new Error('no clock')
  return row.at
}

/** Claims payments in doubt, so that two reconcilers do not ask about the same ones. */
export function claimPaymentsInDoubt(database: Database, olderThanSeconds: number, limit: number) {
  return database.statement<{ id: string }>(Prisma.sql`
    UPDATE payments SET checked_at = app_now() WHERE id IN (
      SELECT id FROM payments
      WHERE status NOT IN ('SUCCEEDED', 'CANCELED')
        AND coalesce(checked_at, created_at) <= app_now() - make_interval(secs => ${olderThanSeconds})
      ORDER BY coalesce(checked_at, created_at) LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id`)
}

export function claimRefundsInDoubt(database: Database, olderThanSeconds: number, limit: number) {
  return database.statement<{ id: string }>(Prisma.sql`
    UPDATE refunds SET checked_at = app_now() WHERE id IN (
      SELECT id FROM refunds
      WHERE status NOT IN ('SUCCEEDED', 'FAILED', 'REQUESTED')
        AND coalesce(checked_at, created_at) <= app_now() - make_interval(secs => ${olderThanSeconds})
      ORDER BY coalesce(checked_at, created_at) LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id`)
}

/**
 * Reserves `amountCents` of what was captured and files the refund; null when this reason was already refunded.
 * Refunds never exceed the charge: the reservation is a conditional update and a CHECK stands behind it.
 */
export async function reserveRefund(
  tx: Tx,
  input: { paymentId: string; reasonKey: string; amountCents: number; requestedBy: string | null },
): Promise<string | null> {
  const [created] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO refunds (id, payment_id, reason_key, amount_cents, status, requested_by, created_at, updated_at)
    VALUES (${newId()}::uuid, ${input.paymentId}::uuid, ${input.reasonKey}, ${input.amountCents}, 'APPROVED', ${input.requestedBy}::uuid, app_now(), app_now())
    ON CONFLICT (payment_id, reason_key) DO NOTHING RETURNING id`
  if (!created) return null
  const reserved = await tx.$executeRaw`
    UPDATE payments SET refunded_cents = refunded_cents + ${input.amountCents}, updated_at = app_now()
    WHERE id = ${input.paymentId}::uuid AND refunded_cents + ${input.amountCents} <= captured_cents`
  if (reserved !== 1)
    throw new Error(`refund of ${input.amountCents} exceeds what is left of payment ${input.paymentId}`)
  return created.id
}

export function findRefundByReason(db: Pick<Tx, 'refund'>, paymentId: string, reasonKey: string) {
  return db.refund.findUnique({ where: { paymentId_reasonKey: { paymentId, reasonKey } } })
}

/** A refund somebody made at the provider: recorded as far as it fits; its id, or null when it does not (a finding). */
export async function recordForeignRefund(
  tx: Tx,
  input: { paymentId: string; providerRefundId: string; amountCents: number; status: RefundStatus },
): Promise<string | null> {
  const reserved = await tx.$executeRaw`
    UPDATE payments SET refunded_cents = refunded_cents + ${input.amountCents}, updated_at = app_now()
    WHERE id = ${input.paymentId}::uuid AND refunded_cents + ${input.amountCents} <= captured_cents`
  if (reserved !== 1) return null
  const id = newId()
  await tx.$executeRaw`
    INSERT INTO refunds (id, payment_id, reason_key, amount_cents, status, provider_refund_id, settled_at, created_at, updated_at)
    VALUES (${id}::uuid, ${input.paymentId}::uuid, ${`provider:${input.providerRefundId}`}, ${input.amountCents}, ${input.status}::"RefundStatus", ${input.providerRefundId},
      CASE WHEN ${input.status} = 'SUCCEEDED' THEN app_now() END, app_now(), app_now())`
  return id
}

export async function lockRefund(tx: Tx, id: string): Promise<RefundRow | null> {
  await tx.$queryRaw`SELECT 1 FROM refunds WHERE id = ${id}::uuid FOR UPDATE`
  return tx.refund.findUnique({ where: { id } })
}

export function findRefund(db: Pick<Tx, 'refund'>, id: string) {
  return db.refund.findUnique({ where: { id }, include: { payment: true } })
}

export async function moveRefund(
  tx: Tx,
  refund: RefundRow,
  status: RefundStatus,
  set: { providerRefundId?: string; failureReason?: string } = {},
) {
  const changed = await tx.$executeRaw`
    UPDATE refunds SET status = ${status}::"RefundStatus",
      provider_refund_id = coalesce(provider_refund_id, ${set.providerRefundId ?? null}),
      failure_reason = ${set.failureReason ?? refund.failureReason},
      settled_at = CASE WHEN ${status} IN ('SUCCEEDED', 'FAILED') THEN app_now() END,
      updated_at = app_now(), checked_at = app_now()
    WHERE id = ${refund.id}::uuid AND status = ${refund.status}::"RefundStatus"`
  if (changed !== 1) throw new Error(`refund ${refund.id} moved under its lock`)
  // A failed refund gives its reservation back, so that staff can try another way.
  if (status === 'FAILED')
    await tx.$executeRaw`UPDATE payments SET refunded_cents = refunded_cents - ${refund.amountCents}, updated_at = app_now() WHERE id = ${refund.paymentId}::uuid`
}

/** A refund that was definitely refused asks for less, under a new key; what it no longer asks for is not reserved any more. */
export async function shrinkRefund(tx: Tx, refund: RefundRow, amountCents: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE refunds SET amount_cents = ${amountCents}, attempt = attempt + 1, status = 'APPROVED', updated_at = app_now() WHERE id = ${refund.id}::uuid`
  await tx.$executeRaw`
    UPDATE payments SET refunded_cents = refunded_cents - ${refund.amountCents - amountCents}, updated_at = app_now() WHERE id = ${refund.paymentId}::uuid`
}

/** Stores the event once; false for a repeat. */
export async function storeEvent(
  tx: Tx,
  event: { id: string; type: string; objectId: string | null; createdAt: Date; payload: Record<string, unknown> },
): Promise<boolean> {
  const stored = await tx.$executeRaw`
    INSERT INTO webhook_events (id, type, object_id, payload, provider_at, received_at)
    VALUES (${event.id}, ${event.type}, ${event.objectId}, ${JSON.stringify(event.payload)}::jsonb, ${event.createdAt}, app_now())
    ON CONFLICT (id) DO NOTHING`
  return stored === 1
}

export function findEvent(db: Pick<Tx, 'webhookEvent'>, id: string) {
  return db.webhookEvent.findUnique({ where: { id } })
}

export function finishEvent(tx: Tx, id: string, status: 'DONE' | 'IGNORED') {
  return tx.$executeRaw`
    UPDATE webhook_events SET status = ${status}::"WebhookEventStatus", processed_at = app_now(), attempts = attempts + 1, last_error = NULL
    WHERE id = ${id} AND status IN ('RECEIVED', 'FAILED')`
}

export async function failEvent(database: Database, id: string, message: string) {
  await database.statement(Prisma.sql`
    UPDATE webhook_events SET status = 'FAILED', attempts = attempts + 1, last_error = ${message.slice(0, 500)} WHERE id = ${id} AND status IN ('RECEIVED', 'FAILED') RETURNING id`)
}
