import type { Notification } from '../../../contracts/notifications.ts'

export type NotificationTarget =
  | { to: 'booking'; bookingId: string }
  /** The host's list of who comes. */
  | { to: 'door' }
  | null

/** Where a notification leads. Facts of older versions may be missing: then it leads nowhere and is only read. */
export function targetOf(notification: Pick<Notification, 'type' | 'data'>): NotificationTarget {
  if (notification.type.startsWith('HOST_')) return { to: 'door' }
  const bookingId = notification.data['bookingId']
  return typeof bookingId === 'string' && bookingId !== '' ? { to: 'booking', bookingId } : null
}
