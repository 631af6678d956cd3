/** The rows of a demo order, its lines, events, movements, refunds and returns. */
import { acceptWithinHours } from '../../backend/src/modules/orders/index.ts'
import { addSeconds } from '../../backend/src/platform/pure/time.ts'
import type { DemoLine, DemoOrder } from './demo-order.ts'
import { derivedId, derivedProviderId } from './derived.ts'

const hourSeconds = 3600
/** From our request to the provider's word. */
const refundTakesSeconds = 5

export type By = 'BUYER' | 'SELLER' | 'STAFF' | 'SYSTEM'
/** What is given back at once. */
export interface Back {
  wanted: { line: Living; quantity: number }[]
  shippingCents: number
  restock: 'CANCEL' | 'RETURN' | null
  reasonKey: string
  by: By
  userId: string | null
}
export interface ReturnRow {
  id: string
  order_id: string
  status: string
  lines: { lineId: string; quantity: number }[]
  reason: string
  decision_note: string | null
  decided_by: string | null
  decided_at: Date | null
  received_at: Date | null
  created_at: Date
}
export type Living = DemoLine & { refundedQuantity: number; refundedCents: number; restockedQuantity: number }

/** How it stands, while its life is told. */
export const newborn = (order: DemoOrder) => ({
  status: 'PENDING' as string,
  refundedCents: 0,
  carrier: null as string | null,
  trackingNumber: null as string | null,
  paidAt: null as Date | null,
  acceptedAt: null as Date | null,
  shippedAt: null as Date | null,
  deliveredAt: null as Date | null,
  completedAt: null as Date | null,
  cancelReason: null as string | null,
  cancelNote: null as string | null,
  cancelledAt: null as Date | null,
  changedAt: order.createdAt,
})
export type Being = ReturnType<typeof newborn>

export function orderRow(order: DemoOrder, is: Being) {
  return {
    id: order.id,
    code: order.code,
    checkout_id: order.checkoutId,
    user_id: order.userId,
    seller_id: order.sellerId,
    status: is.status,
    subtotal_cents: order.subtotalCents,
    discount_cents: order.discountCents,
    shipping_cents: order.shippingCents,
    total_cents: order.totalCents,
    refunded_cents: is.refundedCents,
    delivery: order.delivery,
    shipping_address: order.shippingAddress,
    pickup_point: order.pickupPoint,
    shipping_offer: order.shippingOffer,
    return_days: order.returnDays,
    carrier: is.carrier,
    tracking_number: is.trackingNumber,
    paid_at: is.paidAt,
    accept_by: is.paidAt && addSeconds(is.paidAt, acceptWithinHours * hourSeconds),
    accepted_at: is.acceptedAt,
    shipped_at: is.shippedAt,
    delivered_at: is.deliveredAt,
    completed_at: is.completedAt,
    cancel_reason: is.cancelReason,
    cancel_note: is.cancelNote,
    cancelled_at: is.cancelledAt,
    created_at: order.createdAt,
    updated_at: is.changedAt,
  }
}

export function lineRow(order: DemoOrder, line: Living) {
  return {
    id: line.id,
    order_id: order.id,
    product_id: line.productId,
    variant_id: line.variantId,
    name: line.name,
    variant_label: line.label,
    quantity: line.quantity,
    unit_price_cents: line.unitPriceCents,
    platform_discount_cents: line.platformDiscountCents,
    seller_discount_cents: line.sellerDiscountCents,
    commission_bps: line.commissionBps,
    commission_cents: line.commissionCents,
    refunded_quantity: line.refundedQuantity,
    refunded_cents: line.refundedCents,
    restocked_quantity: line.restockedQuantity,
    lead_time_days: line.leadTimeDays,
    age_restricted: line.ageRestricted,
  }
}

export function eventRow(
  order: DemoOrder,
  position: number,
  told: { kind: string; by: By; userId: string | null; at: Date; data: object },
) {
  const { kind, by, userId, at, data } = told
  const id = derivedId(`event:${order.id}:${position}`, at)
  return { id, order_id: order.id, kind, by, user_id: userId, data, created_at: at }
}

export function movementRow(line: Living, kind: 'ORDER' | 'CANCEL' | 'RETURN', quantity: number, at: Date) {
  return {
    id: derivedId(`movement:${kind}:${line.id}:${at.toISOString()}`, at),
    variant_id: line.variantId,
    kind,
    quantity,
    order_line_id: line.id,
    created_at: at,
  }
}

export function refundRow(order: DemoOrder, back: Back, amountCents: number, at: Date) {
  const settledAt = addSeconds(at, refundTakesSeconds)
  return {
    id: derivedId(`refund:${order.paymentId}:${back.reasonKey}`, at),
    payment_id: order.paymentId,
    reason_key: back.reasonKey,
    amount_cents: amountCents,
    status: 'SUCCEEDED',
    provider_refund_id: derivedProviderId('re', `${order.paymentId}:${back.reasonKey}`),
    requested_by: back.userId,
    settled_at: settledAt,
    checked_at: settledAt,
    created_at: at,
    updated_at: settledAt,
  }
}

export function returnRow(
  order: DemoOrder,
  position: number,
  asked: { wanted: Back['wanted']; reason: string; at: Date },
): ReturnRow {
  const { wanted, reason, at } = asked

  return {
    id: derivedId(`return:${order.id}:${position}`, at),
    order_id: order.id,
    status: 'REQUESTED',
    lines: wanted.map(({ line, quantity }) => ({ lineId: line.id, quantity })),
    reason,
    decision_note: null,
    decided_by: null,
    decided_at: null,
    received_at: null,
    created_at: at,
  }
}
