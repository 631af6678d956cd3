/** Names that modules wrote down (`order.refund-filed`, `payments.submit-refund`), as keys of the texts that say them. */
import { events } from '../../locales/es/events.ts'

type Texts = typeof events
type Group = { [Key in keyof Texts]: Texts[Key] extends string ? never : Key }[keyof Texts]
type KeyOf<G extends Group> = keyof Texts[G] & string

const keyed = (name: string) => name.replaceAll(/[.-]/g, '_')

/** The key of a name among the texts of a group; undefined for what a later release adds. */
export function wordOf<G extends Group>(group: G, name: string): KeyOf<G> | undefined {
  const key = keyed(name)
  return key in events[group] ? (key as KeyOf<G>) : undefined
}

/** What the audit log calls what somebody did, as the address and the API have it. */
export const actions: string[] = [
  'user.banned',
  'user.unbanned',
  'user.role-changed',
  'user.sessions-ended',
  'user.opened',
  'user.data-exported',
  'user.closure-asked',
  'user.closure-taken-back',
  'user.closed',
  'user.second-factor-on',
  'user.second-factor-off',
  'user.backup-codes-renewed',
  'user.passkey-added',
  'user.passkey-removed',
  'users.exported',
  'audit.opened',
  'audit.exported',
  'case-files.exported',
  'document.opened',
  'moderation.decided',
  'moderation.appealed',
  'moderation.appeal-decided',
  'application.approved',
  'application.more-needed',
  'application.refused',
  'partner.verified',
  'partner.unverified',
  'refund.asked',
  'refund.given',
  'refund.confirmed',
  'refund.refused',
  'booking.cancelled',
  'order.cancelled',
  'order.accepted',
  'order.shipped',
  'order.delivered',
  'order.lines-refunded',
  'order.return-accepted',
  'order.return-refused',
  'order.return-received',
  'commission.planned',
  'feature.closed',
  'feature.opened',
  'announcement.made',
  'announcement.removed',
  'task.resolved',
  'finding.resolved',
  'dead-letter.replayed',
  'dead-letter.discarded',
  'webhook.replayed',
  'discount-code.created',
  'discount-code.closed',
  'discount-code.opened',
]

/** `order.cancelled/notifications` is for whoever listens; a job without words is one of its module. */
export function jobWord(queue: string): KeyOf<'jobs'> | undefined {
  const own = queue.split('/').at(-1) ?? queue
  return wordOf('jobs', own) ?? wordOf('jobs', own.split('.')[0] ?? '')
}

/** `booking-cancelled:<id>` */
export const refundWord = (reasonKey: string): KeyOf<'refundWhy'> | undefined =>
  wordOf('refundWhy', reasonKey.split(':')[0] ?? '')

/** `amountCents` is an amount. */
export const factWord = (key: string): KeyOf<'facts'> | undefined => wordOf('facts', key.replace(/Cents$/, ''))

export const isId = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
/** Numbers of machines: of help to who looks into them, not to who reads what happened. */
export const isTechnical = (key: string, value: unknown): boolean =>
  /(?:Id|^id|^key)$/.test(key) ||
  (typeof value === 'string' && isId(value)) ||
  (typeof value === 'object' && value !== null)
