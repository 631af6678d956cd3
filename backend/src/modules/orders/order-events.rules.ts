/** What a timeline is made of. */
export const eventKinds = [
  'PLACED',
  'PAID',
  'PAYMENT_FAILED',
  'ACCEPTED',
  'SHIPPED',
  'DELIVERED',
  'COMPLETED',
  'CANCELLED',
  'REFUND_FILED',
  'REFUNDED',
  'REFUND_FAILED',
  'RETURN_REQUESTED',
  'RETURN_ACCEPTED',
  'RETURN_REFUSED',
  'RETURN_RECEIVED',
  'RETURN_WITHDRAWN',
] as const
export type EventKind = (typeof eventKinds)[number]
export type EventBy = 'BUYER' | 'SELLER' | 'STAFF' | 'SYSTEM'
