/** What other modules may know of an order's life. */
import { z } from 'zod'
import { Id, Instant } from '../../../../contracts/common.ts'
import { OrderCancellationReason } from '../../../../contracts/orders.ts'
import { defineEvent } from '../../platform/events.ts'

const about = z.object({
  orderId: Id,
  code: z.string(),
  checkoutId: Id,
  userId: Id,
  sellerId: Id,
  sellerUserId: Id,
  sellerName: z.string(),
})

export const orderPaid = defineEvent(
  'order.paid',
  about.extend({ totalCents: z.int(), pieces: z.int(), acceptBy: Instant }),
)
export const orderAccepted = defineEvent('order.accepted', about)
export const orderShipped = defineEvent(
  'order.shipped',
  about.extend({ carrier: z.string(), trackingNumber: z.string() }),
)
export const orderDelivered = defineEvent('order.delivered', about.extend({ returnableUntil: Instant }))
/** Nothing more can happen to it: what is left of the seller's share is due. */
export const orderCompleted = defineEvent('order.completed', about)
export const orderCancelled = defineEvent(
  'order.cancelled',
  about.extend({ reason: OrderCancellationReason, wasPaid: z.boolean(), refundCents: z.int() }),
)
/** Pieces of a living order are given back; `whole` when nothing is left of it. */
export const orderRefundFiled = defineEvent(
  'order.refund-filed',
  about.extend({ refundCents: z.int(), pieces: z.int(), whole: z.boolean(), reason: z.string() }),
)
export const orderRefunded = defineEvent(
  'order.refunded',
  about.extend({ amountCents: z.int(), status: z.enum(['SUCCEEDED', 'FAILED']) }),
)
export const orderReturnChanged = defineEvent(
  'order.return-changed',
  about.extend({
    returnId: Id,
    status: z.enum(['REQUESTED', 'ACCEPTED', 'REFUSED', 'RECEIVED', 'WITHDRAWN']),
    pieces: z.int(),
    /** What goes back to the buyer; only once the pieces were received. */
    refundCents: z.int(),
    note: z.string().nullable(),
  }),
)
