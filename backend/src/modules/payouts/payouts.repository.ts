/** Every query that writes or locks connected accounts, transfers and reversals. */
import { type Database, Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import type { ConnectedAccount, Transfer, TransferReversal } from '../../platform/database/generated/client.ts'
import { newId } from '../../platform/ids.ts'
import type { ProviderAccount } from '../../platform/outside/stripe/index.ts'
import type { Payee, PayeeKind } from './deps.ts'

export type AccountRow = ConnectedAccount
export type TransferRow = Transfer
export type ReversalRow = TransferReversal

export function findAccount(db: Reader | Tx, kind: PayeeKind, payeeId: string): Promise<AccountRow | null> {
  return db.connectedAccount.findUnique({ where: { payeeKind_payeeId: { payeeKind: kind, payeeId } } })
}

export function findAccountAtProvider(db: Reader, providerAccountId: string): Promise<AccountRow | null> {
  return db.connectedAccount.findUnique({ where: { providerAccountId } })
}

/** The row before the call: its id makes the key. */
export async function ensureAccount(database: Database, payee: Payee): Promise<AccountRow> {
  await database.statement(Prisma.sql`
    INSERT INTO connected_accounts (id, payee_kind, payee_id, user_id, requirements_due, created_at, updated_at)
    VALUES (${newId()}::uuid, ${payee.kind}::"PayeeKind", ${payee.id}::uuid, ${payee.userId}::uuid, '[]', app_now(), app_now())
    ON CONFLICT (payee_kind, payee_id) DO NOTHING RETURNING id`)
  const account = await findAccount(database.read, payee.kind, payee.id)
  if (!account) throw new Error(`no account of ${payee.id}`)
  return account
}

/** What the provider says of it now. True when transfers began to arrive with it. */
export async function saveAccount(database: Database, id: string, seen: ProviderAccount): Promise<boolean> {
  const [row] = await database.statement<{ opened: boolean }>(Prisma.sql`
    UPDATE connected_accounts c SET provider_account_id = coalesce(c.provider_account_id, ${seen.id}), details_submitted = ${seen.detailsSubmitted},
      transfers_enabled = ${seen.transfersEnabled}, payouts_enabled = ${seen.payoutsEnabled},
      requirements_due = ${JSON.stringify(seen.requirementsDue)}::jsonb, checked_at = app_now(), updated_at = app_now()
    FROM (SELECT id, transfers_enabled FROM connected_accounts WHERE id = ${id}::uuid FOR UPDATE) before
    WHERE c.id = before.id AND coalesce(c.provider_account_id, ${seen.id}) = ${seen.id}
    RETURNING NOT before.transfers_enabled AND c.transfers_enabled AS opened`)
  return row?.opened ?? false
}

/** True for one caller per `everySeconds`: the others are answered from the row. */
export async function claimAccountCheck(database: Database, id: string, everySeconds: number): Promise<boolean> {
  const claimed = await database.statement(Prisma.sql`
    UPDATE connected_accounts SET checked_at = app_now() WHERE id = ${id}::uuid
      AND (checked_at IS NULL OR checked_at <= app_now() - make_interval(secs => ${everySeconds})) RETURNING id`)
  return claimed.length === 1
}

/** A share that may go out: delivered or visited, the window over, and the payee's account open. */
export interface DueSubject {
  payeeKind: PayeeKind
  payeeId: string
  subjectType: 'order' | 'booking'
  subjectId: string
  paymentId: string | null
}

/** Whose window is over: orders that are completed (or refunded in part of what was sent), bookings whose time has passed. */
function dueRows(bookingWindowHours: number): Prisma.Sql {
  return Prisma.sql`
    SELECT 'HOST' AS payee_kind, b.host_id AS payee_id, 'booking' AS subject_type, b.id AS subject_id, coalesce(b.completed_at, s.ends_at) AS since
    FROM bookings b JOIN slots s ON s.id = b.slot_id
    WHERE b.status IN ('COMPLETED', 'CANCELLED') AND b.confirmed_at IS NOT NULL
      AND coalesce(b.completed_at, s.ends_at) <= app_now() - make_interval(hours => ${bookingWindowHours})
    UNION ALL
    SELECT 'SELLER', o.seller_id, 'order', o.id, coalesce(o.completed_at, o.updated_at) FROM orders o WHERE o.completed_at IS NOT NULL OR o.status = 'REFUNDED'`
}

/** Oldest first. A transfer that was refused is due again after an hour. What is sent already is left out before anything is summed up. */
export function findDue(
  database: Database,
  input: { bookingWindowHours: number; limit: number },
): Promise<DueSubject[]> {
  return database.statement<DueSubject>(Prisma.sql`
    WITH unsent AS MATERIALIZED (
      SELECT d.*, a.id AS account_id
      FROM (${dueRows(input.bookingWindowHours)}) d
      JOIN connected_accounts c ON c.payee_id = d.payee_id AND c.payee_kind::text = d.payee_kind AND c.transfers_enabled
      JOIN ledger_accounts a ON a.owner_id = d.payee_id AND a.kind = 'SELLER_PAYABLE'
      LEFT JOIN transfers t ON t.subject_type = d.subject_type AND t.subject_id = d.subject_id
      WHERE t.id IS NULL OR (t.status = 'DUE' AND t.updated_at <= app_now() - interval '1 hour')
    )
    SELECT u.payee_kind AS "payeeKind", u.payee_id AS "payeeId", u.subject_type AS "subjectType", u.subject_id AS "subjectId",
      (SELECT s.payment_id FROM ledger_entries e JOIN ledger_sets s ON s.id = e.set_id
        WHERE e.subject_id = u.subject_id AND s.kind = 'CAPTURE' LIMIT 1) AS "paymentId"
    FROM unsent u
    WHERE (SELECT sum(e.amount_cents) FROM ledger_entries e WHERE e.subject_id = u.subject_id AND e.account_id = u.account_id) < 0
    ORDER BY u.since, u.subject_id LIMIT ${input.limit}`)
}

/** What is due to a payee now, whether or not their account is open. */
export async function dueCents(db: Reader, payeeId: string, bookingWindowHours: number): Promise<number> {
  const [row] = await db.$queryRaw<{ cents: string }[]>`
    SELECT coalesce(sum(o.cents), 0)::text AS cents FROM (
      SELECT e.subject_type, e.subject_id, -sum(e.amount_cents) AS cents
      FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id WHERE a.kind = 'SELLER_PAYABLE' AND a.owner_id = ${payeeId}::uuid
      GROUP BY 1, 2 HAVING sum(e.amount_cents) < 0
    ) o JOIN (${dueRows(bookingWindowHours)}) d ON d.subject_type = o.subject_type AND d.subject_id = o.subject_id AND d.payee_id = ${payeeId}::uuid`
  return Number(row?.cents ?? 0)
}

/**
 * The payment that a transfer is tied to, locked: a refund that is being filed is waited for, and waits.
 * `leftCents` is what of its charge neither went back nor out.
 */
export async function lockSource(
  tx: Tx,
  paymentId: string,
): Promise<{ chargeId: string | null; leftCents: number } | null> {
  await tx.$queryRaw`SELECT 1 FROM payments WHERE id = ${paymentId}::uuid FOR NO KEY UPDATE`
  const [row] = await tx.$queryRaw<{ chargeId: string | null; leftCents: number }[]>`
    SELECT p.charge_id AS "chargeId", (p.captured_cents - p.refunded_cents - coalesce((
      SELECT sum(t.amount_cents - t.reversed_cents) FROM transfers t
      WHERE t.payment_id = p.id AND t.source_charge_id IS NOT NULL AND t.status NOT IN ('DUE', 'FAILED')), 0))::int AS "leftCents"
    FROM payments p WHERE p.id = ${paymentId}::uuid`
  return row ?? null
}

export async function lockTransferOf(tx: Tx, subjectType: string, subjectId: string): Promise<TransferRow | null> {
  await tx.$queryRaw`SELECT 1 FROM transfers WHERE subject_type = ${subjectType} AND subject_id = ${subjectId}::uuid FOR UPDATE`
  return tx.transfer.findUnique({ where: { subjectType_subjectId: { subjectType, subjectId } } })
}

export async function lockTransfer(tx: Tx, id: string): Promise<TransferRow | null> {
  await tx.$queryRaw`SELECT 1 FROM transfers WHERE id = ${id}::uuid FOR UPDATE`
  return tx.transfer.findUnique({ where: { id } })
}

export function findTransfer(db: Reader | Tx, id: string): Promise<TransferRow | null> {
  return db.transfer.findUnique({ where: { id } })
}

export function findTransferByProviderId(db: Reader, providerTransferId: string): Promise<TransferRow | null> {
  return db.transfer.findUnique({ where: { providerTransferId } })
}

export async function hasTransfer(tx: Tx, subjectType: string, subjectId: string): Promise<boolean> {
  return (await tx.transfer.count({ where: { subjectType, subjectId } })) > 0
}

/** Subjects of this payee whose share went out already: what is left over of them goes along with the next one. */
export async function settledSubjects(tx: Tx, payeeId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ subjectId: string }[]>`
    SELECT subject_id AS "subjectId" FROM transfers WHERE payee_id = ${payeeId}::uuid AND status = 'SUCCEEDED'`
  return new Set(rows.map(({ subjectId }) => subjectId))
}

/** A first attempt, or the next one of a transfer that was refused. */
export async function putTransfer(
  tx: Tx,
  due: DueSubject,
  before: TransferRow | null,
  input: { amountCents: number; sourceChargeId: string | null },
): Promise<{ id: string; attempt: number }> {
  const [row] = before
    ? await tx.$queryRaw<{ id: string; attempt: number }[]>`
        UPDATE transfers SET status = 'SUBMITTING', amount_cents = ${input.amountCents}, source_charge_id = ${input.sourceChargeId}, updated_at = app_now()
        WHERE id = ${before.id}::uuid AND status = 'DUE' RETURNING id, attempt`
    : await tx.$queryRaw<{ id: string; attempt: number }[]>`
        INSERT INTO transfers (id, payee_kind, payee_id, subject_type, subject_id, payment_id, status, amount_cents, source_charge_id, created_at, updated_at)
        VALUES (${newId()}::uuid, ${due.payeeKind}::"PayeeKind", ${due.payeeId}::uuid, ${due.subjectType}, ${due.subjectId}::uuid, ${due.paymentId}::uuid,
          'SUBMITTING', ${input.amountCents}, ${input.sourceChargeId}, app_now(), app_now()) RETURNING id, attempt`
  if (!row) throw new Error(`the transfer of ${due.subjectType} ${due.subjectId} moved under its lock`)
  return row
}

export async function moveTransfer(
  tx: Tx,
  transfer: TransferRow,
  status: TransferRow['status'],
  set: { providerTransferId?: string; failureReason?: string; nextAttempt?: boolean } = {},
): Promise<void> {
  const changed = await tx.$executeRaw`
    UPDATE transfers SET status = ${status}::"TransferStatus", provider_transfer_id = coalesce(provider_transfer_id, ${set.providerTransferId ?? null}),
      failure_reason = ${set.failureReason ?? null}, attempt = attempt + ${set.nextAttempt ? 1 : 0},
      settled_at = CASE WHEN ${status} IN ('SUCCEEDED', 'FAILED') THEN app_now() END, checked_at = app_now(), updated_at = app_now()
    WHERE id = ${transfer.id}::uuid AND status = ${transfer.status}::"TransferStatus"`
  if (changed !== 1) throw new Error(`transfer ${transfer.id} moved under its lock`)
}

/** Open for longer than `olderThanSeconds`; claimed, so that two reconcilers do not ask about the same ones. */
export function claimTransfersInDoubt(database: Database, olderThanSeconds: number, limit: number) {
  return database.statement<{ id: string }>(Prisma.sql`
    UPDATE transfers SET checked_at = app_now() WHERE id IN (
      SELECT id FROM transfers WHERE status IN ('SUBMITTING', 'UNKNOWN')
        AND coalesce(checked_at, updated_at) <= app_now() - make_interval(secs => ${olderThanSeconds})
      ORDER BY updated_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id`)
}

export function claimReversalsInDoubt(database: Database, olderThanSeconds: number, limit: number) {
  return database.statement<{ id: string }>(Prisma.sql`
    UPDATE transfer_reversals SET checked_at = app_now() WHERE id IN (
      SELECT id FROM transfer_reversals WHERE status IN ('REQUESTED', 'SUBMITTING', 'UNKNOWN')
        AND coalesce(checked_at, updated_at) <= app_now() - make_interval(secs => ${olderThanSeconds})
      ORDER BY updated_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id`)
}

/** Transfers of shares that are a debt now although they can still come back. */
export function findOverpaid(database: Database, limit: number) {
  return database.statement<{ subjectType: string; subjectId: string }>(Prisma.sql`
    SELECT t.subject_type AS "subjectType", t.subject_id AS "subjectId"
    FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
    JOIN transfers t ON t.payee_id = a.owner_id AND t.subject_type = e.subject_type AND t.subject_id = e.subject_id AND t.status = 'SUCCEEDED' AND t.reversed_cents < t.amount_cents
    WHERE a.kind = 'SELLER_PAYABLE' AND NOT EXISTS (SELECT 1 FROM transfer_reversals r WHERE r.transfer_id = t.id AND r.status = 'FAILED')
    GROUP BY 1, 2 HAVING sum(e.amount_cents) > 0 LIMIT ${limit}`)
}

export async function hasFailedReversal(tx: Tx, transferId: string): Promise<boolean> {
  return (await tx.transferReversal.count({ where: { transferId, status: 'FAILED' } })) > 0
}

/** Reserves it of what can come back and files it; null when this state of the account was reversed already. */
export async function fileReversalRow(
  tx: Tx,
  input: { transferId: string; reasonKey: string; amountCents: number },
): Promise<string | null> {
  const [made] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO transfer_reversals (id, transfer_id, reason_key, status, amount_cents, created_at, updated_at)
    VALUES (${newId()}::uuid, ${input.transferId}::uuid, ${input.reasonKey}, 'REQUESTED', ${input.amountCents}, app_now(), app_now())
    ON CONFLICT (transfer_id, reason_key) DO NOTHING RETURNING id`
  if (!made) return null
  const reserved = await tx.$executeRaw`
    UPDATE transfers SET reversed_cents = reversed_cents + ${input.amountCents}, updated_at = app_now()
    WHERE id = ${input.transferId}::uuid AND status = 'SUCCEEDED' AND reversed_cents + ${input.amountCents} <= amount_cents`
  if (reserved !== 1)
    throw new Error(`a reversal of ${input.amountCents} exceeds what is left of transfer ${input.transferId}`)
  return made.id
}

export function findReversal(db: Reader | Tx, id: string) {
  return db.transferReversal.findUnique({ where: { id }, include: { transfer: true } })
}

export async function lockReversal(tx: Tx, id: string): Promise<ReversalRow | null> {
  await tx.$queryRaw`SELECT 1 FROM transfer_reversals WHERE id = ${id}::uuid FOR UPDATE`
  return tx.transferReversal.findUnique({ where: { id } })
}

export async function moveReversal(
  tx: Tx,
  reversal: ReversalRow,
  status: ReversalRow['status'],
  set: { providerReversalId?: string; failureReason?: string } = {},
): Promise<void> {
  const changed = await tx.$executeRaw`
    UPDATE transfer_reversals SET status = ${status}::"TransferReversalStatus", provider_reversal_id = coalesce(provider_reversal_id, ${set.providerReversalId ?? null}),
      failure_reason = ${set.failureReason ?? null}, settled_at = CASE WHEN ${status} IN ('SUCCEEDED', 'FAILED') THEN app_now() END,
      checked_at = app_now(), updated_at = app_now()
    WHERE id = ${reversal.id}::uuid AND status = ${reversal.status}::"TransferReversalStatus"`
  if (changed !== 1) throw new Error(`reversal ${reversal.id} moved under its lock`)
  // What does not come back is not reserved any more.
  if (status === 'FAILED')
    await tx.$executeRaw`UPDATE transfers SET reversed_cents = reversed_cents - ${reversal.amountCents}, updated_at = app_now() WHERE id = ${reversal.transferId}::uuid`
}

/** By the database's clock. */
export async function hoursAgo(database: Database, hours: number): Promise<Date> {
  const [row] = await database.statement<{ at: Date }>(
    Prisma.sql`SELECT app_now() - make_interval(hours => ${hours}) AS at`,
  )
  if (!row) throw new Error('no clock')
  return row.at
}
