import { z } from 'zod'
import { Id, Instant, PageQuery, page } from './common.ts'

export const notificationTypes = [
  'BOOKING_CONFIRMED',
  'BOOKING_PAYMENT_FAILED',
  'BOOKING_HOLD_EXPIRED',
  'BOOKING_CANCELLED',
  'BOOKING_REFUNDED',
  'BOOKING_RESCHEDULED',
  'BOOKING_LATE_PAYMENT_REFUNDED',
  'BOOKING_TIME_MOVED',
  'BOOKING_TIME_CLOSED',
  'BOOKING_TIME_KEPT',
  'BOOKING_SEAT_OFFERED',
  'BOOKING_ANNOUNCEMENT',
  'HOST_BOOKING_CONFIRMED',
  'HOST_BOOKING_CANCELLED',
  'HOST_BOOKING_RESCHEDULED',
  'ORDER_PAID',
  'ORDER_ACCEPTED',
  'ORDER_SHIPPED',
  'ORDER_DELIVERED',
  'ORDER_CANCELLED',
  'ORDER_REFUND_FILED',
  'ORDER_REFUNDED',
  'ORDER_RETURN_ACCEPTED',
  'ORDER_RETURN_REFUSED',
  'ORDER_RETURN_RECEIVED',
  'CHECKOUT_PAYMENT_FAILED',
  'CHECKOUT_EXPIRED',
  'CHECKOUT_LATE_PAYMENT_REFUNDED',
  'SELLER_ORDER_PAID',
  'SELLER_ORDER_CANCELLED',
  'SELLER_RETURN_REQUESTED',
  'SELLER_RETURN_WITHDRAWN',
  'SELLER_LOW_STOCK',
  'MESSAGE_RECEIVED',
  'REVIEW_RECEIVED',
  'REVIEW_ANSWERED',
  'QUESTION_RECEIVED',
  'QUESTION_ANSWERED',
  'CONTENT_DECIDED',
  'APPEAL_DECIDED',
  'REPORT_ANSWERED',
  'APPLICATION_SUBMITTED',
  'APPLICATION_APPROVED',
  'APPLICATION_MORE_NEEDED',
  'APPLICATION_REFUSED',
  'TEAM_JOINED',
  'STAFF_REFUND_GIVEN',
] as const
export const NotificationType = z.enum(notificationTypes)
export type NotificationType = z.infer<typeof NotificationType>

export const Notification = z
  .object({
    id: Id,
    type: NotificationType,
    title: z.string(),
    body: z.string(),
    /** Ids and facts of the moment, e.g. `bookingId`. */
    data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    readAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Notification' })
export type Notification = z.infer<typeof Notification>
export const NotificationListQuery = PageQuery.extend({
  /** Only what is newer than this notification: what a client asks after a lost connection. */
  after: Id.optional(),
})
export const NotificationPage = page(Notification).extend({ unreadCount: z.int() }).meta({ id: 'NotificationPage' })
/** Without `ids`, everything is marked read. */
export const NotificationsRead = z
  .object({ ids: z.array(Id).max(100).optional() })
  .strict()
  .meta({ id: 'NotificationsRead' })
export const UnreadCount = z.object({ unreadCount: z.int() }).meta({ id: 'UnreadCount' })

/** What the WebSocket `GET /api/v1/realtime` sends; the client may send `{ "type": "subscribe", "topic": "slots:<experienceId>" }` or `products:<productId>`. */
export const RealtimeMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), userId: Id.nullable() }),
  z.object({ type: z.literal('notification'), notificationId: Id, notificationType: NotificationType }),
  z.object({ type: z.literal('booking'), bookingId: Id, status: z.string() }),
  z.object({ type: z.literal('order'), orderId: Id, status: z.string() }),
  z.object({ type: z.literal('checkout'), checkoutId: Id, status: z.string() }),
  z.object({ type: z.literal('payment'), paymentId: Id, status: z.string() }),
  z.object({ type: z.literal('slot'), experienceId: Id, slotId: Id }),
  z.object({ type: z.literal('product'), productId: Id }),
  /** Ask for `GET /threads/{id}/messages?after=` the last number one has. */
  z.object({ type: z.literal('message'), threadId: Id, messageId: Id, number: z.int() }),
  z.object({ type: z.literal('thread-read'), threadId: Id, side: z.enum(['BUYER', 'PARTNER']), number: z.int() }),
  z.object({ type: z.literal('signed-out'), reason: z.string() }),
])
export type RealtimeMessage = z.infer<typeof RealtimeMessage>
export const RealtimeCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), topic: z.string().max(80) }),
  z.object({ type: z.literal('unsubscribe'), topic: z.string().max(80) }),
  z.object({ type: z.literal('ping') }),
])
