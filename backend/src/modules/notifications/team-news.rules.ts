/** Which news of a host or workshop reach their team too: what somebody may do, they hear of. */
import type { NotificationType } from '../../../../contracts/notifications.ts'
import type { PartnerAction, PartnerKind } from '../../../../contracts/partners.ts'
import type { News } from './booking-news.rules.ts'

/**
 * By the action that answers it. Most of these name amounts, so none is of an action that helpers have: they see what there is to do
 * at the door and on the board of orders.
 */
const answeredBy: Partial<Record<NotificationType, { kind: PartnerKind; action: PartnerAction }>> = {
  HOST_BOOKING_CONFIRMED: { kind: 'HOST', action: 'bookings-change' },
  HOST_BOOKING_CANCELLED: { kind: 'HOST', action: 'bookings-change' },
  HOST_BOOKING_RESCHEDULED: { kind: 'HOST', action: 'bookings-change' },
  SELLER_ORDER_PAID: { kind: 'SELLER', action: 'orders-change' },
  SELLER_ORDER_CANCELLED: { kind: 'SELLER', action: 'orders-change' },
  SELLER_RETURN_REQUESTED: { kind: 'SELLER', action: 'orders-change' },
  SELLER_RETURN_WITHDRAWN: { kind: 'SELLER', action: 'orders-change' },
  SELLER_LOW_STOCK: { kind: 'SELLER', action: 'stock' },
}

export function teamFor({
  type,
  data,
}: Pick<News, 'type' | 'data'>): { kind: PartnerKind; action: PartnerAction } | null {
  if (type === 'REVIEW_RECEIVED' || type === 'QUESTION_RECEIVED')
    return { kind: data['listingKind'] === 'PRODUCT' ? 'SELLER' : 'HOST', action: 'reviews' }
  return answeredBy[type] ?? null
}

/** The owner's news first, then the same for each colleague, with a mail of their own where the owner gets one. */
export function withColleagues<N extends News>(
  news: readonly N[],
  colleaguesOf: ReadonlyMap<N, readonly string[]>,
): N[] {
  const told = new Set(news.map(({ userId, dedupeKey }) => `${userId} ${dedupeKey}`))
  const copies = news.flatMap((one) =>
    (colleaguesOf.get(one) ?? [])
      // Who is told of it as its buyer or guest anyway hears of both sides.
      .map((userId) => ({ ...one, userId, dedupeKey: `${one.dedupeKey}:${userId}` }))
      .filter(({ userId, dedupeKey }) => !told.has(`${userId} ${dedupeKey}`)),
  )
  return [...news, ...copies]
}
