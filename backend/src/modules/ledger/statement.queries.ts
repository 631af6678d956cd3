/** A payee's account, month by month in Oaxaca's time, with the balance after every line. */
import type { Language } from '../../../../contracts/common.ts'
import type { StatementLine } from '../../../../contracts/ledger.ts'
import type { Reader } from '../../platform/database/index.ts'
import { pesos } from '../../platform/pure/money.ts'
import { accountId, payableTo } from './postings.rules.ts'
import type { StatementPlace } from './statement-cursor.rules.ts'
import { statementText } from './statement-texts.rules.ts'

export interface StatementInput {
  payeeId: string
  /** `YYYY-MM`; null is this month. */
  month: string | null
  language: Language
  limit: number
  after: StatementPlace | null
}
export interface Statement {
  month: string
  openingCents: number
  closingCents: number
  items: StatementLine[]
  next: StatementPlace | null
}

interface Sums {
  month: string
  from: Date
  until: Date
  opening: string
  /** In the month. */
  moved: string
  /** In the month, up to the page. */
  shown: string
}
interface Row {
  id: string
  at: Date
  purpose: string
  subjectType: string
  subjectId: string
  code: string | null
  amountCents: number
}

/** Oldest first. The sums are read from the index alone, so a long history costs little. */
export async function readStatement(db: Reader, input: StatementInput): Promise<Statement> {
  const account = accountId(payableTo(input.payeeId))
  const after = input.after ?? null
  const [sums] = await db.$queryRaw<Sums[]>`
    WITH asked AS (SELECT coalesce(${input.month}, to_char(app_now() AT TIME ZONE 'America/Mexico_City', 'YYYY-MM')) AS month),
    bounds AS (
      SELECT month, (month || '-01')::timestamp AT TIME ZONE 'America/Mexico_City' AS from_at,
        ((month || '-01')::timestamp + interval '1 month') AT TIME ZONE 'America/Mexico_City' AS until_at FROM asked
    )
    SELECT month, from_at AS "from", until_at AS "until",
      (SELECT coalesce(-sum(amount_cents), 0)::text FROM ledger_entries WHERE account_id = ${account}::uuid AND occurred_at < from_at) AS opening,
      (SELECT coalesce(-sum(amount_cents), 0)::text FROM ledger_entries WHERE account_id = ${account}::uuid AND occurred_at >= from_at AND occurred_at < until_at) AS moved,
      (SELECT coalesce(-sum(amount_cents), 0)::text FROM ledger_entries WHERE account_id = ${account}::uuid AND occurred_at >= from_at
        AND (occurred_at, id) <= (coalesce(${after?.at ?? null}::timestamptz, '-infinity'), ${after?.id ?? '0'}::bigint)) AS shown
    FROM bounds`
  if (!sums) throw new Error('no bounds')
  const rows = await db.$queryRaw<Row[]>`
    SELECT e.id::text AS id, e.occurred_at AS at, e.purpose, e.subject_type AS "subjectType", e.subject_id AS "subjectId", coalesce(o.code, b.code) AS code,
      -e.amount_cents AS "amountCents"
    FROM ledger_entries e LEFT JOIN orders o ON e.subject_type = 'order' AND o.id = e.subject_id LEFT JOIN bookings b ON e.subject_type = 'booking' AND b.id = e.subject_id
    WHERE e.account_id = ${account}::uuid AND e.occurred_at >= ${sums.from} AND e.occurred_at < ${sums.until}
      AND (${after === null} OR (e.occurred_at, e.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::bigint))
    ORDER BY e.occurred_at, e.id LIMIT ${input.limit + 1}`
  const shown = rows.slice(0, input.limit)
  const openingCents = Number(sums.opening)
  let balanceCents = openingCents + Number(sums.shown)
  const items = shown.map((row): StatementLine => {
    balanceCents += row.amountCents
    return {
      id: row.id,
      at: row.at.toISOString(),
      purpose: row.purpose,
      text: statementText(row.purpose, input.language),
      subjectType: row.subjectType,
      subjectId: row.subjectId,
      code: row.code,
      amount: pesos(row.amountCents),
      balance: pesos(balanceCents),
    }
  })
  const last = shown.at(-1)
  return {
    month: sums.month,
    openingCents,
    closingCents: openingCents + Number(sums.moved),
    items,
    next: rows.length > input.limit && last ? { at: last.at, id: last.id } : null,
  }
}

/** Whose statement is printed, and when. */
export async function payeeName(db: Reader, payeeId: string): Promise<{ payee: string; printedAt: Date }> {
  const [row] = await db.$queryRaw<{ payee: string; printedAt: Date }[]>`
    SELECT name AS payee, app_now() AS "printedAt" FROM (
      SELECT name FROM host_profiles WHERE id = ${payeeId}::uuid UNION ALL SELECT name FROM seller_profiles WHERE id = ${payeeId}::uuid
    ) named`
  if (!row) throw new Error(`payee ${payeeId} has no profile`)
  return row
}
