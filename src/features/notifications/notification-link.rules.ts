import type { Notification } from '../../../contracts/notifications.ts'

export type NotificationTarget =
  | { to: 'booking' | 'order' | 'sold-order' | 'checkout' | 'thread'; id: string }
  /** What staff decided, and the appeal. */
  | { to: 'decisions' }
  /** The host's list of who comes. */
  | { to: 'door' }
  | null

/** Where a notification leads. Facts of older versions may be missing: then it leads nowhere and is only read. */
export function targetOf({ type, data }: Pick<Notification, 'type' | 'data'>): NotificationTarget {
  const about = (to: 'booking' | 'order' | 'sold-order' | 'checkout' | 'thread', fact: string): NotificationTarget => {
    const id = data[fact]
    return typeof id === 'string' && id !== '' ? { to, id } : null
  }
  if (type.startsWith('HOST_')) return { to: 'door' }
  if (type.startsWith('SELLER_')) return about('sold-order', 'orderId')
  if (type.startsWith('ORDER_')) return about('order', 'orderId')
  if (type.startsWith('CHECKOUT_')) return about('checkout', 'checkoutId')
  if (type === 'MESSAGE_RECEIVED') return about('thread', 'threadId')
  if (type === 'CONTENT_DECIDED' || type === 'APPEAL_DECIDED') return { to: 'decisions' }
  // What was said of a listing is told whole by the notification itself.
  if (/^(REVIEW|QUESTION)_/.test(type)) return null
  return about('booking', 'bookingId')
}
