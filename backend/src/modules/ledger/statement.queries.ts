/** A payee's account, month by month in Oaxaca's time, with the balance after every line. */
import type { Language } from '../../../../contracts/common.ts'
import type { StatementKind, StatementLine, StatementSort } from '../../../../contracts/ledger.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { pesos } from '../../platform/pure/money.ts'
import { accountId, payableTo } from './postings.rules.ts'
import type { StatementPlace } from './statement-cursor.rules.ts'
import { purposesOf, statementText } from './statement-texts.rules.ts'

export interface StatementInput {
  payeeId: string
  /** `YYYY-MM`; null is this month. */
  month: string | null
  language: Language
  kind: StatementKind | null
  sort: StatementSort
  limit: number
  after: StatementPlace | null
}
export interface StatementSums {
  month: string
  from: Date
  until: Date
  openingCents: number
  closingCents: number
  /** What came and what went in the month, both as they stand in the lines: what went is negative. */
  inCents: number
  outCents: number
  lines: number
}
export interface Statement {
  sums: StatementSums
  items: StatementLine[]
  next: StatementPlace | null
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

const accountOf = (payeeId: string) => accountId(payableTo(payeeId))

/** What a month began and ended with. Read from the index alone, so a long history costs little. */
export async function readStatementSums(db: Reader, payeeId: string, month: string | null): Promise<StatementSums> {
  const account = accountOf(payeeId)
  const [sums] = await db.$queryRaw<
    { month: string; from: Date; until: Date; opening: string; came: string; went: string; lines: number }[]
  >`
    WITH asked AS (SELECT coalesce(${month}, to_char(app_now() AT TIME ZONE 'America/Mexico_City', 'YYYY-MM')) AS month),
    bounds AS (
      SELECT month, (month || '-01')::timestamp AT TIME ZONE 'America/Mexico_City' AS from_at,
        ((month || '-01')::timestamp + interval '1 month') AT TIME ZONE 'America/Mexico_City' AS until_at FROM asked
    )
    SELECT month, from_at AS "from", until_at AS "until",
      (SELECT coalesce(-sum(amount_cents), 0)::text FROM ledger_entries WHERE account_id = ${account}::uuid AND occurred_at < from_at) AS opening,
      moved.came, moved.went, moved.lines
    FROM bounds CROSS JOIN LATERAL (
      SELECT coalesce(-sum(amount_cents) FILTER (WHERE amount_cents < 0), 0)::text AS came,
        coalesce(-sum(amount_cents) FILTER (WHERE amount_cents > 0), 0)::text AS went, count(*)::int AS lines
      FROM ledger_entries WHERE account_id = ${account}::uuid AND occurred_at >= from_at AND occurred_at < until_at
    ) moved`
  if (!sums) throw new Error('no bounds')
  const [openingCents, inCents, outCents] = [Number(sums.opening), Number(sums.came), Number(sums.went)]
  const { from, until, lines } = sums
  return {
    month: sums.month,
    from,
    until,
    openingCents,
    closingCents: openingCents + inCents + outCents,
    inCents,
    outCents,
    lines,
  }
}

const lineColumns = Prisma.sql`e.id::text AS id, e.occurred_at AS at, e.purpose, e.subject_type AS "subjectType", e.subject_id AS "subjectId",
  coalesce(o.code, b.code) AS code, -e.amount_cents AS "amountCents"`
const codesOf = Prisma.sql`LEFT JOIN orders o ON e.subject_type = 'order' AND o.id = e.subject_id
  LEFT JOIN bookings b ON e.subject_type = 'booking' AND b.id = e.subject_id`

function lineOf(row: Row, balanceCents: number, language: Language): StatementLine {
  const { id, purpose, subjectType, subjectId, code } = row
  return {
    id,
    at: row.at.toISOString(),
    purpose,
    text: statementText(purpose, language),
    subjectType,
    subjectId,
    code,
    amount: pesos(row.amountCents),
    balance: pesos(balanceCents),
  }
}

/** A page for the screen. The balance is the account's after each line, whichever lines are shown and in which order. */
export async function readStatement(db: Reader, input: StatementInput): Promise<Statement> {
  const { after, language, limit } = input
  const sums = await readStatementSums(db, input.payeeId, input.month)
  const beyond = Prisma.raw(input.sort === 'newest' ? '<' : '>')
  const direction = Prisma.raw(input.sort === 'newest' ? 'DESC' : 'ASC')
  const rows = await db.$queryRaw<(Row & { moved: string })[]>`
    SELECT ${lineColumns}, e.moved::text AS moved
    FROM (
      SELECT *, -sum(amount_cents) OVER (ORDER BY occurred_at, id) AS moved FROM ledger_entries
      WHERE account_id = ${accountOf(input.payeeId)}::uuid AND occurred_at >= ${sums.from} AND occurred_at < ${sums.until}
    ) e ${codesOf}
    WHERE ${input.kind === null ? Prisma.sql`true` : Prisma.sql`e.purpose = ANY(${[...purposesOf[input.kind]]})`}
      ${after === null ? Prisma.empty : Prisma.sql`AND (e.occurred_at, e.id) ${beyond} (${after.at}::timestamptz, ${after.id}::bigint)`}
    ORDER BY e.occurred_at ${direction}, e.id ${direction} LIMIT ${limit + 1}`
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    sums,
    items: shown.map((row) => lineOf(row, sums.openingCents + Number(row.moved), language)),
    next: rows.length > limit && last ? { at: last.at, id: last.id } : null,
  }
}

const linesAtOnce = 1000

/**
 * The month from its first line to its last, some at a time, so that a workshop of any size fits into memory. As many as
 * `sums` counted: what is written meanwhile is of the next download.
 */
export async function* statementLines(
  db: Reader,
  input: { payeeId: string; sums: StatementSums; language: Language },
): AsyncGenerator<StatementLine[]> {
  const { sums, language } = input
  let balanceCents = sums.openingCents
  let left = sums.lines
  let after: StatementPlace | null = null
  while (left > 0) {
    const rows: Row[] = await db.$queryRaw<Row[]>`
      SELECT ${lineColumns} FROM ledger_entries e ${codesOf}
      WHERE e.account_id = ${accountOf(input.payeeId)}::uuid AND e.occurred_at >= ${sums.from} AND e.occurred_at < ${sums.until}
        ${after === null ? Prisma.empty : Prisma.sql`AND (e.occurred_at, e.id) > (${after.at}::timestamptz, ${after.id}::bigint)`}
      ORDER BY e.occurred_at, e.id LIMIT ${Math.min(left, linesAtOnce)}`
    const last = rows.at(-1)
    if (!last) return
    left -= rows.length
    after = { at: last.at, id: last.id }
    yield rows.map((row) => {
      balanceCents += row.amountCents
      return lineOf(row, balanceCents, language)
    })
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
