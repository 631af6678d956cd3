/** Values that exist just now, by what asks for them, so that requests reach further than "no such thing". */
import type { Chance } from '../simulation/random.ts'
import type { Actor, FuzzHouse } from './house.ts'
import type { Operation } from './operations.ts'
import type { Known } from './values.ts'

/** Each with the person it belongs to. */
const queries = {
  experiences: `SELECT e.id, h.user_id AS owner FROM experiences e JOIN host_profiles h ON h.id = e.host_id ORDER BY e.id LIMIT 40`,
  slots: `SELECT s.id, h.user_id AS owner FROM slots s JOIN experiences e ON e.id = s.experience_id JOIN host_profiles h ON h.id = e.host_id
          WHERE s.state = 'OPEN' ORDER BY s.id LIMIT 40`,
  otherSlots: `SELECT o.id, b.user_id AS owner FROM bookings b JOIN slots s ON s.id = b.slot_id JOIN slots o ON o.experience_id = s.experience_id
               WHERE o.id <> s.id AND o.state = 'OPEN' AND b.status = 'CONFIRMED' ORDER BY o.id LIMIT 40`,
  bookings: `(SELECT id, user_id AS owner FROM bookings WHERE status <> 'CANCELLED' ORDER BY id DESC LIMIT 30)
             UNION ALL (SELECT id, user_id FROM bookings WHERE status = 'CANCELLED' ORDER BY id DESC LIMIT 4)`,
  hosted: `SELECT b.id, h.user_id AS owner FROM bookings b JOIN host_profiles h ON h.id = b.host_id ORDER BY b.id DESC LIMIT 30`,
  payments: `SELECT id, user_id AS owner FROM payments ORDER BY id DESC LIMIT 20`,
  users: `SELECT id, id AS owner FROM users ORDER BY id LIMIT 12`,
  sessions: `SELECT id, user_id AS owner FROM sessions ORDER BY id LIMIT 12`,
  notifications: `SELECT id, user_id AS owner FROM notifications ORDER BY id LIMIT 12`,
  findings: `SELECT id, NULL AS owner FROM findings WHERE resolved_at IS NULL ORDER BY id LIMIT 12`,
  tickets: `SELECT t.code AS id, h.user_id AS owner FROM tickets t JOIN bookings b ON b.id = t.booking_id JOIN host_profiles h ON h.id = b.host_id
            WHERE t.voided_at IS NULL ORDER BY t.id DESC LIMIT 20`,
  slugs: `SELECT slug AS id, NULL AS owner FROM experiences WHERE status = 'ACTIVE' ORDER BY id LIMIT 12`,
  products: `SELECT p.id, s.user_id AS owner FROM products p JOIN seller_profiles s ON s.id = p.seller_id ORDER BY p.id DESC LIMIT 40`,
  variants: `SELECT v.id, s.user_id AS owner FROM product_variants v JOIN products p ON p.id = v.product_id JOIN seller_profiles s ON s.id = p.seller_id
             ORDER BY v.id DESC LIMIT 40`,
  productSlugs: `SELECT slug AS id, NULL AS owner FROM products WHERE status = 'ACTIVE' ORDER BY id LIMIT 12`,
  sellers: `SELECT slug AS id, user_id AS owner FROM seller_profiles ORDER BY id LIMIT 12`,
  crafts: `SELECT slug AS id, NULL AS owner FROM craft_types ORDER BY slug LIMIT 12`,
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
}
const bySegment: Record<string, Kind> = {
  experiences: 'experiences',
  slots: 'slots',
  bookings: 'bookings',
  payments: 'payments',
  products: 'products',
  users: 'users',
  sessions: 'sessions',
  findings: 'findings',
  'dead-letters': 'letters',
}
const plain: Record<string, readonly string[]> = {
  password: ['tres palabras tuyas'],
  currentPassword: ['tres palabras tuyas'],
  type: ['adult', 'child'],
  cursor: [],
}

/** Mostly the actor's own, where they have any: the path segment before a parameter says what it is an id of. */
export function knownTo(operation: Operation, pool: Pool, chance: Chance, actor: Actor): Known {
  function kindOf(name: string): Kind | undefined {
    if (name === 'idOrSlug' && operation.path.includes('/products/')) return 'productSlugs'
    if (name === 'idOrSlug' && operation.path.includes('/sellers/')) return 'sellers'
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
