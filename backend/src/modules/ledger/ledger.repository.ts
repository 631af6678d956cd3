/** Writes sets into the ledger and reads balances out of it. */
import { type Database, Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { accountId, type Entry, payableTo, type SubjectRef } from './postings.rules.ts'

export interface NewSet {
  /** What happened, so that writing it again changes nothing: `capture:<payment>`. */
  key: string
  kind: string
  paymentId: string | null
}

/** The set and its accounts as far as they are new; `made` has a row only for the first with this key. */
const made = (set: NewSet) => Prisma.sql`
  made AS (
    INSERT INTO ledger_sets (id, key, kind, payment_id, occurred_at)
    VALUES (${newId()}::uuid, ${set.key}, ${set.kind}, ${set.paymentId}::uuid, app_now())
    ON CONFLICT (key) DO NOTHING RETURNING id, occurred_at)`

/** One statement. False when it stands there already (then nothing was written), or there is nothing to write. */
export async function postSet(tx: Tx, set: NewSet, entries: readonly Entry[]): Promise<boolean> {
  if (entries.length === 0) return false
  const ids = entries.map(({ account }) => accountId(account))
  const [row] = await tx.$queryRaw<{ written: number }[]>`
    WITH ${made(set)},
    given AS (
      SELECT * FROM unnest(${ids}::text[], ${entries.map(({ account }) => account.kind)}::text[], ${entries.map(({ account }) => account.ownerId)}::text[],
        ${entries.map(({ amountCents }) => amountCents)}::int[], ${entries.map(({ purpose }) => purpose)}::text[],
        ${entries.map(({ subjectType }) => subjectType)}::text[], ${entries.map(({ subjectId }) => subjectId)}::text[])
        WITH ORDINALITY AS g (account_id, kind, owner_id, amount_cents, purpose, subject_type, subject_id, place)
    ),
    accounts AS (
      INSERT INTO ledger_accounts (id, kind, owner_id, currency)
      SELECT DISTINCT g.account_id::uuid, g.kind::"LedgerAccountKind", g.owner_id::uuid, 'MXN' FROM given g CROSS JOIN made ORDER BY 1
      ON CONFLICT DO NOTHING
    ),
    written AS (
      INSERT INTO ledger_entries (set_id, account_id, amount_cents, purpose, subject_type, subject_id, occurred_at)
      SELECT made.id, g.account_id::uuid, g.amount_cents, g.purpose, g.subject_type, g.subject_id::uuid, made.occurred_at FROM given g CROSS JOIN made ORDER BY g.place
      RETURNING 1
    )
    SELECT count(*)::int AS written FROM written`
  return (row?.written ?? 0) > 0
}

/** Writes the opposite of everything that the sets with these keys wrote, and those of its payment whose keys begin with `prefix`. */
export async function postOpposite(
  tx: Tx,
  set: NewSet,
  of: { keys: readonly string[]; prefix?: string },
  purpose: string,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ written: number }[]>`
    WITH ${made(set)},
    written AS (
      INSERT INTO ledger_entries (set_id, account_id, amount_cents, purpose, subject_type, subject_id, occurred_at)
      SELECT made.id, e.account_id, -sum(e.amount_cents)::int, ${purpose}, e.subject_type, e.subject_id, made.occurred_at
      FROM made JOIN ledger_sets s ON s.key = ANY (${[...of.keys]}::text[]) OR (s.payment_id = ${set.paymentId}::uuid AND starts_with(s.key, ${of.prefix ?? null}))
      JOIN ledger_entries e ON e.set_id = s.id
      GROUP BY made.id, made.occurred_at, e.account_id, e.subject_type, e.subject_id HAVING sum(e.amount_cents) <> 0
      ORDER BY min(e.id)
      RETURNING 1
    )
    SELECT count(*)::int AS written FROM written`
  return (row?.written ?? 0) > 0
}

/** What the payee is owed, in centavos; negative is their debt. */
export async function balanceOf(db: Reader | Tx, payeeId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ cents: string }[]>`
    SELECT coalesce(-sum(amount_cents), 0)::text AS cents FROM ledger_entries WHERE account_id = ${accountId(payableTo(payeeId))}::uuid`
  return Number(row?.cents ?? 0)
}

/**
 * Until the transaction ends nobody writes to this payee's account, and what others wrote is there to be read.
 * Entries hold a share of their account's row (the foreign key), so this waits for them and they for this.
 */
export async function lockPayee(tx: Tx, payeeId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO ledger_accounts (id, kind, owner_id, currency) VALUES (${accountId(payableTo(payeeId))}::uuid, 'SELLER_PAYABLE', ${payeeId}::uuid, 'MXN') ON CONFLICT DO NOTHING`
  await tx.$queryRaw`SELECT 1 FROM ledger_accounts WHERE id = ${accountId(payableTo(payeeId))}::uuid FOR UPDATE`
}

/** What the payee is owed for each order and booking that is not even; negative is a debt. */
export function openSubjects(
  db: Reader | Tx,
  payeeId: string,
): Promise<(SubjectRef & { owedCents: number; lastEntryId: string })[]> {
  return db.$queryRaw`
    SELECT subject_type AS "subjectType", subject_id AS "subjectId", (-sum(amount_cents))::int AS "owedCents", max(id)::text AS "lastEntryId"
    FROM ledger_entries WHERE account_id = ${accountId(payableTo(payeeId))}::uuid
    GROUP BY subject_type, subject_id HAVING sum(amount_cents) <> 0 ORDER BY min(id)`
}

/** By the database's clock. */
export async function rateNow(database: Database, kind: 'BOOKING' | 'PRODUCT'): Promise<number> {
  const [row] = await database.statement<{ bps: number }>(Prisma.sql`
    SELECT bps FROM commission_rates WHERE kind = ${kind}::"CommissionKind" AND starts_at <= app_now() ORDER BY starts_at DESC LIMIT 1`)
  if (!row) throw new Error(`no commission rate for ${kind}`)
  return row.bps
}
