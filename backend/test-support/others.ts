/**
 * What is somebody's own is the same when nobody else is there. Figures, sums and lists carry no id by which a leak would show: so
 * each is read before and after everything of others was taken out of the tables, and must not have changed by a character.
 */
import type { LightMyRequestResponse } from 'fastify'
import type { ChangeLog } from './change-log.ts'
import type { DemoHouse, HouseDatabase } from './demo-house.ts'
import type { PersonName } from './demo-people.ts'
import { NothingLikeIt, type Ready, requests } from './requests/index.ts'
import { openWorld } from './requests/world.ts'

const visitor = (n: number) =>
  `(SELECT id FROM users WHERE email LIKE '%@visitantes.guelaguetza.test' AND NOT banned ORDER BY id DESC OFFSET ${n} LIMIT 1)`
const profileOf = (kind: 'host' | 'seller', name: string) =>
  `(SELECT p.id FROM ${kind}_profiles p JOIN users u ON u.id = p.user_id WHERE u.email = '${name}@guelaguetza.test')`
/** Of kinds that nobody of the demo has: somebody who is asked for nothing has one, so that it could leak or be written. */
const furniture = [
  // As many as one may have.
  `INSERT INTO passkeys (id, user_id, name, credential_id, public_key, counter, device_type, backed_up)
   SELECT ('0199feed-0000-7000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid, ${visitor(0)}, 'Otra llave', 'other-' || n, 'none', 0, 'singleDevice', false
   FROM generate_series(1, 20) n`,
  `INSERT INTO sessions (id, user_id, token, expires_at, second_factor_at)
   VALUES ('0199feed-0000-7000-8000-000000000005', ${visitor(0)}, 'other-token', now() + interval '30 days', now())`,
  `INSERT INTO two_factors (id, user_id, secret, backup_codes, verified) VALUES ('0199feed-0000-7000-8000-000000000002', ${visitor(0)}, 'other', 'other', true)`,
  `INSERT INTO consents (id, user_id, document, version, asked_at, given_at)
   VALUES ('0199feed-0000-7000-8000-000000000003', ${visitor(0)}, 'MARKETING', '1999-01-01', 'SETTINGS', now())`,
  `INSERT INTO waitlist_entries (id, slot_id, user_id, party, seats)
   SELECT '0199feed-0000-7000-8000-000000000004', max(id::text)::uuid, ${visitor(0)}, '[{"type": "adult", "quantity": 1}]', 1 FROM slots`,
  `WITH voted AS (INSERT INTO review_votes (review_id, user_id)
     SELECT w.id, ${visitor(0)} FROM reviews w WHERE w.user_id <> ${visitor(0)} ORDER BY w.id LIMIT 30 ON CONFLICT DO NOTHING RETURNING review_id)
   UPDATE reviews r SET helpful_count = r.helpful_count + 1 FROM voted WHERE r.id = voted.review_id`,
  `INSERT INTO account_closures (user_id, requested_at, effective_at) VALUES (${visitor(0)}, now(), now() + interval '14 days')`,
  `INSERT INTO calendar_feeds (host_id, token_hash) VALUES (${profileOf('host', 'host2')}, 'other-feed')`,
  // Of every listing of others, and more than anybody sold: of the best ten none would be one's own.
  `INSERT INTO daily_figures (payee_id, listing_id, day, views, sales, units, sales_cents, cancelled, refunded_cents)
   SELECT p.payee_id, p.listing_id, current_date - n, 1777, 177, 179, 177710000, 173, 1733 FROM generate_series(1, 40) n,
     (SELECT host_id AS payee_id, id AS listing_id FROM experiences WHERE host_id <> ${profileOf('host', 'host')}
      UNION ALL SELECT seller_id, id FROM products WHERE seller_id <> ${profileOf('seller', 'seller')}) p
   ON CONFLICT (payee_id, day, listing_id) DO UPDATE SET views = excluded.views, sales = excluded.sales, units = excluded.units, sales_cents = excluded.sales_cents`,
  `INSERT INTO daily_figures (payee_id, listing_id, day, views, sales, units, sales_cents)
   SELECT p.payee_id, p.listing_id, current_date - 1, 7, 2, 3, 45000 FROM
     (SELECT host_id AS payee_id, id AS listing_id FROM experiences WHERE host_id = ${profileOf('host', 'host')}
      UNION ALL SELECT seller_id, id FROM products WHERE seller_id = ${profileOf('seller', 'seller')}) p
   ON CONFLICT DO NOTHING`,
  `INSERT INTO team_members (id, partner_kind, partner_id, role, email, user_id, invited_by, expires_at, accepted_at)
   SELECT '0199feed-0000-7000-8000-000000000012', 'HOST', h.id, 'MANAGER', u.email, u.id, h.user_id, now(), now()
   FROM host_profiles h, users u WHERE h.id = ${profileOf('host', 'host2')} AND u.id = ${visitor(0)}`,
  `INSERT INTO slot_announcements (id, slot_id, user_id, text, guests)
   SELECT '0199feed-0000-7000-8000-000000000014', max(s.id::text)::uuid, h.user_id, 'Otro aviso', 1
   FROM slots s JOIN experiences e ON e.id = s.experience_id JOIN host_profiles h ON h.id = e.host_id WHERE h.id = ${profileOf('host', 'host2')} GROUP BY h.user_id`,
  `INSERT INTO carts (id, user_id) VALUES ('0199feed-0000-7000-8000-000000000013', ${visitor(0)})`,
  // Between others, and of some who go on writing to each other.
  `INSERT INTO user_blocks (blocker_id, blocked_id) SELECT u.id, ${visitor(1)} FROM users u
   WHERE u.id = ${visitor(0)} OR u.email IN ('ana@guelaguetza.test', 'host@guelaguetza.test')`,
  `INSERT INTO user_blocks (blocker_id, blocked_id) SELECT ${visitor(0)}, id FROM users WHERE email = 'host@guelaguetza.test'`,
  `UPDATE products SET low_stock_at = 1000 WHERE seller_id = ${profileOf('seller', 'seller2')}`,
  `INSERT INTO media (id, owner_id, purpose, status, content_type, bytes, sizes)
   VALUES ('0199feed-0000-7000-8000-000000000006', ${visitor(0)}, 'DOCUMENT', 'AWAITING', 'application/x-other', 7, '[]')`,
  `INSERT INTO refunds (id, payment_id, reason_key, amount_cents, status)
   SELECT '0199feed-0000-7000-8000-000000000007', p.id, 'other', 1, 'PENDING' FROM payments p JOIN users u ON u.id = p.user_id
   WHERE u.email LIKE '%@visitantes.guelaguetza.test' AND p.status = 'SUCCEEDED' AND p.refunded_cents < p.captured_cents ORDER BY p.id LIMIT 1`,
  // Conversations with something to read on both sides: of two others, and of somebody of the host's team who asked as a guest.
  ...[
    [8, visitor(0), 'host2'],
    [9, `(SELECT id FROM users WHERE email = 'manager@guelaguetza.test')`, 'host'],
  ].flatMap(([n, buyer, host]) => [
    `INSERT INTO threads (id, subject_kind, subject_id, buyer_id, payee_id, payee_user_id, last_seq, buyer_unread, payee_unread)
     SELECT '0199feed-0000-7000-8000-00000000000${n}', 'EXPERIENCE', e.id, ${buyer}, h.id, h.user_id, 2, 1, 1
     FROM host_profiles h JOIN experiences e ON e.host_id = h.id WHERE h.id = ${profileOf('host', String(host))} AND e.status = 'ACTIVE' ORDER BY e.id LIMIT 1`,
    `INSERT INTO messages (id, thread_id, seq, from_buyer, sender_id, text)
     SELECT ('0199feed-0000-7000-8000-0000000${n}000' || s)::uuid, t.id, s, s = 1, CASE s WHEN 1 THEN t.buyer_id ELSE t.payee_user_id END, 'Otra conversación, con unverified@guelaguetza.test'
     FROM threads t, generate_series(1, 2) s WHERE t.id = '0199feed-0000-7000-8000-00000000000${n}'`,
  ]),
  // Closed: whoever comes back gets their own again.
  `INSERT INTO host_profiles (id, user_id, slug, name, kind, bio, translations, region, closed_at)
   SELECT '0199feed-0000-7000-8000-000000000010', ${visitor(1)}, 'otra-casa', 'Otra casa', kind, bio, '{}', region, now() FROM host_profiles ORDER BY id LIMIT 1`,
  `INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, story, translations, images, closed_at)
   SELECT '0199feed-0000-7000-8000-000000000011', ${visitor(1)}, 'otro-taller', 'Otro taller', 'Otra persona', town, region, story, '{}', '{}', now()
   FROM seller_profiles ORDER BY id LIMIT 1`,
]
export async function furnishOthers(db: HouseDatabase): Promise<void> {
  for (const sql of furniture) await db.query(sql)
}

/** Columns that say whose a row is. */
export const owners = [
  'user_id',
  'owner_id',
  'host_id',
  'seller_id',
  'buyer_id',
  'payee_id',
  'payee_user_id',
  'partner_id',
  'reporter_id',
  'reported_user_id',
  'blocker_id',
]
/** The column says who did it, not whose it is. */
const deeds = ['order_events', 'stock_movements']
/** Who shows nothing to anybody: theirs goes even of what others show. */
const unseen = new Set(['media'])
/** What others show to guests; what guests have that a host or a workshop is told of. */
const shown = {
  guest: [
    'host_profiles',
    'seller_profiles',
    'experiences',
    'products',
    'shipping_rates',
    'pickup_points',
    'discount_codes',
    'media',
  ],
  partner: ['payments', 'checkouts', 'media', 'discount_uses', 'waitlist_entries'],
}

/** What somebody else does first, where the demo has nothing of the kind. */
const deedsOfLuis = [
  'POST /api/v1/me/applications',
  'POST /api/v1/moderation/decisions',
  'POST /api/v1/experiences/{id}/questions',
  'PUT /api/v1/cart/items/{productId}',
  'PUT /api/v1/cart/slots/{slotId}',
]

interface Reading {
  route: string
  by: PersonName
}
/** The same route read by those whose things are of another kind. */
const alsoBy: Record<string, readonly PersonName[]> = { 'GET /api/v1/me/export': ['host', 'seller', 'unverified'] }
/** Never twice the same: compressed, or a file. */
const notText = /\.(pdf|ics)$|\/file$/

interface Others {
  faultsOf(routes: readonly { route: string; access: string }[]): Promise<string[]>
}

/** What is the same before and after, and was another without others; times of asking are left alone. */
function difference(before: string, alone: string, after: string): string | null {
  const [a, b, c] = [before, alone, after].map((text) => text.split(/(?<=[,\n;])/)) as [string[], string[], string[]]
  const at = a.findIndex((piece, index) => piece !== b[index] && (piece === c[index] || a.length !== c.length))
  if (at >= 0)
    return `${a.slice(Math.max(0, at - 1), at + 3).join('')} | without: ${b.slice(Math.max(0, at - 1), at + 3).join('')}`
  return b.length > a.length ? `without others more: ${b[a.length]}` : null
}

export async function openOthers(house: DemoHouse, log: ChangeLog): Promise<Others> {
  const { db, people } = house
  const world = openWorld(house)
  const tables = await db.query<{ name: string; columns: string[] }>(
    `SELECT c.table_name AS name, array_agg(c.column_name::text) AS columns FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name = ANY($1) AND c.udt_name = 'uuid' GROUP BY 1 ORDER BY 1`,
    [owners],
  )

  async function takeOthers(by: PersonName): Promise<void> {
    const profiles = await db.query<{ id: string }>(
      'SELECT id FROM host_profiles WHERE user_id = $1 UNION ALL SELECT id FROM seller_profiles WHERE user_id = $1',
      [people[by].userId],
    )
    const mine = [people[by].userId, ...profiles.map(({ id }) => id)].map((id) => `'${id}'`).join(', ')
    const stay = new Set([...deeds, ...shown[profiles.length ? 'partner' : 'guest']])
    for (const { name, columns } of tables)
      if (unseen.has(name)) await log.take(name, `owner_id = ${visitor(0)}`)
      else if (!stay.has(name))
        await log.take(
          name,
          `num_nonnulls(${columns.join(', ')}) > 0 AND NOT (${columns.map((column) => `coalesce(${column} IN (${mine}), false)`).join(' OR ')})`,
        )
  }

  /** As many as can be prepared beside each other; answers those that have to wait for a round of their own. */
  async function readRound(by: PersonName, routes: readonly string[], faults: string[]): Promise<string[]> {
    const asked: { route: string; ready: Ready; first: string }[] = []
    const waiting: string[] = []
    try {
      if (by !== 'luis')
        for (const route of deedsOfLuis) await world.did(route, /decisions/.test(route) ? {} : { by: 'luis' })
      const prepared: { route: string; ready: Ready }[] = []
      for (const route of routes) {
        try {
          prepared.push({ route, ready: await world.prepare(route) })
        } catch (error) {
          if (!(error instanceof NothingLikeIt) || prepared.length === 0) throw error
          waiting.push(route)
        }
      }
      for (const { route, ready } of prepared) {
        const answer = await world.send(route, ready, by)
        if (answer.statusCode < 300) asked.push({ route, ready, first: answer.body })
        else if (prepared.length > 1) waiting.push(route)
        else faults.push(`${route} as ${by}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
      }
      const mark = await log.mark()
      await takeOthers(by)
      const alone = new Map<string, LightMyRequestResponse>()
      for (const { route, ready } of asked) alone.set(route, await world.send(route, ready, by))
      await log.undo(mark)
      for (const { route, ready, first } of asked) {
        const again = (await world.send(route, ready, by)).body
        const { statusCode, body } = alone.get(route) as LightMyRequestResponse
        const what =
          statusCode < 300 ? difference(first, body, again) : `${statusCode} without others: ${body.slice(0, 200)}`
        if (what) faults.push(`${route} as ${by} is told of others: ${what.slice(0, 400)}`)
      }
    } finally {
      await log.undo()
    }
    return waiting
  }

  return {
    async faultsOf(routes) {
      const readings: Reading[] = []
      for (const { route, access } of routes) {
        if (!route.startsWith('GET ') || access !== 'signed-in' || notText.test(route) || !requests[route]) continue
        const kind = /^GET \/api\/v1\/(host|seller)\//.exec(route)?.[1] as PersonName | undefined
        const by =
          kind ?? (/\/(applications|decisions)/.test(route) ? 'luis' : route.endsWith('/me/partners') ? 'host' : 'ana')
        for (const reader of [by, ...(alsoBy[route] ?? [])]) readings.push({ route, by: reader })
      }
      const faults: string[] = []
      for (const [by, theirs] of Map.groupBy(readings, (reading) => reading.by)) {
        let waiting = theirs.map(({ route }) => route)
        while (waiting.length > 1) {
          const left = await readRound(by, waiting, faults)
          if (left.length === waiting.length) break
          waiting = left
        }
        for (const route of waiting) await readRound(by, [route], faults)
      }
      return faults
    },
  }
}
