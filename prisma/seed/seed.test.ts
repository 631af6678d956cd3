/** The demo agrees with itself, with the payment sandbox and with the promises of bookings and payments; twice changes nothing. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogueHouse } from '../../backend/test-support/catalogue-house.ts'
import { bookingGuarantees } from '../../backend/src/modules/bookings/bookings.guarantees.ts'
import { quoteCancellation } from '../../backend/src/modules/bookings/cancellation-policy.rules.ts'
import { checkoutGuarantees } from '../../backend/src/modules/checkout/checkout.guarantees.ts'
import { experienceGuarantees } from '../../backend/src/modules/experiences/experiences.guarantees.ts'
import { verifyPassword } from '../../backend/src/modules/identity/password-hash.ts'
import { insightGuarantees } from '../../backend/src/modules/insights/insights.guarantees.ts'
import { ledgerGuarantees } from '../../backend/src/modules/ledger/ledger.guarantees.ts'
import { orderGuarantees } from '../../backend/src/modules/orders/orders.guarantees.ts'
import { paymentGuarantees } from '../../backend/src/modules/payments/payments.guarantees.ts'
import { productGuarantees } from '../../backend/src/modules/products/products.guarantees.ts'
import { payoutGuarantees } from '../../backend/src/modules/payouts/payouts.guarantees.ts'
import { reviewGuarantees } from '../../backend/src/modules/reviews/reviews.guarantees.ts'
import { testDatabase } from '../../backend/test-support/postgres.ts'
import { loadConfig } from '../../backend/src/platform/config.ts'
import { type RunningSandbox, startSandbox } from '../../sandbox/index.ts'
import { cancellationPolicies } from '../../backend/src/modules/experiences/index.ts'
import { readDemoFiles } from './demo-files.ts'
import { demoPassword, seed, type Seeded } from './index.ts'
import { planDemo } from './plan.ts'

const house = await catalogueHouse()
const { db } = house
const dataDir = mkdtempSync(join(tmpdir(), 'seed-test-'))
const stateFile = join(dataDir, 'sandbox/state.jsonl')
const sandbox: RunningSandbox = await startSandbox({
  port: 0,
  stateFile: null,
  webhookUrl: null,
  webhookSecret: 'whsec_sandbox',
})
const config = loadConfig({
  NODE_ENV: 'test',
  DATABASE_URL: db.url,
  DATA_DIR: dataDir,
  SANDBOX_PORT: String(sandbox.port),
})
const firstDay = '2026-11-22T18:00:00Z'
let first: Seeded
let tookMs: number

const tables = [
  'users',
  'accounts',
  'host_profiles',
  'regions',
  'venues',
  'experiences',
  'ticket_types',
  'slots',
  'bookings',
  'tickets',
  'payments',
  'refunds',
  'ledger_accounts',
  'ledger_sets',
  'ledger_entries',
  'craft_types',
  'seller_profiles',
  'products',
  'product_variants',
  'stock_movements',
  'shipping_rates',
  'pickup_points',
  'discount_codes',
  'discount_uses',
  'checkouts',
  'orders',
  'order_lines',
  'order_events',
  'order_returns',
  'connected_accounts',
  'transfers',
  'transfer_reversals',
  'reviews',
  'review_votes',
  'questions',
  'daily_figures',
]
/** Every row of every table, as one hash each. */
async function everything(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const table of tables) {
    const [row] = await db.query<{ hash: string }>(
      `SELECT count(*) || ':' || md5(string_agg(t::text, ',' ORDER BY t::text)) AS hash FROM ${table} t`,
    )
    found[table] = row?.hash ?? ''
  }
  return found
}
const everyGuarantee = [
  ...bookingGuarantees,
  ...paymentGuarantees,
  ...experienceGuarantees,
  ...productGuarantees,
  ...ledgerGuarantees,
  ...payoutGuarantees,
  ...orderGuarantees,
  ...checkoutGuarantees,
  ...reviewGuarantees,
  ...insightGuarantees,
]
async function violations(): Promise<string[]> {
  const broken: string[] = []
  for (const { name, sql } of everyGuarantee) if ((await db.query(sql)).length) broken.push(name)
  return broken
}
const number = async (sql: string): Promise<number> =>
  Number((await db.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n)

beforeAll(async () => {
  await house.travelTo(firstDay)
  const since = performance.now()
  first = await seed(config)
  tookMs = performance.now() - since
})
afterAll(async () => {
  await sandbox.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('it is all there, in a few seconds', async () => {
  expect(await number('regions')).toBe(8)
  expect(await number('venues')).toBe(25)
  expect(await number('experiences')).toBe(36)
  expect(first.experiences).toBe(36)
  expect(tookMs).toBeLessThan(10_000)
})

test('listings were looked at, more often than they were bought; a business’s day is the sum of its listings’', async () => {
  const [views] = await db.query<{ listings: number; most: number; wrong: number }>(`
    SELECT count(DISTINCT listing_id) FILTER (WHERE listing_id <> payee_id)::int AS listings, max(views)::int AS most,
      (SELECT count(*)::int FROM daily_figures b WHERE b.listing_id = b.payee_id AND b.views <> (
        SELECT sum(l.views) FROM daily_figures l WHERE l.payee_id = b.payee_id AND l.day = b.day AND l.listing_id <> l.payee_id)) AS wrong
    FROM daily_figures`)
  expect(views).toMatchObject({ wrong: 0 })
  expect(views?.listings).toBe(first.experiences + first.products)
  const bought = `bookings b WHERE confirmed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM daily_figures f
    WHERE f.listing_id = b.experience_id AND f.day = (b.confirmed_at AT TIME ZONE 'America/Mexico_City')::date AND f.views > 10)`
  expect(await number(`${bought} AND confirmed_at > app_now() - interval '59 days'`)).toBe(0)
})

describe('people', () => {
  test('the nine accounts sign in with the password, verified, with their roles; nobody else can', async () => {
    const accounts = await db.query<{ email: string; role: string; password: string }>(
      `SELECT u.email, u.role, a.password FROM accounts a JOIN users u ON u.id = a.user_id
       WHERE a.provider_id = 'credential' AND a.account_id = u.id::text AND u.email_verified ORDER BY u.email`,
    )
    expect(accounts.map(({ email, role }) => `${email} ${role}`)).toEqual([
      'admin@guelaguetza.test admin',
      'ana@guelaguetza.test user',
      'host2@guelaguetza.test user',
      'host@guelaguetza.test user',
      'luis@guelaguetza.test user',
      'moderator@guelaguetza.test moderator',
      'seller2@guelaguetza.test user',
      'seller3@guelaguetza.test user',
      'seller@guelaguetza.test user',
    ])
    for (const { password } of accounts)
      expect(await verifyPassword({ hash: password, password: demoPassword })).toBe(true)
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(9)
    expect(await number('accounts')).toBe(9)
  })

  test('host and host2 offer several experiences each, and every host is marked as invented in both languages', async () => {
    const hosts = await db.query<{ email: string; n: number; bio: string; en: string }>(
      `SELECT u.email, h.bio, h.translations -> 'en' ->> 'bio' AS en, count(e.id)::int AS n
       FROM host_profiles h JOIN users u ON u.id = h.user_id LEFT JOIN experiences e ON e.host_id = h.id GROUP BY u.email, h.id`,
    )
    for (const { n, bio, en } of hosts) {
      expect(n).toBeGreaterThan(0)
      expect([bio, en]).toEqual([expect.stringContaining('ficticio'), expect.stringContaining('Fictional')])
    }
    for (const email of ['host@guelaguetza.test', 'host2@guelaguetza.test'])
      expect(hosts.find((host) => host.email === email)?.n).toBeGreaterThanOrEqual(3)
  })
})

describe('the calendar', () => {
  const files = readDemoFiles()

  test('is the weekly schedule at the place, in season and on the given dates, for 300 days', async () => {
    const slots = await db.query<{ slug: string; at: Date }>(
      `SELECT e.slug, s.starts_at AS at FROM slots s JOIN experiences e ON e.id = s.experience_id WHERE s.starts_at > $1 ORDER BY s.starts_at`,
      [firstDay],
    )
    const starts = new Map<string, string[]>()
    for (const { slug, at } of slots)
      starts.set(slug, [
        ...(starts.get(slug) ?? []),
        DateTime.fromJSDate(at, { zone: 'America/Mexico_City' }).toFormat('ccc yyyy-MM-dd HH:mm'),
      ])
    for (const { slug, weeklySchedule, seasonMonths, availableDates } of files.experiences) {
      const own = starts.get(slug) ?? []
      expect([slug, own.length > 0]).toEqual([slug, true])
      for (const start of own) {
        const [day = '', date = '', time = ''] = start.split(' ')
        expect(weeklySchedule.startTimes).toContain(time)
        if (availableDates) expect(availableDates).toContain(date)
        else expect(weeklySchedule.days).toContain(day.toLowerCase())
        if (seasonMonths) expect(seasonMonths).toContain(Number(date.slice(5, 7)))
      }
    }
    expect(starts.get('guelaguetza-con-guia')).toEqual(['Mon 2027-07-19 08:30', 'Mon 2027-07-26 08:30'])
    expect(starts.get('quesillo-etla')).toHaveLength(43)
    expect(starts.get('monte-alban-por-la-tarde')?.at(-1)).toBe('Sat 2027-09-18 14:00')
  })

  test('is alive: some coming slots are full, some nearly, most have room', async () => {
    const soon = `slots WHERE starts_at BETWEEN app_now() AND app_now() + interval '14 days' AND state = 'OPEN'`
    const all = await number(soon)
    expect(await number(`${soon} AND taken = capacity`)).toBeGreaterThan(5)
    expect(await number(`${soon} AND capacity - taken BETWEEN 1 AND 2`)).toBeGreaterThan(5)
    expect(await number(`${soon} AND capacity - taken > 4`)).toBeGreaterThan(all / 2)
  })
})

describe('offers', () => {
  test('everyone can come as an adult; children pay half and seniors ten per cent less, where they may come', async () => {
    const types = await db.query<{ slug: string; min_age: number; prices: Record<string, number> }>(
      `SELECT e.slug, e.min_age, json_object_agg(t.type, t.price_cents) AS prices FROM experiences e JOIN ticket_types t ON t.experience_id = e.id GROUP BY e.id`,
    )
    for (const { min_age, prices } of types) {
      const { adult = 0, child, senior } = prices
      expect(child === undefined).toBe(min_age > 11)
      if (child !== undefined) expect(Math.abs(child - adult / 2)).toBeLessThanOrEqual(50)
      expect(Math.abs((senior ?? 0) - adult * 0.9)).toBeLessThanOrEqual(50)
    }
    expect(types).toHaveLength(36)
  })

  test('the policies a host may choose are those of the data', () => {
    const { cancellationPolicies: told } = readDemoFiles()
    const known = Object.fromEntries(
      Object.values(cancellationPolicies).map(({ key, summary, tiers }) => [key, { ...summary, tiers }]),
    )
    expect(known).toEqual(told)
  })

  test('read complete in English', async () => {
    for (const sort of ['recommended', 'soonest']) {
      const english = (await house.get(`/experiences?limit=100&sort=${sort}`, { language: 'en' })).body.items
      const spanish = (await house.get(`/experiences?limit=100&sort=${sort}`)).body.items
      expect(english).toHaveLength(36)
      english.forEach((card: { title: string }, index: number) => expect(card.title).not.toBe(spanish[index].title))
    }
  })
})

describe('the market', () => {
  const files = readDemoFiles()

  test('has every craft, workshop and product of the data, all of them on sale', async () => {
    expect(first.products).toBe(73)
    expect(await number('craft_types')).toBe(17)
    expect(await number('seller_profiles')).toBe(18)
    expect(await number(`products WHERE status = 'ACTIVE'`)).toBe(73)
    expect(
      await number('products p WHERE NOT EXISTS (SELECT 1 FROM product_variants v WHERE v.product_id = p.id)'),
    ).toBe(0)
  })

  test('prices and pieces are those of the data, variants included', async () => {
    const rows = await db.query<{ slug: string; cents: number; stock: number }>(
      `SELECT p.slug, p.price_from_cents AS cents, sum(m.quantity)::int AS stock FROM products p JOIN product_variants v ON v.product_id = p.id
       JOIN stock_movements m ON m.variant_id = v.id AND m.kind = 'INITIAL' GROUP BY p.id ORDER BY p.slug`,
    )
    expect(rows).toEqual(
      files.crafts.products
        .map(({ slug, priceCents, stock }) => ({ slug, cents: priceCents, stock }))
        .toSorted((a, b) => (a.slug < b.slug ? -1 : 1)),
    )
    expect(await number(`(SELECT product_id FROM product_variants GROUP BY 1 HAVING count(*) > 1) several`)).toBe(10)
    // A product's only variant has no name of its own; each of several has one, in both languages.
    expect(
      await number(
        `(SELECT 1 FROM product_variants GROUP BY product_id HAVING (count(*) = 1) <> bool_and(label = '') OR (count(*) > 1) <> bool_and(translations -> 'en' ->> 'label' IS NOT NULL)) wrong`,
      ),
    ).toBe(0)
  })

  test('the three selling accounts have a workshop with products, and every workshop is marked as invented', async () => {
    const sellers = await db.query<{ email: string; called: boolean; n: number; story: string; en: string }>(
      `SELECT u.email, u.name = s.owner_name AS called, s.story, s.translations -> 'en' ->> 'story' AS en, count(p.id)::int AS n
       FROM seller_profiles s JOIN users u ON u.id = s.user_id LEFT JOIN products p ON p.seller_id = s.id GROUP BY u.id, s.id`,
    )
    for (const { called, n, story, en } of sellers) {
      expect({ called, some: n > 0 }).toEqual({ called: true, some: true })
      expect([story, en]).toEqual([expect.stringContaining('ficticio'), expect.stringContaining('Fictional')])
    }
    const own = sellers.filter(({ email }) => /^seller\d?@guelaguetza\.test$/.test(email))
    expect(own.map(({ email }) => email).toSorted()).toEqual([
      'seller2@guelaguetza.test',
      'seller3@guelaguetza.test',
      'seller@guelaguetza.test',
    ])
    expect(Math.min(...own.map(({ n }) => n))).toBeGreaterThanOrEqual(4)
  })

  test('mezcal and blades are for adults, a bottle says what is in it, long waits are made to order', async () => {
    expect(await number(`products WHERE age_restricted <> (category = 'MEZCAL' OR craft = 'cuchilleria')`)).toBe(0)
    expect(
      await number(
        `products p JOIN product_variants v ON v.product_id = p.id WHERE p.category = 'MEZCAL'
         AND (v.options ->> 'volumeMl' IS NULL OR v.options ->> 'abv' IS NULL OR p.technique NOT LIKE '%Alc. Vol.%')`,
      ),
    ).toBe(0)
    expect(await number('products WHERE made_to_order <> (lead_time_days >= 30)')).toBe(0)
    expect(await number('products WHERE made_to_order')).toBe(6)
  })

  test('reads complete in English', async () => {
    expect(
      await number(
        `products WHERE cardinality(materials) = 0 OR care = '' OR technique = '' OR cardinality(materials) <> jsonb_array_length(translations -> 'en' -> 'materials')
         OR NOT (translations -> 'en' ?& '{name,description,technique,care}') OR translations -> 'en' ->> 'description' = description`,
      ),
    ).toBe(0)
  })
})

describe('bookings', () => {
  const states = [
    'CANCELLED BY_ADMIN',
    'CANCELLED BY_GUEST',
    'CANCELLED BY_HOST',
    'CANCELLED HOLD_EXPIRED',
    'COMPLETED',
    'CONFIRMED',
    'PAYMENT_FAILED',
    'PENDING',
    'PENDING_PAYMENT',
  ]

  test('Ana and Luis have one in every state', async () => {
    for (const [who, without] of [
      ['ana', 'CANCELLED BY_ADMIN'],
      ['luis', ''],
    ]) {
      const rows = await db.query<{ state: string }>(
        `SELECT DISTINCT concat_ws(' ', b.status, b.cancel_reason) AS state FROM bookings b JOIN users u ON u.id = b.user_id WHERE u.email = $1 ORDER BY 1`,
        [`${who}@guelaguetza.test`],
      )
      expect(rows.map(({ state }) => state)).toEqual(states.filter((state) => state !== without))
    }
  })

  test('keep every promise of bookings, payments and catalogue', async () => {
    expect(await violations()).toEqual([])
  })

  test('whoever took part was let in before the end, and nobody else was', async () => {
    const admitted = `tickets t JOIN bookings b ON b.id = t.booking_id JOIN slots s ON s.id = b.slot_id`
    expect(
      await number(
        `${admitted} WHERE b.status = 'COMPLETED' AND (t.admitted_at IS NULL OR t.admitted_at > s.ends_at OR s.ends_at > app_now())`,
      ),
    ).toBe(0)
    expect(await number(`${admitted} WHERE b.status <> 'COMPLETED' AND t.admitted_at IS NOT NULL`)).toBe(0)
    expect(await number(`${admitted} WHERE (b.status = 'CANCELLED') <> (t.voided_at IS NOT NULL)`)).toBe(0)
    expect(
      await number(
        `bookings b JOIN slots s ON s.id = b.slot_id WHERE b.status = 'CONFIRMED' AND s.starts_at < app_now()`,
      ),
    ).toBe(0)
  })

  test('time runs forwards: nothing happened before it could, or after now', async () => {
    expect(
      await number(`bookings b JOIN slots s ON s.id = b.slot_id JOIN users u ON u.id = b.user_id
        WHERE b.created_at > app_now() OR b.created_at < u.created_at OR b.created_at > s.bookable_until OR b.confirmed_at < b.created_at
          OR b.cancelled_at < coalesce(b.confirmed_at, b.created_at) OR b.cancelled_at > app_now() OR b.completed_at > app_now()`),
    ).toBe(0)
  })

  test('live holds end with the configured time', async () => {
    expect(
      await number(
        `bookings WHERE status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED') AND hold_expires_at = app_now() + interval '900 seconds'`,
      ),
    ).toBe(6)
  })

  test('what was given back is what the frozen policy says, or everything when host or staff cancelled', async () => {
    interface Cancelled {
      reason: string
      total: number
      at: Date
      policy: { tiers: { hoursBefore: number; refundPct: number }[] }
      starts: Date
      refunded: number
    }
    const rows = await db.query<Cancelled & Record<string, unknown>>(
      `SELECT b.cancel_reason AS reason, b.total_cents AS total, b.cancelled_at AS at, b.cancellation_policy AS policy, s.starts_at AS starts, p.refunded_cents AS refunded
       FROM bookings b JOIN slots s ON s.id = b.slot_id JOIN payments p ON p.payable_id = b.id WHERE b.cancel_reason IN ('BY_GUEST', 'BY_HOST', 'BY_ADMIN')`,
    )
    const shares = new Set<number>()
    for (const row of rows) {
      const quote = quoteCancellation({
        tiers: row.policy.tiers,
        startsAt: row.starts,
        now: row.at,
        totalCents: row.total,
      })
      expect(row.refunded).toBe(row.reason === 'BY_GUEST' ? quote.refundCents : row.total)
      if (row.reason === 'BY_GUEST') shares.add(quote.refundPct)
    }
    expect(shares).toEqual(new Set([0, 50, 100]))
  })

  test('the party adds up to the seats and the total, at the prices of the offer', async () => {
    const rows = await db.query<{
      seats: number
      total: number
      party: { quantity: number; unitPriceCents: number; label: object }[]
    }>('SELECT seats, total_cents AS total, party FROM bookings')
    for (const { seats, total, party } of rows) {
      expect(party.reduce((sum, line) => sum + line.quantity, 0)).toBe(seats)
      expect(party.reduce((sum, line) => sum + line.quantity * line.unitPriceCents, 0)).toBe(total)
      for (const { label } of party) expect(label).toEqual({ es: expect.any(String), en: expect.any(String) })
    }
  })
})

describe('purchases', () => {
  test('Ana has an order in every state, and Luis in most', async () => {
    const statesOf = async (who: string) =>
      (
        await db.query<{ state: string }>(
          `SELECT DISTINCT concat_ws(' ', o.status, o.cancel_reason, CASE WHEN o.completed_at IS NOT NULL AND o.status = 'DELIVERED' THEN 'completed' END) AS state
           FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = $1 ORDER BY 1`,
          [`${who}@guelaguetza.test`],
        )
      ).map(({ state }) => state)
    expect(await statesOf('ana')).toEqual([
      'CANCELLED BY_BUYER',
      'CANCELLED BY_SELLER',
      'CANCELLED HOLD_EXPIRED',
      'CANCELLED NOT_ACCEPTED',
      'DELIVERED',
      'DELIVERED completed',
      'PAID',
      'PAYMENT_FAILED',
      'PENDING',
      'PENDING_PAYMENT',
      'PROCESSING',
      'REFUNDED',
      'SHIPPED',
    ])
    expect(await statesOf('luis')).toEqual(
      expect.arrayContaining(['CANCELLED BY_ADMIN', 'CANCELLED BY_BUYER', 'DELIVERED completed', 'PAID', 'PENDING']),
    )
    const returns = await db.query<{ status: string }>('SELECT DISTINCT status::text FROM order_returns ORDER BY 1')
    expect(returns.map(({ status }) => status)).toEqual(['ACCEPTED', 'RECEIVED', 'REFUSED', 'REQUESTED'])
    expect(await number('orders WHERE refunded_cents BETWEEN 1 AND total_cents - shipping_cents - 1')).toBeGreaterThan(
      2,
    )
  })

  test('the three selling accounts have orders to accept, to send, on the way and done', async () => {
    const rows = await db.query<{ email: string; states: string[] }>(
      `SELECT u.email, array_agg(DISTINCT o.status::text) AS states FROM orders o JOIN seller_profiles s ON s.id = o.seller_id JOIN users u ON u.id = s.user_id
       WHERE u.email LIKE 'seller%' GROUP BY 1 ORDER BY 1`,
    )
    expect(rows).toHaveLength(3)
    for (const { states: own } of rows)
      expect(own).toEqual(expect.arrayContaining(['PAID', 'PROCESSING', 'SHIPPED', 'DELIVERED']))
  })

  test('one payment is for three workshops and a walk, with a code whose parts sum', async () => {
    const [row] = await db.query<{ orders: number; seats: number; total: number; off: number; id: string }>(
      `SELECT k.id, k.total_cents AS total, k.discount_cents AS off, (SELECT count(*)::int FROM orders o WHERE o.checkout_id = k.id) AS orders, b.seats
       FROM checkouts k JOIN bookings b ON b.checkout_id = k.id`,
    )
    expect(row).toMatchObject({ orders: 3, seats: 2 })
    const [sum] = await db.query<{ cents: number }>(
      `SELECT (SELECT sum(total_cents) FROM orders WHERE checkout_id = $1)::int + (SELECT sum(total_cents - platform_discount_cents) FROM bookings WHERE checkout_id = $1)::int AS cents`,
      [row?.id],
    )
    expect(sum?.cents).toBe(row?.total)
    expect(row?.off).toBeGreaterThan(0)
  })

  test('codes: one for newcomers, one for July, one of a workshop, one used up, one over', async () => {
    const codes = await db.query<{ code: string; state: string }>(
      `SELECT code, CASE WHEN starts_at > app_now() THEN 'not yet' WHEN ends_at <= app_now() THEN 'over' WHEN used = max_uses THEN 'used up'
         WHEN seller_id IS NULL THEN 'of the platform' ELSE 'of a workshop' END AS state FROM discount_codes ORDER BY code`,
    )
    expect(Object.fromEntries(codes.map(({ code, state }) => [code, state]))).toEqual({
      BIENVENIDA10: 'of the platform',
      COSECHA15: 'over',
      CUARZO100: 'of a workshop',
      GUELAGUETZA2027: 'not yet',
      TECOLOTE20: 'used up',
    })
    expect(await number('discount_uses WHERE released_at IS NOT NULL')).toBe(1)
  })

  test('every workshop sends within Mexico and can be visited; some stand at the festival, alcohol stays in the country', async () => {
    expect(
      await number(`seller_profiles s WHERE NOT EXISTS (SELECT 1 FROM shipping_rates r WHERE r.seller_id = s.id AND r.zone = 'MEXICO')
        OR NOT EXISTS (SELECT 1 FROM pickup_points p WHERE p.seller_id = s.id AND p.kind = 'WORKSHOP')`),
    ).toBe(0)
    expect(await number(`pickup_points WHERE kind = 'STALL' AND open_from <= open_until`)).toBeGreaterThan(3)
    expect(await number('shipping_rates WHERE free_above_cents IS NOT NULL')).toBeGreaterThan(3)
    expect(
      await number(
        `shipping_rates r JOIN products p ON p.seller_id = r.seller_id WHERE r.zone = 'ABROAD' AND p.age_restricted`,
      ),
    ).toBe(0)
    expect(await number(`shipping_rates WHERE NOT (translations -> 'en' ? 'label')`)).toBe(0)
    expect(await number(`pickup_points WHERE NOT (translations -> 'en' ?& '{name,openingHours}')`)).toBe(0)
  })

  test('adults only: whoever bought mezcal or blades said when they were born', async () => {
    expect(
      await number(`checkouts k WHERE birth_date IS NULL AND EXISTS (SELECT 1 FROM orders o JOIN order_lines l ON l.order_id = o.id
        JOIN products p ON p.id = l.product_id WHERE o.checkout_id = k.id AND p.age_restricted)`),
    ).toBe(0)
  })

  test('every story is told in order, from the placing to the state it is in, and nothing of it is still to come', async () => {
    const stories = await db.query<{ status: string; kinds: string[] }>(
      `SELECT o.status::text, array_agg(e.kind ORDER BY e.created_at, e.id) AS kinds FROM orders o JOIN order_events e ON e.order_id = o.id GROUP BY o.id`,
    )
    const last: Record<string, string[]> = {
      PENDING_PAYMENT: ['PLACED'],
      PENDING: ['PLACED'],
      PAYMENT_FAILED: ['PAYMENT_FAILED'],
      PAID: ['PAID'],
      PROCESSING: ['ACCEPTED'],
      SHIPPED: ['SHIPPED', 'REFUNDED'],
      DELIVERED: ['DELIVERED', 'COMPLETED', 'REFUNDED', 'RETURN_REQUESTED', 'RETURN_ACCEPTED', 'RETURN_REFUSED'],
      CANCELLED: ['CANCELLED', 'REFUNDED'],
      REFUNDED: ['REFUNDED'],
    }
    for (const { status, kinds } of stories) {
      expect(kinds[0]).toBe('PLACED')
      expect(last[status]).toContain(kinds.at(-1))
    }
    expect(await number('order_events WHERE created_at > app_now()')).toBe(0)
    expect(
      await number(`orders WHERE paid_at < created_at OR accepted_at < paid_at OR shipped_at < accepted_at OR delivered_at < shipped_at
        OR completed_at < delivered_at OR updated_at > app_now()`),
    ).toBe(0)
  })

  test('two workshops and a host have open accounts, one has begun; what is due went out, a kindness came back', async () => {
    const accounts = await db.query<{ email: string; open: boolean }>(
      `SELECT u.email, transfers_enabled AS open FROM connected_accounts c JOIN users u ON u.id = c.user_id ORDER BY u.email`,
    )
    expect(accounts).toEqual([
      { email: 'host@guelaguetza.test', open: true },
      { email: 'seller2@guelaguetza.test', open: false },
      { email: 'seller3@guelaguetza.test', open: true },
      { email: 'seller@guelaguetza.test', open: true },
    ])
    const known = new Map(sandbox.control.objects('accounts').map((account) => [account.id, account]))
    const rows = await db.query<{ id: string; open: boolean; due: string[] }>(
      'SELECT provider_account_id AS id, transfers_enabled AS open, requirements_due AS due FROM connected_accounts',
    )
    for (const { id, open, due } of rows)
      expect({
        open: known.get(id)?.capabilities?.transfers === 'active',
        due: known.get(id)?.requirements?.currently_due,
      }).toEqual({ open, due })
    for (const kind of ['SELLER', 'HOST'])
      expect(await number(`transfers WHERE payee_kind = '${kind}'`)).toBeGreaterThan(5)
    const sent = await db.query<{ id: string; amount: number; reversed: number; source: string | null }>(
      'SELECT provider_transfer_id AS id, amount_cents AS amount, reversed_cents AS reversed, source_charge_id AS source FROM transfers ORDER BY 1',
    )
    expect(
      sandbox.control
        .objects('transfers')
        .map(({ id, amount, amount_reversed, source_transaction }) => ({
          id,
          amount,
          reversed: amount_reversed,
          source: source_transaction,
        }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ).toEqual(sent.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    expect(await number('transfer_reversals')).toBe(1)
    expect(
      await number(`(SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE a.kind = 'SELLER_PAYABLE'
        AND EXISTS (SELECT 1 FROM transfers t WHERE t.subject_id = e.subject_id) GROUP BY e.subject_id HAVING sum(e.amount_cents) <> 0) uneven`),
    ).toBe(0)
  })
})

describe('what people say', () => {
  const reviewed = `reviews r JOIN users u ON u.id = r.user_id`
  const shareOf = async (what: string, told: string) => (await number(`${what} AND ${told}`)) / (await number(what))

  test('most of what was lived or arrived is reviewed, mostly well; a third of it is answered', async () => {
    const lived = await shareOf(
      `bookings b WHERE b.status = 'COMPLETED'`,
      'EXISTS (SELECT 1 FROM reviews r WHERE r.booking_id = b.id)',
    )
    const arrived = await shareOf(
      `order_lines l JOIN orders o ON o.id = l.order_id WHERE o.status = 'DELIVERED' AND l.refunded_quantity < l.quantity`,
      'EXISTS (SELECT 1 FROM reviews r WHERE r.order_line_id = l.id)',
    )
    for (const share of [lived, arrived]) {
      expect(share).toBeGreaterThan(0.55)
      expect(share).toBeLessThan(0.85)
    }
    const stars = await db.query<{ rating: number }>('SELECT DISTINCT rating FROM reviews ORDER BY 1')
    expect(stars.map(({ rating }) => rating)).toEqual([3, 4, 5])
    expect(await shareOf('reviews WHERE true', 'rating >= 4')).toBeGreaterThan(0.8)
    const answered = await shareOf('reviews WHERE true', 'answer IS NOT NULL')
    expect(answered).toBeGreaterThan(0.22)
    expect(answered).toBeLessThan(0.45)
    expect(await shareOf('reviews WHERE true', `language = 'en'`)).toBeGreaterThan(0.1)
    expect(await number('review_votes')).toBeGreaterThan(50)
  })

  test('every experience with a past has stars, and so have products of most workshops', async () => {
    expect(
      await number(`experiences e WHERE rating_count = 0 AND slug NOT IN ('vela-en-juchitan', 'quesillo-etla', 'huautla-cafe-y-cerro')
        AND EXISTS (SELECT 1 FROM bookings b WHERE b.experience_id = e.id AND b.status = 'COMPLETED')`),
    ).toBe(0)
    expect(await number('products WHERE rating_count > 0')).toBeGreaterThan(25)
    expect(
      await number(
        'seller_profiles s WHERE EXISTS (SELECT 1 FROM products p WHERE p.seller_id = s.id AND rating_count > 0)',
      ),
    ).toBeGreaterThan(11)
  })

  test('Ana and Luis said something and have something left to say', async () => {
    for (const who of ['ana', 'luis']) {
      const email = `${who}@guelaguetza.test`
      expect(await number(`${reviewed} WHERE u.email = '${email}'`)).toBeGreaterThan(1)
      for (const left of [
        `bookings b JOIN users u ON u.id = b.user_id WHERE b.status = 'COMPLETED' AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.booking_id = b.id)`,
        `order_lines l JOIN orders o ON o.id = l.order_id JOIN users u ON u.id = o.user_id WHERE o.status = 'DELIVERED'
           AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.order_line_id = l.id)`,
      ])
        expect(await number(`${left} AND u.email = '${email}'`)).toBeGreaterThan(0)
    }
  })

  test('nobody says the same twice: one review per person and listing, no text twice about one', async () => {
    expect(await number('(SELECT 1 FROM reviews GROUP BY listing_id, user_id HAVING count(*) > 1) twice')).toBe(0)
    expect(await number('(SELECT 1 FROM reviews GROUP BY listing_id, text HAVING count(*) > 1) twice')).toBe(0)
  })

  test('it was said after it was over, answered after that, and nothing of it is still to come', async () => {
    expect(
      await number(`reviews r LEFT JOIN bookings b ON b.id = r.booking_id LEFT JOIN order_lines l ON l.id = r.order_line_id LEFT JOIN orders o ON o.id = l.order_id
        WHERE r.created_at <= coalesce(b.completed_at, o.delivered_at) OR r.created_at > app_now() OR r.answered_at < r.created_at OR r.answered_at > app_now()
          OR r.editable_until <> r.created_at + interval '30 days'`),
    ).toBe(0)
    expect(
      await number(
        `review_votes v JOIN reviews r ON r.id = v.review_id WHERE v.created_at < r.created_at OR v.created_at > app_now()`,
      ),
    ).toBe(0)
    expect(
      await number('questions WHERE created_at > app_now() OR answered_at < created_at OR answered_at > app_now()'),
    ).toBe(0)
  })

  test('about half of the listings were asked something; some of it waits for its answer', async () => {
    for (const kind of ['EXPERIENCE', 'PRODUCT'])
      expect(await number(`questions WHERE listing_kind = '${kind}'`)).toBeGreaterThan(10)
    expect(await shareOf('questions WHERE true', 'answer IS NOT NULL')).toBeGreaterThan(0.7)
    expect(await number('questions WHERE answer IS NULL')).toBeGreaterThan(3)
  })
})

describe('the payment sandbox', () => {
  interface OurPayment {
    id: string
    status: string
    amount: number
    captured: number
    refunded: number
    intent: string
    secret: string
    error: string | null
    charge: string | null
    type: string
    payable: string
  }
  const payments = () =>
    db.query<OurPayment>(
      `SELECT id, status::text, amount_cents AS amount, captured_cents AS captured, refunded_cents AS refunded, intent_id AS intent,
         client_secret AS secret, last_error_code AS error, charge_id AS charge, payable_type AS type, payable_id AS payable FROM payments WHERE intent_id IS NOT NULL`,
    )

  test('knows every intent as we do: amounts, state, secret, last error, refunds, whose it is', async () => {
    const charges = new Map(sandbox.control.objects('charges').map((charge) => [charge.id, charge]))
    const intents = new Map(sandbox.control.objects('payment_intents').map((intent) => [intent.id, intent]))
    const ours = await payments()
    expect(intents.size).toBe(ours.length)
    for (const payment of ours) {
      const intent = intents.get(payment.intent)
      expect(intent).toMatchObject({
        amount: payment.amount,
        amount_received: payment.captured,
        currency: 'mxn',
        status: payment.status.toLowerCase(),
        client_secret: payment.secret,
        metadata: { payment_id: payment.id, payable_type: payment.type, payable_id: payment.payable },
      })
      const failure = intent?.last_payment_error
      expect(failure?.decline_code ?? failure?.code ?? null).toBe(payment.error)
      if (payment.captured > 0)
        expect(charges.get(intent?.latest_charge as string)).toMatchObject({
          amount_refunded: payment.refunded,
          status: 'succeeded',
        })
      expect(payment.charge).toBe(payment.captured > 0 ? intent?.latest_charge : null)
    }
    const refunds = await db.query<{ id: string; amount: number }>(
      'SELECT provider_refund_id AS id, amount_cents AS amount FROM refunds',
    )
    expect(
      sandbox.control
        .objects('refunds')
        .map(({ id, amount }) => ({ id, amount }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ).toEqual(refunds.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
  })

  test('what it holds for us is what the ledger says, fees included', async () => {
    const there = sandbox.control.objects('balance_transactions').reduce((cents, { net }) => cents + net, 0)
    const [here] = await db.query<{ cents: number }>(
      `SELECT sum(e.amount_cents)::int AS cents FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE a.kind = 'PROVIDER_CLEARING'`,
    )
    expect(here?.cents).toBe(there)
    expect(there).toBeGreaterThan(0)
  })

  test('reads the same from its state file when it was not running', async () => {
    const before = sandbox.control.counts()
    const gone = await startSandbox({ port: 0, stateFile: null, webhookUrl: null, webhookSecret: 'whsec_sandbox' })
    await gone.close()
    await seed({ ...config, payments: { ...config.payments, apiBase: gone.url } })
    const woken = await startSandbox({ port: 0, stateFile, webhookUrl: null, webhookSecret: 'whsec_sandbox' })
    expect(woken.control.counts()).toMatchObject({
      payment_intents: before.payment_intents,
      charges: before.charges,
      refunds: before.refunds,
      accounts: before.accounts,
      transfers: before.transfers,
      transfer_reversals: before.transfer_reversals,
      balance_transactions: before.balance_transactions,
    })
    await woken.close()
  })
})

test('with a real provider there are no live holds: it knows none of the demo’s intents', () => {
  const plan = planDemo(readDemoFiles(), {
    firstSeeded: new Date(firstDay),
    holdSeconds: 900,
    commissionBps: 1600,
    productBps: 1200,
    bookingWindowHours: 48,
    purchases: true,
    liveHolds: false,
  })
  expect(plan.bookings.filter(({ hold_expires_at, status }) => hold_expires_at && status !== 'CANCELLED')).toEqual([])
  expect(plan.bookings.length).toBeGreaterThan(100)
  expect(plan.market.orders.filter(({ status }) => /^P.*(ENDING|FAILED)/.test(status))).toEqual([])
  expect([plan.market.accounts, plan.market.transfers]).toEqual([[], []])
})

test('where part of the catalogue is there already, nothing was bought: pieces and codes are counted without purchases', async () => {
  const other = await testDatabase()
  const files = readDemoFiles()
  const { users, workshops, products } = planDemo(files, {
    firstSeeded: new Date(firstDay),
    holdSeconds: 900,
    commissionBps: 1600,
    productBps: 1200,
    bookingWindowHours: 48,
    purchases: false,
    liveHolds: true,
  })
  const [product] = products
  const workshop = workshops.find(({ id }) => id === product?.seller_id)
  const user = users.find(({ id }) => id === workshop?.user_id)
  for (const [table, row] of Object.entries({
    users: user,
    seller_profiles: workshop,
    products: { ...product, status: 'DRAFT' },
  })) {
    const columns = Object.keys(row ?? {}).filter((column) => column !== 'craft')
    await other.query(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM jsonb_populate_record(null::${table}, $1)`,
      [JSON.stringify(row)],
    )
  }
  const elsewhere = { ...config.payments, apiBase: null }
  const seeded = await seed({ ...config, payments: elsewhere, database: { ...config.database, url: other.url } })
  expect(seeded).toMatchObject({ products: products.length - 1, orders: 0 })
  const broken: string[] = []
  for (const { name, sql } of everyGuarantee) if ((await other.query(sql)).length) broken.push(name)
  expect(broken).toEqual([])
})

describe('again', () => {
  test('at once and a month later: not one row changes', async () => {
    const before = await everything()
    const objects = sandbox.control.counts()
    for (const day of [firstDay, '2026-12-24T09:30:00Z']) {
      await house.travelTo(day)
      expect(await seed(config)).toEqual({ users: 0, experiences: 0, products: 0, slots: 0, bookings: 0, orders: 0 })
      expect(await everything()).toEqual(before)
      expect(sandbox.control.counts()).toEqual(objects)
    }
  })

  test('what people changed since stays changed', async () => {
    const changes = [
      `UPDATE users SET name = 'Ana María' WHERE email = 'ana@guelaguetza.test'`,
      `DELETE FROM accounts WHERE user_id = (SELECT id FROM users WHERE email = 'luis@guelaguetza.test')`,
      `DELETE FROM ticket_types WHERE type = 'senior' AND experience_id = (SELECT id FROM experiences WHERE slug = 'barro-negro-taller')`,
      `UPDATE slots SET capacity = capacity + 1 WHERE taken = 0`,
      `UPDATE experiences SET title = 'Otro nombre', slug = 'otro-nombre', version = 2 WHERE slug = 'quesillo-etla'`,
    ]
    for (const change of changes) await db.query(change)
    const before = await everything()
    await seed(config)
    expect(await everything()).toEqual(before)
  })
})
