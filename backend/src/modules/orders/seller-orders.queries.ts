/** Orders as workshops see them: what was paid for. */
import type { Language } from '../../../../contracts/common.ts'
import type { OrderStatus, SellerOrder, SellerOrderFilters, sellerOrderViews } from '../../../../contracts/orders.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { columns, type DetailRecord, source, story, toSellerOrder } from './order-records.ts'
import { from, inStatus, type PageInput, pageOf } from './order-pages.ts'

type View = (typeof sellerOrderViews)[number]
const returnOpen = Prisma.sql`EXISTS (SELECT 1 FROM order_returns r WHERE r.order_id = o.id AND r.status IN ('REQUESTED', 'ACCEPTED'))`
/** The last word on a refund is that the bank did not take it. */
const refundStuck = Prisma.sql`
  (SELECT e.kind FROM order_events e WHERE e.order_id = o.id AND e.kind IN ('REFUNDED', 'REFUND_FAILED') ORDER BY e.created_at DESC, e.id DESC LIMIT 1) = 'REFUND_FAILED'`
/** What a seller works through: each order they were paid for is in one of the first three or the last, troubled ones in `problems` too. */
const views: Record<View, Prisma.Sql> = {
  new: Prisma.sql`o.status = 'PAID'`,
  'to-ship': Prisma.sql`o.status = 'PROCESSING'`,
  shipped: Prisma.sql`o.status = 'SHIPPED'`,
  problems: Prisma.sql`(${returnOpen} OR ${refundStuck})`,
  done: Prisma.sql`o.status IN ('DELIVERED', 'CANCELLED', 'REFUNDED') AND NOT ${returnOpen}`,
}

const zone = Prisma.raw(`'America/Mexico_City'`)

/** What was never paid is none of theirs. `u` is the buyer; each word must be somewhere in code, buyer or pieces. */
function ofSeller(
  sellerId: string,
  filters: Omit<SellerOrderFilters, 'q'> & { words?: readonly string[] },
): Prisma.Sql {
  const { status, view, delivery, from: first, to: last, words = [] } = filters
  const where = [Prisma.sql`o.seller_id = ${sellerId}::uuid AND o.paid_at IS NOT NULL ${inStatus(status)}`]
  if (view) where.push(views[view])
  if (delivery) where.push(Prisma.sql`o.delivery = ${delivery}::"DeliveryKind"`)
  if (first) where.push(Prisma.sql`o.paid_at >= (${first}::date::timestamp AT TIME ZONE ${zone})`)
  if (last) where.push(Prisma.sql`o.paid_at < ((${last}::date + 1)::timestamp AT TIME ZONE ${zone})`)
  for (const word of words)
    where.push(Prisma.sql`plain_text(o.code || ' ' || u.name || ' ' || (
      SELECT string_agg((w.name ->> 'es') || ' ' || (w.name ->> 'en'), ' ') FROM order_lines w WHERE w.order_id = o.id
    )) LIKE '%' || plain_text(${word}) || '%'`)
  return Prisma.join(where, ' AND ')
}

/** A workshop's orders. */
export async function listSellerOrders(
  db: Reader,
  input: PageInput & { sellerId: string; sort?: 'newest' | 'oldest' } & Parameters<typeof ofSeller>[1],
) {
  const { after, sort = 'newest' } = input
  const oldest = after ? Prisma.sql`AND (o.created_at, o.id) > (${after.at}, ${after.id}::uuid)` : Prisma.empty
  const rows = await db.$queryRaw<DetailRecord[]>`
    SELECT ${columns} ${story} ${source}
    WHERE ${ofSeller(input.sellerId, input)} ${sort === 'oldest' ? oldest : from(after)}
    ORDER BY ${sort === 'oldest' ? Prisma.sql`o.created_at, o.id` : Prisma.sql`o.created_at DESC, o.id DESC`} LIMIT ${input.limit + 1}`
  return pageOf(rows, input.limit, (row) => toSellerOrder(row, input.language))
}

/** Null when there is none, it was never paid, or (with `sellerId`) it is another workshop's. */
export async function findSellerOrder(
  db: Reader,
  input: { id: string; sellerId: string | null; language: Language },
): Promise<SellerOrder | null> {
  const own = input.sellerId ? Prisma.sql`AND o.seller_id = ${input.sellerId}::uuid` : Prisma.empty
  const [row] = await db.$queryRaw<
    DetailRecord[]
  >`SELECT ${columns} ${story} ${source} WHERE o.id = ${input.id}::uuid AND o.paid_at IS NOT NULL ${own}`
  return row ? toSellerOrder(row, input.language) : null
}

export interface ExportedLine {
  code: string
  status: OrderStatus
  paidAt: Date
  buyerName: string
  name: string
  variantLabel: string
  quantity: number
  unitPriceCents: number
  sellerDiscountCents: number
  refundedQuantity: number
  refundedCents: number
  commissionCents: number
  shippingCents: number
  delivery: 'SHIPPING' | 'PICKUP'
  city: string
  carrier: string
  trackingNumber: string
}
/** The order after which a spreadsheet goes on. */
export interface ExportPlace {
  paidAt: Date
  id: string
}
/** Of at most fifty lines each. */
const ordersAtOnce = 200

/**
 * Some orders of a spreadsheet, whole: a row per line of what was paid for, latest first; shipping stands on the first line
 * of its order. Dates asked for are days in Oaxaca. What is paid meanwhile is of the next download.
 */
export async function linesForExport(
  db: Reader,
  input: { sellerId: string; language: Language; after: ExportPlace | null } & Parameters<typeof ofSeller>[1],
): Promise<{ items: ExportedLine[]; nextCursor: ExportPlace | null }> {
  const { after } = input
  const beyond = after ? Prisma.sql`AND (o.paid_at, o.id) < (${after.paidAt}, ${after.id}::uuid)` : Prisma.empty
  const rows = await db.$queryRaw<(ExportedLine & { orderId: string })[]>`
    SELECT o.id AS "orderId", o.code, o.status::text AS status, o.paid_at AS "paidAt", o.buyer_name AS "buyerName",
      l.name ->> ${input.language} AS name, coalesce(l.variant_label ->> ${input.language}, '') AS "variantLabel", l.quantity,
      l.unit_price_cents AS "unitPriceCents", l.seller_discount_cents AS "sellerDiscountCents", l.refunded_quantity AS "refundedQuantity",
      l.refunded_cents AS "refundedCents", l.commission_cents AS "commissionCents",
      CASE WHEN row_number() OVER (PARTITION BY o.id ORDER BY l.id) = 1 THEN o.shipping_cents ELSE 0 END AS "shippingCents",
      o.delivery::text AS delivery, coalesce(o.shipping_address ->> 'city', '') AS city, coalesce(o.carrier, '') AS carrier,
      coalesce(o.tracking_number, '') AS "trackingNumber"
    FROM (
      SELECT o.*, u.name AS buyer_name FROM orders o JOIN users u ON u.id = o.user_id
      WHERE ${ofSeller(input.sellerId, input)} ${beyond} ORDER BY o.paid_at DESC, o.id DESC LIMIT ${ordersAtOnce}
    ) o JOIN order_lines l ON l.order_id = o.id
    ORDER BY o.paid_at DESC, o.id DESC, l.id`
  const last = rows.at(-1)
  return {
    items: rows.map(({ orderId: _, ...line }) => line),
    nextCursor: last ? { paidAt: last.paidAt, id: last.orderId } : null,
  }
}
