/** Days of a business, counted from its bookings and orders; and the views that are added to them. */
import { Prisma, type Tx } from '../../platform/database/index.ts'

/** The market's own clock: days begin in Oaxaca. */
export const place = 'America/Mexico_City'
const dayOf = (column: string) => Prisma.raw(`(${column} AT TIME ZONE '${place}')::date`)
const midnight = (day: Prisma.Sql) => Prisma.sql`((${day})::timestamp AT TIME ZONE ${Prisma.raw(`'${place}'`)})`

/**
 * What was sold, a row per booking or per product of an order, on the day it was paid. What went back since counts against
 * that day. `within` bounds the moment; `touched` is when the row last changed what it counts for.
 */
function soldRows(within: (column: string, payee: string) => Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT b.host_id AS payee_id, b.experience_id AS listing_id, b.id AS sale_id, ${dayOf('b.confirmed_at')} AS day, b.seats::bigint AS units,
      b.total_cents::bigint AS cents, b.status = 'CANCELLED' AS cancelled, r.cents AS refunded_cents,
      greatest(b.confirmed_at, b.cancelled_at, r.touched) AS touched
    FROM bookings b CROSS JOIN LATERAL (
      SELECT coalesce(sum(f.amount_cents) FILTER (WHERE f.status <> 'FAILED'), 0)::bigint AS cents, max(f.updated_at) AS touched
      FROM payments p JOIN refunds f ON f.payment_id = p.id
      WHERE p.payable_type = CASE WHEN b.checkout_id IS NULL THEN 'booking' ELSE 'checkout' END AND p.payable_id = coalesce(b.checkout_id, b.id)
        AND CASE WHEN b.checkout_id IS NULL THEN f.reason_key NOT IN ('late', 'duplicate', 'cancelled', 'mismatch')
          ELSE f.reason_key LIKE '%:' || b.id END
    ) r
    WHERE b.confirmed_at IS NOT NULL AND ${within('b.confirmed_at', 'b.host_id')}
    UNION ALL
    SELECT o.seller_id, l.product_id, o.id, ${dayOf('o.paid_at')}, sum(l.quantity)::bigint,
      sum(l.quantity * l.unit_price_cents - l.seller_discount_cents)::bigint, o.status IN ('CANCELLED', 'REFUNDED'), sum(l.refunded_cents)::bigint,
      greatest(o.paid_at, o.updated_at, o.cancelled_at)
    FROM orders o JOIN order_lines l ON l.order_id = o.id
    WHERE o.paid_at IS NOT NULL AND ${within('o.paid_at', 'o.seller_id')}
    GROUP BY o.id, l.product_id`
}

/** Of `sold`: a row per listing and day, and one per day of the whole business, which has the business's own id. */
const counted = Prisma.sql`
  SELECT payee_id, listing_id, day, count(*)::int AS sales, sum(units)::int AS units, sum(cents)::bigint AS sales_cents,
    count(*) FILTER (WHERE cancelled)::int AS cancelled, sum(refunded_cents)::bigint AS refunded_cents, max(touched) AS touched
  FROM sold GROUP BY payee_id, listing_id, day
  UNION ALL
  SELECT payee_id, payee_id, day, count(DISTINCT sale_id)::int, sum(units)::int, sum(cents)::bigint,
    count(DISTINCT sale_id) FILTER (WHERE cancelled)::int, sum(refunded_cents)::bigint, max(touched)
  FROM sold GROUP BY payee_id, day`

/** One at a time per business: who counts later sees what the one before saw, and more. */
async function lockFigures(tx: Tx, payeeId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`insights:${payeeId}`}, 0))`
}

/** Counts a business's days again, from `from` to `to`; views stay. However often, it comes out as the rows say. */
export async function recount(tx: Tx, payeeId: string, days: { from: string; to: string }): Promise<void> {
  await lockFigures(tx, payeeId)
  const within = (column: string, payee: string) => Prisma.sql`${Prisma.raw(payee)} = ${payeeId}::uuid
    AND ${Prisma.raw(column)} >= ${midnight(Prisma.sql`${days.from}::date`)} AND ${Prisma.raw(column)} < ${midnight(Prisma.sql`${days.to}::date + 1`)}`
  await tx.$executeRaw`
    WITH sold AS MATERIALIZED (${soldRows(within)}), counted AS MATERIALIZED (${counted}),
    gone AS (
      UPDATE daily_figures f SET sales = 0, units = 0, sales_cents = 0, cancelled = 0, refunded_cents = 0
      WHERE f.payee_id = ${payeeId}::uuid AND f.day BETWEEN ${days.from}::date AND ${days.to}::date
        AND (f.sales, f.units, f.sales_cents, f.cancelled, f.refunded_cents) <> (0, 0, 0, 0, 0)
        AND NOT EXISTS (SELECT 1 FROM counted c WHERE c.listing_id = f.listing_id AND c.day = f.day)
    )
    INSERT INTO daily_figures AS f (payee_id, listing_id, day, sales, units, sales_cents, cancelled, refunded_cents)
    SELECT payee_id, listing_id, day, sales, units, sales_cents, cancelled, refunded_cents FROM counted ORDER BY day, listing_id
    ON CONFLICT (payee_id, day, listing_id) DO UPDATE SET sales = excluded.sales, units = excluded.units, sales_cents = excluded.sales_cents,
      cancelled = excluded.cancelled, refunded_cents = excluded.refunded_cents
    WHERE (f.sales, f.units, f.sales_cents, f.cancelled, f.refunded_cents)
      <> (excluded.sales, excluded.units, excluded.sales_cents, excluded.cancelled, excluded.refunded_cents)`
}

/** Whose and of which day a sale is; null until it was paid. */
export async function dayOfSale(
  tx: Tx,
  sale: { bookingId: string } | { orderId: string },
): Promise<{ payeeId: string; day: string } | null> {
  const [row] =
    'bookingId' in sale
      ? await tx.$queryRaw<{ payeeId: string; day: string }[]>`
          SELECT host_id AS "payeeId", ${dayOf('confirmed_at')}::text AS day FROM bookings WHERE id = ${sale.bookingId}::uuid AND confirmed_at IS NOT NULL`
      : await tx.$queryRaw<{ payeeId: string; day: string }[]>`
          SELECT seller_id AS "payeeId", ${dayOf('paid_at')}::text AS day FROM orders WHERE id = ${sale.orderId}::uuid AND paid_at IS NOT NULL`
  return row ?? null
}

/** Every business that ever sold or was looked at. */
export async function businesses(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT h.id FROM host_profiles h WHERE EXISTS (SELECT 1 FROM bookings b WHERE b.host_id = h.id AND b.confirmed_at IS NOT NULL)
    UNION SELECT s.id FROM seller_profiles s WHERE EXISTS (SELECT 1 FROM orders o WHERE o.seller_id = s.id AND o.paid_at IS NOT NULL)
    UNION SELECT payee_id FROM daily_figures ORDER BY 1`
  return rows.map(({ id }) => id)
}

/** Views of a batch are added to today, of each listing and of its business: once per batch. */
export function addViews(batch: { key: string; listingIds: string[]; views: number[] }): Prisma.Sql {
  return Prisma.sql`
    WITH fresh AS (INSERT INTO counted_events (key, at) VALUES (${batch.key}, app_now()) ON CONFLICT (key) DO NOTHING RETURNING key),
    seen AS (
      SELECT s.id, s.views, coalesce(e.host_id, p.seller_id) AS payee_id
      FROM unnest(${batch.listingIds}::uuid[], ${batch.views}::int[]) AS s (id, views)
      LEFT JOIN experiences e ON e.id = s.id LEFT JOIN products p ON p.id = s.id
    ),
    added AS (
      SELECT payee_id, id AS listing_id, views FROM seen
      UNION ALL SELECT payee_id, payee_id, sum(views)::int FROM seen GROUP BY payee_id
    )
    INSERT INTO daily_figures AS f (payee_id, listing_id, day, views)
    SELECT a.payee_id, a.listing_id, ${dayOf('app_now()')}, a.views FROM added a CROSS JOIN fresh WHERE a.payee_id IS NOT NULL
    ORDER BY a.payee_id, a.listing_id
    ON CONFLICT (payee_id, day, listing_id) DO UPDATE SET views = f.views + excluded.views`
}

/** Batches that nobody can write again. */
export async function forgetBatches(tx: Tx): Promise<void> {
  await tx.$executeRaw`DELETE FROM counted_events WHERE at < app_now() - interval '2 days'`
}

/** For the guarantee: days of the last weeks whose rows have not changed for a while differ from what was counted. */
export const differingDays = `
  WITH sold AS MATERIALIZED (${textOf(
    soldRows((column) => Prisma.raw(`${column} >= date_trunc('day', app_now() - interval '14 days', '${place}')`)),
  )}), counted AS (${textOf(counted)})
  SELECT c.payee_id, c.listing_id, c.day, c.sales, f.sales AS counted_sales, c.sales_cents, f.sales_cents AS counted_cents
  FROM counted c LEFT JOIN daily_figures f USING (payee_id, listing_id, day)
  WHERE c.touched < app_now() - interval '15 minutes'
    AND (f.sales, f.units, f.sales_cents, f.cancelled, f.refunded_cents)
      IS DISTINCT FROM (c.sales, c.units, c.sales_cents, c.cancelled, c.refunded_cents)
  UNION ALL
  SELECT f.payee_id, f.listing_id, f.day, c.sales, f.sales, c.sales_cents, f.sales_cents
  FROM daily_figures f LEFT JOIN counted c USING (payee_id, listing_id, day)
  WHERE f.day > (app_now() AT TIME ZONE '${place}')::date - 13 AND f.sales > 0 AND c.payee_id IS NULL`

/** Statements without parameters as text. */
function textOf(sql: Prisma.Sql): string {
  if (sql.values.length > 0) throw new Error('a statement with parameters has no text of its own')
  return sql.sql
}
