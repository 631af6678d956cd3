/** Transfers as their payees see them, and what comparisons need. */
import type { Transfer as TransferView, TransferSort, TransferState } from '../../../../contracts/payouts.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import type { ListPage, ListPosition } from '../../platform/pure/list-cursor.ts'
import { pesos } from '../../platform/pure/money.ts'

interface Row {
  id: string
  subject_type: 'order' | 'booking'
  subject_id: string
  code: string | null
  status: TransferView['status']
  amount_cents: number
  reversed_cents: number
  created_at: Date
  settled_at: Date | null
  sort_key: bigint
}

/** What each order sorts by: an integer, then the id. */
const orders: Record<TransferSort, Prisma.Sql> = {
  newest: Prisma.sql`(-(extract(epoch FROM t.created_at) * 1000)::bigint)`,
  oldest: Prisma.sql`(extract(epoch FROM t.created_at) * 1000)::bigint`,
  largest: Prisma.sql`(-t.amount_cents)::bigint`,
}
const statuses: Record<TransferState, readonly TransferView['status'][]> = {
  WAITING: ['DUE', 'SUBMITTING', 'UNKNOWN'],
  SENT: ['SUCCEEDED'],
  FAILED: ['FAILED'],
}

/** What was sent to a payee, or will be. */
export async function listTransfers(
  db: Reader,
  input: {
    payeeId: string
    state: TransferState | null
    sort: TransferSort
    limit: number
    after: ListPosition | null
  },
): Promise<ListPage<TransferView>> {
  const { after, state } = input
  const key = orders[input.sort]
  const rows = await db.$queryRaw<Row[]>`
    SELECT t.id, t.subject_type, t.subject_id, coalesce(o.code, b.code) AS code, t.status::text AS status, t.amount_cents, t.reversed_cents, t.created_at, t.settled_at, ${key} AS sort_key
    FROM transfers t LEFT JOIN orders o ON t.subject_type = 'order' AND o.id = t.subject_id LEFT JOIN bookings b ON t.subject_type = 'booking' AND b.id = t.subject_id
    WHERE t.payee_id = ${input.payeeId}::uuid
      ${state === null ? Prisma.empty : Prisma.sql`AND t.status::text = ANY(${[...statuses[state]]})`}
      ${after === null ? Prisma.empty : Prisma.sql`AND (${key} > ${after.key}::bigint OR (${key} = ${after.key}::bigint AND t.id < ${after.id}::uuid))`}
    ORDER BY ${key}, t.id DESC LIMIT ${input.limit + 1}`
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      id: row.id,
      subjectType: row.subject_type,
      subjectId: row.subject_id,
      code: row.code,
      status: row.status,
      amount: pesos(row.amount_cents),
      reversed: pesos(row.reversed_cents),
      createdAt: row.created_at.toISOString(),
      settledAt: row.settled_at?.toISOString() ?? null,
    })),
    end: rows.length > input.limit && last ? { key: Number(last.sort_key), id: last.id } : null,
  }
}

/** Ours that the provider's list of that time must name. */
export function findSettledSince(
  db: Reader,
  since: Date,
): Promise<{ id: string; providerTransferId: string | null }[]> {
  return db.transfer.findMany({
    where: { status: 'SUCCEEDED', createdAt: { gt: since } },
    select: { id: true, providerTransferId: true },
  })
}

/** What came back for sure, and what may have by now. */
export async function reversedThere(
  db: Reader,
  transferId: string,
): Promise<{ settledCents: number; filedCents: number }> {
  const reversals = await db.transferReversal.findMany({ where: { transferId, status: { not: 'FAILED' } } })
  const sum = (rows: typeof reversals) => rows.reduce((cents, { amountCents }) => cents + amountCents, 0)
  return { settledCents: sum(reversals.filter(({ status }) => status === 'SUCCEEDED')), filedCents: sum(reversals) }
}
