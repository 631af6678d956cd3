/** One search over everything somebody may complain about. */
import type { CaseFileFilters, CaseFileKind, CaseFileRow } from '../../../../contracts/staff-files.ts'
import { Id } from '../../../../contracts/common.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import type { ListPosition } from '../../platform/pure/list-cursor.ts'
import { pesos } from '../../platform/pure/money.ts'

/** Whom and what the text of a search means, found before the rows are. */
interface Meant {
  text: string
  /** Null when it is no id of ours. */
  id: string | null
  people: string[]
  payments: string[]
  /** What those payments pay for: bookings and purchases. */
  paid: string[]
}
const mostPeople = 200
const likeLiteral = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`)

async function meantBy(db: Reader, text: string): Promise<Meant> {
  const [people, payments] = await Promise.all([
    db.$queryRaw<{ id: string }[]>`
      SELECT id FROM users WHERE name ILIKE ${`%${likeLiteral(text)}%`} OR email ILIKE ${`%${likeLiteral(text)}%`} ORDER BY id DESC LIMIT ${mostPeople}`,
    db.$queryRaw<{ id: string; payableId: string }[]>`
      SELECT p.id, p.payable_id AS "payableId" FROM payments p
      WHERE p.intent_id = ${text} OR p.charge_id = ${text} OR p.id IN (SELECT payment_id FROM refunds WHERE provider_refund_id = ${text})
        OR p.id IN (SELECT payment_id FROM transfers WHERE provider_transfer_id = ${text})
        OR p.intent_id IN (SELECT object_id FROM webhook_events WHERE id = ${text})`,
  ])
  return {
    text,
    id: Id.safeParse(text).success ? text.toLowerCase() : null,
    people: people.map(({ id }) => id),
    payments: payments.map(({ id }) => id),
    paid: payments.map(({ payableId }) => payableId),
  }
}

interface Source {
  columns: Prisma.Sql
  from: Prisma.Sql
  /** Besides `t.id` and whose it is. */
  found(meant: Meant): Prisma.Sql
}
const any = (ids: string[]) => Prisma.sql`ANY (${ids}::uuid[])`
const named = (column: Prisma.Sql, { text }: Meant) => Prisma.sql`${column} ILIKE ${`%${likeLiteral(text)}%`}`
const coded = ({ text }: Meant) => Prisma.sql`t.code LIKE ${`${likeLiteral(text.toUpperCase())}%`}`

const sources: Record<CaseFileKind, Source> = {
  BOOKING: {
    columns: Prisma.sql`t.code, t.status::text AS status, e.title AS about, t.total_cents AS cents, s.starts_at AS "startsAt"`,
    from: Prisma.sql`bookings t JOIN experiences e ON e.id = t.experience_id JOIN slots s ON s.id = t.slot_id JOIN host_profiles h ON h.id = t.host_id`,
    found: (meant) =>
      Prisma.sql`${coded(meant)} OR ${named(Prisma.sql`h.name`, meant)} OR t.id = ${any(meant.paid)} OR t.checkout_id = ${any(meant.paid)}
        OR ${meant.id}::uuid IN (t.checkout_id, t.slot_id, t.host_id, t.experience_id)`,
  },
  ORDER: {
    columns: Prisma.sql`t.code, t.status::text AS status, s.name AS about, t.total_cents AS cents, null::timestamptz AS "startsAt"`,
    from: Prisma.sql`orders t JOIN seller_profiles s ON s.id = t.seller_id`,
    found: (meant) =>
      Prisma.sql`${coded(meant)} OR ${named(Prisma.sql`s.name`, meant)} OR t.checkout_id = ${any(meant.paid)} OR ${meant.id}::uuid IN (t.checkout_id, t.seller_id)`,
  },
  PURCHASE: {
    columns: Prisma.sql`t.code, t.status::text AS status, '' AS about, t.total_cents AS cents, null::timestamptz AS "startsAt"`,
    from: Prisma.sql`checkouts t`,
    found: (meant) => Prisma.sql`${coded(meant)} OR t.id = ${any(meant.paid)}`,
  },
  PAYMENT: {
    columns: Prisma.sql`t.intent_id AS code, t.status::text AS status, '' AS about, t.amount_cents AS cents, null::timestamptz AS "startsAt"`,
    from: Prisma.sql`payments t`,
    found: (meant) => Prisma.sql`t.id = ${any(meant.payments)} OR t.payable_id = ${meant.id}::uuid`,
  },
}

const orders = {
  newest: { key: 'time', down: true },
  oldest: { key: 'time', down: false },
  dearest: { key: 'cents', down: true },
  cheapest: { key: 'cents', down: false },
} as const

interface Row {
  kind: CaseFileKind
  id: string
  code: string | null
  status: string
  userId: string
  name: string | null
  about: string
  cents: number
  startsAt: Date | null
  createdAt: Date
}

const toRow = (row: Row): CaseFileRow => ({
  kind: row.kind,
  id: row.id,
  code: row.code,
  status: row.status,
  person: { id: row.userId, name: row.name ?? '' },
  about: row.about,
  amount: pesos(row.cents),
  startsAt: row.startsAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
})

export interface CaseFileSearch {
  filters: CaseFileFilters
  after: ListPosition | null
  limit: number
}

/** `next` is where this page ended, null on the last one. */
export async function searchCaseFiles(
  db: Reader,
  { filters, after, limit }: CaseFileSearch,
): Promise<{ items: CaseFileRow[]; next: ListPosition | null }> {
  const { kind, q, status, from, until, sort } = filters
  const meant = q ? await meantBy(db, q) : null
  const { key, down } = orders[sort]
  const way = Prisma.raw(down ? 'DESC' : 'ASC')
  const beyond = Prisma.raw(down ? '<' : '>')
  const kinds = kind ? [kind] : (Object.keys(sources) as CaseFileKind[])
  const parts = kinds.map((one) => {
    const { columns, from: tables, found } = sources[one]
    const by =
      key === 'time' ? Prisma.sql`t.created_at` : Prisma.raw(one === 'PAYMENT' ? 't.amount_cents' : 't.total_cents')
    const where = [Prisma.sql`true`]
    if (status) where.push(Prisma.sql`t.status::text = ${status}`)
    if (from) where.push(Prisma.sql`t.created_at >= ${new Date(from)}::timestamptz`)
    if (until) where.push(Prisma.sql`t.created_at < ${new Date(until)}::timestamptz`)
    if (meant)
      where.push(
        Prisma.sql`(t.id = ${meant.id}::uuid OR t.user_id = ${meant.id}::uuid OR t.user_id = ${any(meant.people)} OR ${found(meant)})`,
      )
    if (after) {
      const at = key === 'time' ? Prisma.sql`${new Date(after.key)}::timestamptz` : Prisma.sql`${after.key}::int`
      where.push(Prisma.sql`(${by}, t.id) ${beyond} (${at}, ${after.id}::uuid)`)
    }
    return Prisma.sql`(SELECT ${one} AS kind, t.id, t.user_id AS "userId", t.created_at AS "createdAt", ${columns} FROM ${tables}
      WHERE ${Prisma.join(where, ' AND ')} ORDER BY ${by} ${way}, t.id ${way} LIMIT ${limit + 1})`
  })
  const rows = await db.$queryRaw<Row[]>`
    SELECT f.*, u.name FROM (${Prisma.join(parts, ' UNION ALL ')}) f LEFT JOIN users u ON u.id = f."userId"
    ORDER BY ${key === 'time' ? Prisma.sql`f."createdAt"` : Prisma.sql`f.cents`} ${way}, f.id ${way} LIMIT ${limit + 1}`
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map(toRow),
    next: last ? { key: key === 'time' ? last.createdAt.getTime() : last.cents, id: last.id } : null,
  }
}
