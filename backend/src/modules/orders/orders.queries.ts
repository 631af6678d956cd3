/** Orders as buyers and sellers see them. */
import type { Language } from '../../../../contracts/common.ts'
import type {
  Order,
  OrderCancellationReason,
  OrderDetail,
  OrderReturn,
  OrderStatus,
  SellerOrder,
  SellerOrderFilters,
  sellerOrderViews,
  ShippingAddress,
} from '../../../../contracts/orders.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import type { Keyset } from '../../platform/pure/keyset-cursor.ts'
import { pesos } from '../../platform/pure/money.ts'
import { trackingOf } from './carriers.rules.ts'
import { actionsFor, type Reader as ReadBy } from './order-actions.rules.ts'
import type { EventBy } from './order-events.rules.ts'
import { addParts, partOf, type PricedLine } from './refund-parts.rules.ts'
import { type EventData, timelineText } from './timeline-texts.rules.ts'

interface Bilingual {
  es: string
  en: string
}
interface LineRecord extends PricedLine {
  id: string
  productId: string
  variantId: string
  slug: string
  name: Bilingual
  variantLabel: Bilingual
  image: string | null
  leadTimeDays: number
  ageRestricted: boolean
  refundedQuantity: number
  refundedCents: number
}
interface EventRecord {
  id: string
  kind: string
  by: EventBy
  data: EventData
  at: string
}
interface ReturnRecord {
  id: string
  status: OrderReturn['status']
  lines: OrderReturn['lines']
  reason: string
  decisionNote: string | null
  createdAt: string
  decidedAt: string | null
}
interface OrderRecord {
  id: string
  code: string
  checkoutId: string
  status: OrderStatus
  subtotalCents: number
  discountCents: number
  shippingCents: number
  totalCents: number
  refundedCents: number
  delivery: 'SHIPPING' | 'PICKUP'
  shippingAddress: ShippingAddress | null
  pickupPoint: {
    id: string
    kind: 'WORKSHOP' | 'STALL'
    name: Bilingual
    address: string
    lat: number
    lng: number
    openingHours: Bilingual
  } | null
  shippingOffer: { label: Bilingual; minDays: number; maxDays: number } | null
  carrier: string | null
  trackingNumber: string | null
  cancelReason: OrderCancellationReason | null
  cancelNote: string | null
  cancelledAt: Date | null
  holdExpiresAt: Date | null
  paidAt: Date | null
  acceptBy: Date | null
  shippedAt: Date | null
  deliveredAt: Date | null
  completedAt: Date | null
  returnableUntil: Date | null
  createdAt: Date
  sellerId: string
  sellerSlug: string
  sellerName: string
  sellerTown: string
  sellerVerified: boolean
  buyerName: string
  openReturn: OrderReturn['status'] | null
  lines: LineRecord[]
  parcelGrams: number
  now: Date
}
interface DetailRecord extends OrderRecord {
  timeline: EventRecord[]
  returns: ReturnRecord[]
}

const columns = Prisma.sql`
  o.id, o.code, o.checkout_id AS "checkoutId",
  o.status::text AS status,
  o.subtotal_cents AS "subtotalCents", o.discount_cents AS "discountCents", o.shipping_cents AS "shippingCents", o.total_cents AS "totalCents",
  o.refunded_cents AS "refundedCents", o.delivery::text AS delivery, o.shipping_address AS "shippingAddress", o.pickup_point AS "pickupPoint",
  o.shipping_offer AS "shippingOffer", o.carrier, o.tracking_number AS "trackingNumber", o.cancel_reason::text AS "cancelReason",
  o.cancel_note AS "cancelNote", o.cancelled_at AS "cancelledAt",
  CASE WHEN o.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED') THEN c.hold_expires_at END AS "holdExpiresAt",
  o.paid_at AS "paidAt", o.accept_by AS "acceptBy", o.shipped_at AS "shippedAt", o.delivered_at AS "deliveredAt", o.completed_at AS "completedAt",
  o.delivered_at + make_interval(days => o.return_days) AS "returnableUntil", o.created_at AS "createdAt",
  s.id AS "sellerId", s.slug AS "sellerSlug", s.name AS "sellerName", s.town AS "sellerTown", s.verified AS "sellerVerified",
  u.name AS "buyerName", l.lines, l.grams AS "parcelGrams", app_now() AS now,
  (SELECT r.status::text FROM order_returns r WHERE r.order_id = o.id AND r.status IN ('REQUESTED', 'ACCEPTED')) AS "openReturn"`

const source = Prisma.sql`
  FROM orders o
  JOIN checkouts c ON c.id = o.checkout_id
  JOIN seller_profiles s ON s.id = o.seller_id
  JOIN users u ON u.id = o.user_id
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'productId', l.product_id, 'variantId', l.variant_id, 'slug', p.slug, 'name', l.name,
      'variantLabel', l.variant_label, 'image', l.image, 'quantity', l.quantity, 'unitPriceCents', l.unit_price_cents,
      'platformDiscountCents', l.platform_discount_cents, 'sellerDiscountCents', l.seller_discount_cents, 'commissionCents', l.commission_cents,
      'leadTimeDays', coalesce(l.lead_time_days, p.lead_time_days), 'ageRestricted', coalesce(l.age_restricted, p.age_restricted),
      'refundedQuantity', l.refunded_quantity, 'refundedCents', l.refunded_cents) ORDER BY l.id), '[]') AS lines,
      coalesce(sum((l.quantity - l.refunded_quantity) * coalesce(v.weight_grams, p.weight_grams)), 0)::int AS grams
    FROM order_lines l JOIN products p ON p.id = l.product_id JOIN product_variants v ON v.id = l.variant_id WHERE l.order_id = o.id
  ) l`

const instant = (column: string) => Prisma.raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

const story = Prisma.sql`,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'by', e.by, 'data', e.data, 'at', ${instant('e.created_at')})
     ORDER BY e.created_at, e.id), '[]') FROM order_events e WHERE e.order_id = o.id) AS timeline,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'status', r.status, 'lines', r.lines, 'reason', r.reason, 'decisionNote', r.decision_note,
     'createdAt', ${instant('r.created_at')}, 'decidedAt', ${instant('r.decided_at')}) ORDER BY r.id DESC), '[]')
   FROM order_returns r WHERE r.order_id = o.id) AS returns`

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

function toOrder(row: OrderRecord, reader: ReadBy, language: Language): Order {
  const point = row.pickupPoint
  const offer = row.shippingOffer
  return {
    id: row.id,
    code: row.code,
    checkoutId: row.checkoutId,
    status: row.status,
    seller: {
      id: row.sellerId,
      slug: row.sellerSlug,
      name: row.sellerName,
      town: row.sellerTown,
      verified: row.sellerVerified,
    },
    items: row.lines.map((line) => ({
      lineId: line.id,
      productId: line.productId,
      variantId: line.variantId,
      slug: line.slug,
      name: line.name[language],
      variantLabel: line.variantLabel[language],
      image: line.image,
      quantity: line.quantity,
      unitPrice: pesos(line.unitPriceCents),
      discount: pesos(line.platformDiscountCents + line.sellerDiscountCents),
      leadTimeDays: line.leadTimeDays,
      ageRestricted: line.ageRestricted,
      refundedQuantity: line.refundedQuantity,
      refunded: pesos(line.refundedCents),
    })),
    subtotal: pesos(row.subtotalCents),
    discount: pesos(row.discountCents),
    shipping: pesos(row.shippingCents),
    total: pesos(row.totalCents),
    refunded: pesos(row.refundedCents),
    delivery: row.delivery,
    shippingAddress: row.shippingAddress,
    pickupPoint: point && {
      id: point.id,
      kind: point.kind,
      name: point.name[language],
      address: point.address,
      location: { lat: point.lat, lng: point.lng },
      openingHours: point.openingHours[language],
    },
    shippingOffer: offer && { label: offer.label[language], minDays: offer.minDays, maxDays: offer.maxDays },
    shipment:
      row.carrier && row.trackingNumber
        ? {
            carrier: row.carrier,
            trackingNumber: row.trackingNumber,
            ...trackingOf(row.carrier, row.trackingNumber),
          }
        : null,
    cancellation:
      row.cancelReason && row.cancelledAt
        ? { reason: row.cancelReason, note: row.cancelNote, at: row.cancelledAt.toISOString() }
        : null,
    holdExpiresAt: iso(row.holdExpiresAt),
    paidAt: iso(row.paidAt),
    acceptBy: iso(row.acceptBy),
    shippedAt: iso(row.shippedAt),
    deliveredAt: iso(row.deliveredAt),
    completedAt: iso(row.completedAt),
    returnableUntil: iso(row.returnableUntil),
    createdAt: row.createdAt.toISOString(),
    actions: actionsFor(reader, {
      ...row,
      piecesLeft: row.lines.reduce((sum, line) => sum + line.quantity - line.refundedQuantity, 0),
    }),
  }
}

function toDetail(row: DetailRecord, reader: ReadBy, language: Language): OrderDetail {
  return {
    ...toOrder(row, reader, language),
    timeline: row.timeline.map(({ id, kind, by, data, at }) => ({
      id,
      kind,
      by,
      text: timelineText(kind, data, language),
      at,
    })),
    returns: row.returns,
  }
}

/** What the order leaves the seller, from the lines as they stand: what went back is theirs no longer, nor its commission. */
function toSellerOrder(row: DetailRecord, language: Language): SellerOrder {
  const kept = addParts(
    row.lines.map((line) => partOf(line, line.refundedQuantity, line.quantity - line.refundedQuantity)),
  )
  const refundedOnLines = row.lines.reduce((sum, line) => sum + line.refundedCents, 0)
  const keptShipping = row.shippingCents - (row.refundedCents - refundedOnLines)
  const earned = row.paidAt ? kept.priceCents - kept.sellerDiscountCents - kept.commissionCents + keptShipping : 0
  return {
    ...toDetail(row, 'SELLER', language),
    buyer: { name: row.buyerName },
    parcelGrams: row.parcelGrams,
    commission: pesos(kept.commissionCents),
    sellerShare: pesos(Math.max(0, earned)),
  }
}

/** Every order of a purchase, as its buyer sees them. */
export async function listOrdersOf(db: Reader, checkoutId: string, language: Language): Promise<Order[]> {
  const rows = await db.$queryRaw<
    OrderRecord[]
  >`SELECT ${columns} ${source} WHERE o.checkout_id = ${checkoutId}::uuid ORDER BY s.name, o.id`
  return rows.map((row) => toOrder(row, 'BUYER', language))
}

/** Null when there is none, or it is somebody else's. */
export async function findOrder(
  db: Reader,
  input: { id: string; userId: string; language: Language },
): Promise<OrderDetail | null> {
  const [row] = await db.$queryRaw<
    DetailRecord[]
  >`SELECT ${columns} ${story} ${source} WHERE o.id = ${input.id}::uuid AND o.user_id = ${input.userId}::uuid`
  return row ? toDetail(row, 'BUYER', input.language) : null
}

/** For the house itself: whoever's it is. */
export async function findOrderForMail(
  db: Reader,
  id: string,
  language: Language,
): Promise<{ order: Order; buyerName: string } | null> {
  const [row] = await db.$queryRaw<OrderRecord[]>`SELECT ${columns} ${source} WHERE o.id = ${id}::uuid`
  return row ? { order: toOrder(row, 'BUYER', language), buyerName: row.buyerName } : null
}

interface PageInput {
  language: Language
  status?: OrderStatus | undefined
  limit: number
  after: Keyset | null
}
const from = (after: Keyset | null) =>
  after ? Prisma.sql`AND (o.created_at, o.id) < (${after.at}, ${after.id}::uuid)` : Prisma.empty
const inStatus = (status: OrderStatus | undefined) =>
  status ? Prisma.sql`AND o.status = ${status}::"OrderStatus"` : Prisma.empty

function pageOf<Row extends { createdAt: Date; id: string }, Item>(
  rows: Row[],
  limit: number,
  toItem: (row: Row) => Item,
): { items: Item[]; next: Keyset | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(toItem),
    next: rows.length > limit && last ? { at: last.createdAt, id: last.id } : null,
  }
}

/** One's own, latest first. */
export async function listOrders(db: Reader, input: PageInput & { userId: string }) {
  const rows = await db.$queryRaw<OrderRecord[]>`
    SELECT ${columns} ${source} WHERE o.user_id = ${input.userId}::uuid ${inStatus(input.status)} ${from(input.after)}
    ORDER BY o.created_at DESC, o.id DESC LIMIT ${input.limit + 1}`
  return pageOf(rows, input.limit, (row) => toOrder(row, 'BUYER', input.language))
}

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

/** Who is told that an order moved, and what it shows. */
export async function moverFacts(db: Reader, checkoutId: string) {
  return db.$queryRaw<{ id: string; status: OrderStatus; userId: string; sellerId: string; productIds: string[] }[]>`
    SELECT o.id, o.status::text AS status, o.user_id AS "userId", o.seller_id AS "sellerId",
      (SELECT array_agg(DISTINCT l.product_id::text) FROM order_lines l WHERE l.order_id = o.id) AS "productIds"
    FROM orders o WHERE o.checkout_id = ${checkoutId}::uuid`
}

export async function overdueOrders(db: Reader, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<
    { id: string }[]
  >`SELECT id FROM orders WHERE status = 'PAID' AND accept_by <= app_now() ORDER BY accept_by LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

export interface ExportedLine {
  code: string
  status: OrderStatus
  paidAt: string
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
 * of its order. Dates are days in Oaxaca. What is paid meanwhile is of the next download.
 */
export async function linesForExport(
  db: Reader,
  input: { sellerId: string; language: Language; after: ExportPlace | null } & Parameters<typeof ofSeller>[1],
): Promise<{ items: ExportedLine[]; nextCursor: ExportPlace | null }> {
  const { after } = input
  const beyond = after ? Prisma.sql`AND (o.paid_at, o.id) < (${after.paidAt}, ${after.id}::uuid)` : Prisma.empty
  const rows = await db.$queryRaw<(ExportedLine & { orderId: string; orderPaidAt: Date })[]>`
    SELECT o.id AS "orderId", o.paid_at AS "orderPaidAt", o.code, o.status::text AS status, to_char(o.paid_at AT TIME ZONE ${zone}, 'YYYY-MM-DD HH24:MI') AS "paidAt", o.buyer_name AS "buyerName",
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
    items: rows.map(({ orderId: _, orderPaidAt: __, ...line }) => line),
    nextCursor: last ? { paidAt: last.orderPaidAt, id: last.orderId } : null,
  }
}
