/** Whose a row is: an id that stands in somebody else's answer leaked, a row that somebody else changed was not guarded. */
import type { HouseDatabase } from './demo-house.ts'

/** Of each kind: the id, and everybody who may know of it; helpers do not know of everything. Staff may know of all. */
const partners = `partners AS (
  SELECT p.id, p.user_id || coalesce((SELECT array_agg(m.user_id) FROM team_members m
    WHERE m.partner_id = p.id AND m.removed_at IS NULL AND m.user_id IS NOT NULL), '{}') AS people,
    p.user_id || coalesce((SELECT array_agg(m.user_id) FROM team_members m
    WHERE m.partner_id = p.id AND m.removed_at IS NULL AND m.user_id IS NOT NULL AND m.role <> 'HELPER'), '{}') AS deciders
  FROM (SELECT id, user_id FROM host_profiles UNION ALL SELECT id, user_id FROM seller_profiles) p)`
const rows = `
  SELECT 'booking' AS kind, b.id, b.user_id || p.people AS people FROM bookings b JOIN partners p ON p.id = b.host_id
  UNION ALL SELECT 'ticket', t.id, b.user_id || p.people FROM tickets t JOIN bookings b ON b.id = t.booking_id JOIN partners p ON p.id = b.host_id
  UNION ALL SELECT 'order', o.id, o.user_id || p.people FROM orders o JOIN partners p ON p.id = o.seller_id
  UNION ALL SELECT 'order line', l.id, o.user_id || p.people FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN partners p ON p.id = o.seller_id
  UNION ALL SELECT 'return', r.id, o.user_id || p.people FROM order_returns r JOIN orders o ON o.id = r.order_id JOIN partners p ON p.id = o.seller_id
  UNION ALL SELECT 'checkout', c.id, c.user_id || ARRAY(SELECT unnest(p.people) FROM orders o JOIN partners p ON p.id = o.seller_id WHERE o.checkout_id = c.id) FROM checkouts c
  UNION ALL SELECT 'payment', id, ARRAY[user_id] FROM payments
  UNION ALL SELECT 'basket', id, ARRAY[user_id] FROM carts WHERE user_id IS NOT NULL
  UNION ALL SELECT 'conversation', t.id, t.buyer_id || p.deciders FROM threads t JOIN partners p ON p.id = t.payee_id
  UNION ALL SELECT 'message', m.id, t.buyer_id || p.deciders FROM messages m JOIN threads t ON t.id = m.thread_id JOIN partners p ON p.id = t.payee_id
  UNION ALL SELECT 'notification', id, ARRAY[user_id] FROM notifications
  UNION ALL SELECT 'session', id, ARRAY[user_id] FROM sessions
  UNION ALL SELECT 'account', id, ARRAY[user_id] FROM accounts
  UNION ALL SELECT 'person', u.id, u.id || ARRAY(SELECT unnest(p.people) FROM threads t JOIN partners p ON p.id = t.payee_id WHERE t.buyer_id = u.id)
    || ARRAY(SELECT t.buyer_id FROM threads t JOIN partners p ON p.id = t.payee_id WHERE u.id = ANY(p.people)) FROM users u
  UNION ALL SELECT 'file', m.id, ARRAY[m.owner_id] FROM media m
  UNION ALL SELECT 'application', id, ARRAY[user_id] FROM applications
  UNION ALL SELECT 'team member', m.id, m.user_id || p.people FROM team_members m JOIN partners p ON p.id = m.partner_id
  UNION ALL SELECT 'report', id, ARRAY[reporter_id] FROM reports
  UNION ALL SELECT 'decision', id, ARRAY[reported_user_id] FROM decisions
  UNION ALL SELECT 'offer of another time', o.id, b.user_id || p.people FROM slot_offers o JOIN bookings b ON b.id = o.booking_id JOIN partners p ON p.id = b.host_id
  UNION ALL SELECT 'place in a waiting list', w.id, ARRAY[w.user_id] FROM waitlist_entries w
  UNION ALL SELECT 'schedule rule', r.id, p.people FROM schedule_rules r JOIN experiences e ON e.id = r.experience_id JOIN partners p ON p.id = e.host_id
  UNION ALL SELECT 'transfer', t.id, p.deciders FROM transfers t JOIN partners p ON p.id = t.payee_id
  UNION ALL SELECT 'payout account', t.id, p.deciders FROM connected_accounts t JOIN partners p ON p.id = t.payee_id
  UNION ALL SELECT 'discount code', d.id, p.deciders FROM discount_codes d JOIN partners p ON p.id = d.seller_id
  UNION ALL SELECT 'shipping rate', r.id, p.people FROM shipping_rates r JOIN partners p ON p.id = r.seller_id
  UNION ALL SELECT 'stock movement', m.id, p.people FROM stock_movements m JOIN product_variants v ON v.id = m.variant_id JOIN products i ON i.id = v.product_id JOIN partners p ON p.id = i.seller_id
  UNION ALL SELECT 'staff matter', id, '{}' FROM staff_refunds UNION ALL SELECT 'staff matter', id, '{}' FROM staff_tasks
  UNION ALL SELECT 'staff matter', id, '{}' FROM findings UNION ALL SELECT 'audit entry', id, '{}' FROM audit_entries`

/** What names the same things to people: where an answer says no id, it says these. */
const codes = `
  SELECT 'booking' AS kind, b.code AS id, b.user_id || p.people AS people FROM bookings b JOIN partners p ON p.id = b.host_id
  UNION ALL SELECT 'ticket', t.code, b.user_id || p.people FROM tickets t JOIN bookings b ON b.id = t.booking_id JOIN partners p ON p.id = b.host_id
  UNION ALL SELECT 'order', o.code, o.user_id || p.people FROM orders o JOIN partners p ON p.id = o.seller_id`

/** Listings are read by everyone and written by few; a payment is refunded by those who were paid, who read nothing of it. */
const writers = `
  SELECT 'experience' AS kind, e.id, p.people FROM experiences e JOIN partners p ON p.id = e.host_id
  UNION ALL SELECT 'product', i.id, p.people FROM products i JOIN partners p ON p.id = i.seller_id
  UNION ALL SELECT 'profile', id, people FROM partners
  UNION ALL SELECT 'pickup point', k.id, p.people FROM pickup_points k JOIN partners p ON p.id = k.seller_id
  UNION ALL SELECT 'payment', y.id, y.user_id || ARRAY(SELECT unnest(p.people) FROM partners p WHERE p.id IN (SELECT host_id FROM bookings WHERE id = y.payable_id
    UNION SELECT host_id FROM bookings WHERE checkout_id = y.payable_id UNION SELECT seller_id FROM orders WHERE checkout_id = y.payable_id)) FROM payments y
  UNION ALL SELECT 'review', r.id, r.user_id || p.people FROM reviews r JOIN partners p ON p.id = r.payee_id
  UNION ALL SELECT 'question', q.id, q.user_id || p.people FROM questions q JOIN partners p ON p.id = q.payee_id`

interface Owned {
  kind: string
  people: ReadonlySet<string>
}
export interface PrivateRows {
  /** Looks at what was made since: rows of the request's own preparation. */
  refresh(ids: readonly string[]): Promise<void>
  /** Ids in a text that its reader may not know. */
  leaks(text: string, readerId: string | null): string[]
  /** Whose a row is that may be written by its own people only; null when nobody said. */
  ownersOf(id: string): Owned | null
}

/** Longer than words that stand in capitals by chance. */
const codeLike = /\b[A-Z0-9][A-Z0-9-]{5,}\b/g
const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

export async function openPrivateRows(db: HouseDatabase): Promise<PrivateRows> {
  const secret = new Map<string, Owned>()
  const listed = new Map<string, Owned>()
  async function read(into: Map<string, Owned>, sql: string, ids: readonly string[] | null) {
    const found = await db.query<{ kind: string; id: string; people: string[] }>(
      `WITH ${partners} SELECT kind, id, people FROM (${sql}) rows WHERE $1::uuid[] IS NULL OR id = ANY($1)`,
      [ids],
    )
    for (const { kind, id, people } of found) into.set(id, { kind, people: new Set(people) })
  }
  const readAll = async (ids: readonly string[] | null) => {
    await read(secret, rows, ids)
    await read(listed, writers, ids)
  }
  await readAll(null)
  for (const { kind, id, people } of await db.query<{ kind: string; id: string; people: string[] }>(
    `WITH ${partners} ${codes}`,
  ))
    secret.set(id, { kind, people: new Set(people) })
  return {
    refresh: (ids) => (ids.length ? readAll(ids) : Promise.resolve()),
    leaks(text, readerId) {
      const found = new Set<string>()
      for (const [id] of [...text.matchAll(uuids), ...text.matchAll(codeLike)]) {
        const owned = secret.get(id)
        if (owned && !(readerId && owned.people.has(readerId))) found.add(`${owned.kind} ${id}`)
      }
      return [...found]
    },
    ownersOf: (id) => listed.get(id) ?? secret.get(id) ?? null,
  }
}
