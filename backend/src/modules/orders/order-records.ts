/** An order as it stands in the database, and as its buyer and its seller read it. */
import type { Language } from '../../../../contracts/common.ts'
import type {
  Order,
  OrderCancellationReason,
  OrderDetail,
  OrderReturn,
  OrderStatus,
  SellerOrder,
  ShippingAddress,
} from '../../../../contracts/orders.ts'
import { Prisma } from '../../platform/database/index.ts'
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
export interface OrderRecord {
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
export interface DetailRecord extends OrderRecord {
  timeline: EventRecord[]
  returns: ReturnRecord[]
}

export const columns = Prisma.sql`
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

export const source = Prisma.sql`
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

export const story = Prisma.sql`,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'by', e.by, 'data', e.data, 'at', ${instant('e.created_at')})
     ORDER BY e.created_at, e.id), '[]') FROM order_events e WHERE e.order_id = o.id) AS timeline,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'status', r.status, 'lines', r.lines, 'reason', r.reason, 'decisionNote', r.decision_note,
     'createdAt', ${instant('r.created_at')}, 'decidedAt', ${instant('r.decided_at')}) ORDER BY r.id DESC), '[]')
   FROM order_returns r WHERE r.order_id = o.id) AS returns`

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export function toOrder(row: OrderRecord, reader: ReadBy, language: Language): Order {
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

export function toDetail(row: DetailRecord, reader: ReadBy, language: Language): OrderDetail {
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
export function toSellerOrder(row: DetailRecord, language: Language): SellerOrder {
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
