/** What dashboards show: counted days, and what waits today, each by an index of its own. */
import type { Language } from '../../../../contracts/common.ts'
import type { HostDashboard, SellerDashboard } from '../../../../contracts/insights.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { localText } from '../../platform/database/local-text.ts'
import { pesos } from '../../platform/pure/money.ts'
import { place } from './figures.repository.ts'
import { type DayFigures, ratio } from './periods.rules.ts'

const zone = Prisma.raw(`'${place}'`)

export async function today(db: Reader): Promise<string> {
  const [row] = await db.$queryRaw<{ day: string }[]>`SELECT (app_now() AT TIME ZONE ${zone})::date::text AS day`
  return row?.day ?? ''
}

type Row = Omit<DayFigures, 'salesCents' | 'refundedCents' | 'seatsTaken' | 'seatsOffered'> & {
  salesCents: string
  refundedCents: string
}

/** The business's own row of each day. */
export async function dailyFigures(db: Reader, payeeId: string, from: string): Promise<DayFigures[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT day::text AS day, sales, units, sales_cents::text AS "salesCents", cancelled, refunded_cents::text AS "refundedCents", views
    FROM daily_figures WHERE payee_id = ${payeeId}::uuid AND listing_id = ${payeeId}::uuid AND day >= ${from}::date ORDER BY day`
  return rows.map((row) => ({
    ...row,
    salesCents: Number(row.salesCents),
    refundedCents: Number(row.refundedCents),
    seatsTaken: 0,
    seatsOffered: 0,
  }))
}

/** Seats of the times that took place, or will, from a day until the end of today's. */
export async function dailySeats(
  db: Reader,
  hostId: string,
  days: { from: string; to: string },
): Promise<DayFigures[]> {
  const rows = await db.$queryRaw<{ day: string; seatsTaken: number; seatsOffered: number }[]>`
    SELECT (s.starts_at AT TIME ZONE ${zone})::date::text AS day, sum(s.taken)::int AS "seatsTaken", sum(s.capacity)::int AS "seatsOffered"
    FROM experiences e JOIN slots s ON s.experience_id = e.id
    WHERE e.host_id = ${hostId}::uuid AND s.state <> 'CANCELLED' AND s.starts_at >= (${days.from}::date::timestamp AT TIME ZONE ${zone})
      AND s.starts_at < ((${days.to}::date + 1)::timestamp AT TIME ZONE ${zone})
    GROUP BY 1`
  return rows.map((row) => ({ ...row, sales: 0, units: 0, salesCents: 0, cancelled: 0, refundedCents: 0, views: 0 }))
}

const mostListings = 10

/** What sold most since a day, then what was looked at most. */
export async function bestListings(
  db: Reader,
  input: { payeeId: string; from: string; kind: 'HOST' | 'SELLER'; language: Language },
): Promise<HostDashboard['listings']> {
  const { payeeId, from, kind, language } = input
  const source =
    kind === 'HOST'
      ? Prisma.sql`SELECT e.id, ${localText(language, 'e', Prisma.sql`e.title`, 'title')} AS title, e.slug, e.images[1] AS image FROM experiences e WHERE e.host_id = ${payeeId}::uuid`
      : Prisma.sql`SELECT p.id, ${localText(language, 'p', Prisma.sql`p.name`, 'name')} AS title, p.slug, p.images[1] AS image FROM products p WHERE p.seller_id = ${payeeId}::uuid`
  const rows = await db.$queryRaw<
    {
      id: string
      title: string
      slug: string
      image: string | null
      sales: number
      units: number
      cents: string
      views: number
    }[]
  >`
    WITH best AS (
      SELECT listing_id, sum(sales)::int AS sales, sum(units)::int AS units, sum(sales_cents)::bigint AS cents, sum(views)::int AS views
      FROM daily_figures WHERE payee_id = ${payeeId}::uuid AND listing_id <> ${payeeId}::uuid AND day >= ${from}::date
      GROUP BY listing_id ORDER BY cents DESC, views DESC, listing_id LIMIT ${mostListings}
    )
    SELECT l.*, b.sales, b.units, b.cents::text AS cents, b.views FROM best b JOIN (${source}) l ON l.id = b.listing_id
    ORDER BY b.cents DESC, b.views DESC, b.listing_id`
  return rows.map(({ cents, ...row }) => ({
    ...row,
    revenue: pesos(Number(cents)),
    conversion: ratio(row.sales, row.views),
  }))
}

export async function unansweredQuestions(db: Reader, payeeId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM questions WHERE payee_id = ${payeeId}::uuid AND answer IS NULL AND hidden_at IS NULL`
  return row?.count ?? 0
}

/** The times of a day with somebody coming. */
export async function arrivals(
  db: Reader,
  input: { hostId: string; day: string; language: Language },
): Promise<HostDashboard['today']['arrivals']> {
  type Arrival = HostDashboard['today']['arrivals'][number]
  const rows = await db.$queryRaw<(Omit<Arrival, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date })[]>`
    SELECT s.id AS "slotId", e.id AS "experienceId", ${localText(input.language, 'e', Prisma.sql`e.title`, 'title')} AS title,
      s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.capacity, b.bookings, b.seats, b.admitted
    FROM experiences e JOIN slots s ON s.experience_id = e.id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS bookings, coalesce(sum(b.seats), 0)::int AS seats,
        coalesce(sum((SELECT count(*) FROM tickets t WHERE t.booking_id = b.id AND t.admitted_at IS NOT NULL)), 0)::int AS admitted
      FROM bookings b WHERE b.slot_id = s.id AND b.status IN ('CONFIRMED', 'COMPLETED')
    ) b
    WHERE e.host_id = ${input.hostId}::uuid AND s.state <> 'CANCELLED' AND b.bookings > 0
      AND s.starts_at >= (${input.day}::date::timestamp AT TIME ZONE ${zone})
      AND s.starts_at < ((${input.day}::date + 1)::timestamp AT TIME ZONE ${zone})
    ORDER BY s.starts_at, s.id`
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() }))
}

export async function shopToday(
  db: Reader,
  sellerId: string,
): Promise<Pick<SellerDashboard['today'], 'toAccept' | 'toShip' | 'openReturns' | 'lowStock'>> {
  const [row] = await db.$queryRaw<
    {
      toAccept: number
      nextBy: Date | null
      toShip: number
      oldestAcceptedAt: Date | null
      openReturns: number
      lowStock: number
    }[]
  >`
    SELECT o.*, (SELECT count(*)::int FROM order_returns r JOIN orders o ON o.id = r.order_id
        WHERE r.status IN ('REQUESTED', 'ACCEPTED') AND o.seller_id = ${sellerId}::uuid) AS "openReturns",
      (SELECT count(*)::int FROM products p JOIN product_variants v ON v.product_id = p.id
        WHERE p.seller_id = ${sellerId}::uuid AND p.status = 'ACTIVE' AND v.active AND v.on_hand - v.reserved <= p.low_stock_at) AS "lowStock"
    FROM (
      SELECT count(*) FILTER (WHERE status = 'PAID')::int AS "toAccept", min(accept_by) FILTER (WHERE status = 'PAID') AS "nextBy",
        count(*) FILTER (WHERE status = 'PROCESSING')::int AS "toShip", min(accepted_at) FILTER (WHERE status = 'PROCESSING') AS "oldestAcceptedAt"
      FROM orders WHERE seller_id = ${sellerId}::uuid AND paid_at IS NOT NULL AND status IN ('PAID', 'PROCESSING')
    ) o`
  return {
    toAccept: { count: row?.toAccept ?? 0, nextBy: row?.nextBy?.toISOString() ?? null },
    toShip: { count: row?.toShip ?? 0, oldestAcceptedAt: row?.oldestAcceptedAt?.toISOString() ?? null },
    openReturns: row?.openReturns ?? 0,
    lowStock: row?.lowStock ?? 0,
  }
}
