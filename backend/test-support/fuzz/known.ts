/** Values that exist just now, by what asks for them, so that requests reach further than "no such thing". */
import { demoPassword } from '../../../prisma/seed/index.ts'
import type { Chance } from '../simulation/random.ts'
import type { Actor, FuzzHouse } from './house.ts'
import type { Operation } from './operations.ts'
import type { Known } from './values.ts'

/** Each with the person it belongs to. */
const queries = {
  experiences: `SELECT e.id, h.user_id AS owner FROM experiences e JOIN host_profiles h ON h.id = e.host_id ORDER BY e.id LIMIT 40`,
  slots: `SELECT s.id, h.user_id AS owner FROM slots s JOIN experiences e ON e.id = s.experience_id JOIN host_profiles h ON h.id = e.host_id
          WHERE s.state = 'OPEN' ORDER BY s.id LIMIT 400`,
  otherSlots: `SELECT o.id, b.user_id AS owner FROM bookings b JOIN slots s ON s.id = b.slot_id JOIN slots o ON o.experience_id = s.experience_id
               WHERE o.id <> s.id AND o.state = 'OPEN' AND b.status = 'CONFIRMED' ORDER BY o.id LIMIT 40`,
  bookings: `(SELECT id, user_id AS owner FROM bookings WHERE status <> 'CANCELLED' ORDER BY id DESC LIMIT 30)
             UNION ALL (SELECT id, user_id FROM bookings WHERE status = 'CANCELLED' ORDER BY id DESC LIMIT 4)`,
  hosted: `SELECT b.id, h.user_id AS owner FROM bookings b JOIN host_profiles h ON h.id = b.host_id ORDER BY b.id DESC LIMIT 400`,
  payments: `SELECT id, user_id AS owner FROM payments ORDER BY id DESC LIMIT 20`,
  users: `SELECT id, id AS owner FROM users ORDER BY id LIMIT 12`,
  sessions: `SELECT id, user_id AS owner FROM sessions ORDER BY id LIMIT 12`,
  notifications: `SELECT id, user_id AS owner FROM notifications ORDER BY id LIMIT 12`,
  findings: `SELECT id, NULL AS owner FROM findings WHERE resolved_at IS NULL ORDER BY id LIMIT 12`,
  tickets: `SELECT t.code AS id, h.user_id AS owner FROM tickets t JOIN bookings b ON b.id = t.booking_id JOIN host_profiles h ON h.id = b.host_id
            WHERE t.voided_at IS NULL ORDER BY t.id DESC LIMIT 400`,
  slugs: `SELECT slug AS id, NULL AS owner FROM experiences WHERE status = 'ACTIVE' ORDER BY id LIMIT 12`,
  products: `SELECT p.id, s.user_id AS owner FROM products p JOIN seller_profiles s ON s.id = p.seller_id ORDER BY p.id DESC LIMIT 400`,
  variants: `SELECT v.id, s.user_id AS owner FROM product_variants v JOIN products p ON p.id = v.product_id JOIN seller_profiles s ON s.id = p.seller_id
             ORDER BY v.id DESC LIMIT 400`,
  productSlugs: `SELECT slug AS id, NULL AS owner FROM products WHERE status = 'ACTIVE' ORDER BY id LIMIT 12`,
  sellers: `SELECT slug AS id, user_id AS owner FROM seller_profiles ORDER BY id LIMIT 12`,
  crafts: `SELECT slug AS id, NULL AS owner FROM craft_types ORDER BY slug LIMIT 12`,
  orders: `(SELECT id, user_id AS owner FROM orders ORDER BY id DESC LIMIT 400)
           UNION ALL (SELECT o.id, s.user_id FROM orders o JOIN seller_profiles s ON s.id = o.seller_id ORDER BY o.id DESC LIMIT 400)`,
  newOrders: `SELECT o.id, s.user_id AS owner FROM orders o JOIN seller_profiles s ON s.id = o.seller_id WHERE o.status = 'PAID'`,
  openOrders: `SELECT o.id, s.user_id AS owner FROM orders o JOIN seller_profiles s ON s.id = o.seller_id WHERE o.status IN ('PAID', 'PROCESSING')`,
  keptBookings: `SELECT id, user_id AS owner FROM bookings WHERE status IN ('CONFIRMED', 'COMPLETED') ORDER BY status, id DESC LIMIT 400`,
  reviews: `SELECT r.id, r.user_id AS owner FROM reviews r ORDER BY r.id DESC LIMIT 400`,
  reviewsToAnswer: `SELECT r.id, p.user_id AS owner FROM reviews r JOIN (SELECT id, user_id FROM host_profiles UNION ALL SELECT id, user_id FROM seller_profiles) p ON p.id = r.payee_id ORDER BY r.id DESC LIMIT 400`,
  questions: `SELECT q.id, p.user_id AS owner FROM questions q JOIN (SELECT id, user_id FROM host_profiles UNION ALL SELECT id, user_id FROM seller_profiles) p ON p.id = q.payee_id ORDER BY q.id DESC LIMIT 400`,
  threads: `SELECT id, buyer_id AS owner FROM threads ORDER BY id DESC LIMIT 20`,
  media: `SELECT id, owner_id AS owner FROM media ORDER BY id DESC LIMIT 20`,
  applications: `SELECT id, user_id AS owner FROM applications ORDER BY id DESC LIMIT 20`,
  hosts: `SELECT id, user_id AS owner FROM host_profiles ORDER BY id LIMIT 12`,
  sellerIds: `SELECT id, user_id AS owner FROM seller_profiles ORDER BY id LIMIT 12`,
  lines: `SELECT l.id, o.user_id AS owner FROM order_lines l JOIN orders o ON o.id = l.order_id ORDER BY l.id DESC LIMIT 400`,
  returns: `(SELECT r.id, o.user_id AS owner FROM order_returns r JOIN orders o ON o.id = r.order_id)
            UNION ALL (SELECT r.id, s.user_id FROM order_returns r JOIN orders o ON o.id = r.order_id JOIN seller_profiles s ON s.id = o.seller_id)`,
  checkouts: `SELECT id, user_id AS owner FROM checkouts ORDER BY (status = 'PAID'), id DESC LIMIT 20`,
  codes: `SELECT code AS id, NULL AS owner FROM discount_codes ORDER BY id`,
  codeIds: `SELECT d.id, s.user_id AS owner FROM discount_codes d LEFT JOIN seller_profiles s ON s.id = d.seller_id ORDER BY d.id`,
  pickupPoints: `SELECT id, NULL AS owner FROM pickup_points ORDER BY id LIMIT 20`,
  letters: `SELECT id, NULL AS owner FROM pgboss.job WHERE name = 'dead-letters' ORDER BY id LIMIT 12`,
} as const
type Kind = keyof typeof queries
export type Pool = Record<Kind, { id: string; owner: string | null }[]>

export async function readPool(db: FuzzHouse['db']): Promise<Pool> {
  const entries = Object.entries(queries).map(async ([kind, sql]) => [kind, await db.query(sql)])
  return Object.fromEntries(await Promise.all(entries)) as Pool
}

const byField: Record<string, Kind> = {
  slotId: 'slots',
  experienceId: 'experiences',
  ids: 'notifications',
  after: 'notifications',
  code: 'tickets',
  idOrSlug: 'slugs',
  variantId: 'variants',
  craft: 'crafts',
  seller: 'sellers',
  productId: 'products',
  lineId: 'lines',
  returnId: 'returns',
  pickupPointId: 'pickupPoints',
}
const bySegment: Record<string, Kind> = {
  experiences: 'experiences',
  slots: 'slots',
  bookings: 'bookings',
  payments: 'payments',
  products: 'products',
  orders: 'orders',
  reviews: 'reviews',
  questions: 'questions',
  threads: 'threads',
  media: 'media',
  applications: 'applications',
  hosts: 'hosts',
  sellers: 'sellerIds',
  returns: 'returns',
  checkouts: 'checkouts',
  'discount-codes': 'codeIds',
  users: 'users',
  sessions: 'sessions',
  findings: 'findings',
  'dead-letters': 'letters',
}
/** Where the state matters. */
const byPathEnd: [RegExp, Kind][] = [
  [/seller\/orders\/\{id\}\/process$/, 'newOrders'],
  [/seller\/orders\/\{id\}\/(ship|refund-lines)$/, 'openOrders'],
  [/bookings\/\{id\}\/(tickets|calendar\.ics|reschedule)$/, 'keptBookings'],
  [/reviews\/\{id\}\/answer$/, 'reviewsToAnswer'],
]
const plain: Record<string, readonly string[]> = {
  password: [demoPassword],
  currentPassword: [demoPassword],
  type: ['adult', 'child'],
  country: ['MX'],
  birthDate: ['1980-05-05'],
  cursor: [],
}

/** Mostly the actor's own, where they have any: the path segment before a parameter says what it is an id of. */
export function knownTo(operation: Operation, pool: Pool, chance: Chance, actor: Actor): Known {
  function kindOf(name: string): Kind | undefined {
    if (name === 'idOrSlug' && operation.path.includes('/products/')) return 'productSlugs'
    if (name === 'idOrSlug' && operation.path.includes('/sellers/')) return 'sellers'
    if (name === 'code' && operation.path.endsWith('/cart/code')) return 'codes'
    if (name === 'id') {
      const special = byPathEnd.find(([end]) => end.test(operation.path))
      if (special) return special[1]
    }
    if (name === 'slotId' && operation.path.endsWith('/reschedule')) return 'otherSlots'
    if (byField[name]) return byField[name]
    if (!operation.pathParameters.some((parameter) => parameter.name === name)) return undefined
    const segments = operation.path.split('/')
    const segment = segments[segments.indexOf(`{${name}}`) - 1] ?? ''
    return operation.path.includes('/host/') && segment === 'bookings' ? 'hosted' : bySegment[segment]
  }
  return (name) => {
    const kind = kindOf(name)
    if (kind) {
      const own = pool[kind].filter(({ owner }) => owner !== null && owner === actor.userId)
      const from = own.length && chance.happens(0.8) ? own : pool[kind]
      return from.length ? chance.pick(from).id : null
    }
    if (name === 'email') {
      const fresh = operation.path.endsWith('/sign-up/email') ? chance.happens(0.7) : chance.happens(0.3)
      return fresh ? `fuzz${chance.between(0, 1e9)}@guelaguetza.test` : 'ana@guelaguetza.test'
    }
    const given = plain[name]
    return given?.length ? chance.pick(given) : null
  }
}
