/** Who is told what when something happens to a purchase or to one of its orders, and what is mailed about it. */
import type { OrderCancellationReason, OrderReturn } from '../../../../contracts/orders.ts'
import type { News } from './booking-news.rules.ts'
import type { NotificationData } from './notification-text.rules.ts'
import type { CheckoutMail, OrderMail } from './order-mails.rules.ts'

/** The mail, when there is one, goes to the person who is told, about the same fact. */
export interface OrderNews extends News {
  mail?: OrderMail
}
export interface CheckoutNews extends News {
  mail?: CheckoutMail
}

interface About {
  orderId: string
  code: string
  checkoutId: string
  userId: string
  sellerUserId: string
  sellerName: string
}
interface Purchase {
  checkoutId: string
  code: string
  userId: string
}

const about = ({ orderId, code, checkoutId, sellerName }: About): NotificationData => ({
  orderId,
  code,
  checkoutId,
  sellerName,
})

/** The buyer's receipt is one mail for the whole purchase: here they only see it in the app. */
export function newsOfPaidOrder(facts: About & { totalCents: number; pieces: number; acceptBy: string }): OrderNews[] {
  const data = { ...about(facts), amountCents: facts.totalCents, pieces: facts.pieces, acceptBy: facts.acceptBy }
  const dedupeKey = `order.paid:${facts.orderId}`
  return [
    { userId: facts.userId, type: 'ORDER_PAID', data, dedupeKey },
    {
      userId: facts.sellerUserId,
      type: 'SELLER_ORDER_PAID',
      data,
      dedupeKey: `${dedupeKey}:seller`,
      mail: { kind: 'new-order', acceptBy: facts.acceptBy },
    },
  ]
}

export function newsOfAcceptedOrder(facts: About): OrderNews[] {
  return [
    {
      userId: facts.userId,
      type: 'ORDER_ACCEPTED',
      data: about(facts),
      dedupeKey: `order.accepted:${facts.orderId}`,
    },
  ]
}

export function newsOfShippedOrder(facts: About & { carrier: string; trackingNumber: string }): OrderNews[] {
  return [
    {
      userId: facts.userId,
      type: 'ORDER_SHIPPED',
      data: { ...about(facts), carrier: facts.carrier, trackingNumber: facts.trackingNumber },
      dedupeKey: `order.shipped:${facts.orderId}`,
      mail: { kind: 'shipped' },
    },
  ]
}

export function newsOfDeliveredOrder(facts: About & { returnableUntil: string }): OrderNews[] {
  return [
    {
      userId: facts.userId,
      type: 'ORDER_DELIVERED',
      data: { ...about(facts), returnableUntil: facts.returnableUntil },
      dedupeKey: `order.delivered:${facts.orderId}`,
      mail: { kind: 'delivered', returnableUntil: facts.returnableUntil },
    },
  ]
}

/** A purchase that was never paid ends as a whole, and is told as a whole. The workshop that cancelled knows already. */
export function newsOfCancelledOrder(
  facts: About & { reason: OrderCancellationReason; wasPaid: boolean; refundCents: number },
): OrderNews[] {
  if (!facts.wasPaid) return []
  const { reason, refundCents } = facts
  const data = { ...about(facts), reason, amountCents: refundCents }
  const dedupeKey = `order.cancelled:${facts.orderId}`
  const buyer: OrderNews = {
    userId: facts.userId,
    type: 'ORDER_CANCELLED',
    data,
    dedupeKey,
    mail: { kind: 'cancelled', reason, refundCents },
  }
  if (reason === 'BY_SELLER') return [buyer]
  const seller: OrderNews = {
    userId: facts.sellerUserId,
    type: 'SELLER_ORDER_CANCELLED',
    data,
    dedupeKey: `${dedupeKey}:seller`,
    mail: { kind: 'sold-cancelled', reason },
  }
  return [buyer, seller]
}

/** Pieces may be given back more than once: `eventId` tells one time from the next. */
export function newsOfFiledRefund(
  facts: About & { refundCents: number; pieces: number; reason: string },
  eventId: string,
): OrderNews[] {
  const { refundCents, pieces, reason } = facts
  return [
    {
      userId: facts.userId,
      type: 'ORDER_REFUND_FILED',
      data: { ...about(facts), amountCents: refundCents, pieces },
      dedupeKey: `order.refund-filed:${eventId}`,
      mail: { kind: 'refund-filed', refundCents, pieces, reason },
    },
  ]
}

export function newsOfSettledRefund(
  facts: About & { amountCents: number; status: 'SUCCEEDED' | 'FAILED' },
  eventId: string,
): OrderNews[] {
  const { amountCents, status } = facts
  return [
    {
      userId: facts.userId,
      type: 'ORDER_REFUNDED',
      data: { ...about(facts), amountCents, status },
      dedupeKey: `order.refunded:${eventId}`,
      mail: { kind: 'refunded', amountCents, status },
    },
  ]
}

/** Each side hears what the other one did. */
export function newsOfReturn(
  facts: About & {
    returnId: string
    status: OrderReturn['status']
    pieces: number
    refundCents: number
    note: string | null
  },
): OrderNews[] {
  const { returnId, status, pieces, refundCents, note } = facts
  const data = { ...about(facts), returnId, pieces, amountCents: refundCents }
  const dedupeKey = `order.return:${returnId}:${status}`
  if (status === 'REQUESTED') {
    const mail = { kind: 'return-requested' as const, pieces, note }
    return [{ userId: facts.sellerUserId, type: 'SELLER_RETURN_REQUESTED', data, dedupeKey, mail }]
  }
  if (status === 'WITHDRAWN') return [{ userId: facts.sellerUserId, type: 'SELLER_RETURN_WITHDRAWN', data, dedupeKey }]
  return [
    {
      userId: facts.userId,
      type: `ORDER_RETURN_${status}`,
      data,
      dedupeKey,
      mail: { kind: 'return', status, pieces, refundCents, note },
    },
  ]
}

/** No row in the app: each order and booking of the purchase has its own. */
export const receiptKey = (checkoutId: string): string => `checkout.paid:${checkoutId}`

const purchase = ({ checkoutId, code }: Purchase): NotificationData => ({ checkoutId, code })

/** A card may be declined more than once. */
export function newsOfFailedCheckoutPayment(
  facts: Purchase & { holdExpiresAt: string },
  eventId: string,
): CheckoutNews[] {
  return [
    {
      userId: facts.userId,
      type: 'CHECKOUT_PAYMENT_FAILED',
      data: { ...purchase(facts), holdExpiresAt: facts.holdExpiresAt },
      dedupeKey: `checkout.payment-failed:${eventId}`,
      mail: { kind: 'payment-failed', holdExpiresAt: facts.holdExpiresAt },
    },
  ]
}

/** Whoever gave up before paying knows it. */
export function newsOfEndedCheckout(
  facts: Purchase & { reason: 'BY_BUYER' | 'HOLD_EXPIRED' | 'BY_ADMIN' },
): CheckoutNews[] {
  if (facts.reason === 'BY_BUYER') return []
  return [
    {
      userId: facts.userId,
      type: 'CHECKOUT_EXPIRED',
      data: { ...purchase(facts), reason: facts.reason },
      dedupeKey: `checkout.expired:${facts.checkoutId}`,
    },
  ]
}

export function newsOfLateCheckoutMoney(facts: Purchase & { amountCents: number }, eventId: string): CheckoutNews[] {
  const { amountCents } = facts
  return [
    {
      userId: facts.userId,
      type: 'CHECKOUT_LATE_PAYMENT_REFUNDED',
      data: { ...purchase(facts), amountCents },
      dedupeKey: `checkout.late-payment-refunded:${eventId}`,
      mail: { kind: 'late-payment', amountCents },
    },
  ]
}
