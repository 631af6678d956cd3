import type { Notification } from '../../../contracts/notifications.ts'

export type NotificationTarget =
  | { to: 'booking' | 'order' | 'sold-order' | 'checkout' | 'thread'; id: string }
  /** What staff decided, and the appeal. */
  | { to: 'decisions' }
  /** Somebody's own application, or those that wait for staff. */
  | { to: 'application'; kind: 'HOST' | 'SELLER' }
  | { to: 'applications' }
  | { to: 'team'; kind: 'HOST' | 'SELLER' }
  /** The host's list of who comes. */
  | { to: 'door' }
  | null

/** Where a notification leads. Facts of older versions may be missing: then it leads nowhere and is only read. */
export function targetOf({ type, data }: Pick<Notification, 'type' | 'data'>): NotificationTarget {
  const about = (to: 'booking' | 'order' | 'sold-order' | 'checkout' | 'thread', fact: string): NotificationTarget => {
    const id = data[fact]
    return typeof id === 'string' && id !== '' ? { to, id } : null
  }
  const kind = data['kind'] === 'SELLER' ? 'SELLER' : 'HOST'
  if (type === 'APPLICATION_SUBMITTED') return { to: 'applications' }
  if (type.startsWith('APPLICATION_')) return { to: 'application', kind }
  if (type === 'TEAM_JOINED') return { to: 'team', kind }
  if (type.startsWith('HOST_')) return { to: 'door' }
  if (type.startsWith('SELLER_')) return about('sold-order', 'orderId')
  if (type.startsWith('ORDER_')) return about('order', 'orderId')
  if (type.startsWith('CHECKOUT_')) return about('checkout', 'checkoutId')
  if (type === 'MESSAGE_RECEIVED') return about('thread', 'threadId')
  if (type === 'CONTENT_DECIDED' || type === 'APPEAL_DECIDED') return { to: 'decisions' }
  // What was said of a listing, or became of a report, is told whole by the notification itself.
  if (/^(REVIEW|QUESTION|REPORT)_/.test(type)) return null
  return about('booking', 'bookingId')
}
