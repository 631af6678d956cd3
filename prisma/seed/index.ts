/**
 * Demo data: the catalogue, the demo accounts and bookings in every state, with the payments that the sandbox knows.
 * Dates count from the first seeding, which the administrator's `created_at` remembers; doing it again changes nothing.
 */
import pg from 'pg'
import type { Config } from '../../backend/src/platform/config.ts'
import type { CommissionKind } from '../../backend/src/modules/ledger/index.ts'
import { Prisma, type Tx } from '../../backend/src/platform/database/index.ts'
import { countAllWithin } from '../../backend/src/modules/insights/index.ts'
import { hashPassword } from '../../backend/src/modules/identity/password-hash.ts'
import { readDemoFiles } from './demo-files.ts'
import { derivedId } from './derived.ts'
import { insertRows } from './insert-rows.ts'
import { accountId, accountIds } from './people.ts'
import { type DemoPlan, type PlanOptions, planDemo } from './plan.ts'
import { giveToSandbox } from './sandbox-objects.ts'

/** Of every demo account. */
export const demoPassword = 'guelaguetza-demo'

/** Any number that nothing else locks by: two seedings take turns. */
const seedLock = 7_210_420

export type SeedConfig = Pick<Config, 'database' | 'dataDir' | 'payments' | 'payouts' | 'holds'>

/** How many rows were new; all zero the second time. */
export interface Seeded {
  users: number
  experiences: number
  products: number
  slots: number
  bookings: number
  orders: number
}

export async function seed(config: SeedConfig): Promise<Seeded> {
  const { url } = config.database
  if (!url) throw new Error('demo data needs DATABASE_URL')
  const client = new pg.Client({ connectionString: url, application_name: 'guelaguetza-seed' })
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [seedLock])
    const plan = await planFor(client, config)
    const seeded = await insertPlan(client, plan)
    // Before the commit: a booking whose intent nobody knows would be worse than an intent without a booking.
    await giveToSandbox(config, plan.sandbox)
    await client.query('COMMIT')
    if (seeded.slots > 0) await client.query('ANALYZE')
    return seeded
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}

async function planFor(client: pg.Client, config: SeedConfig): Promise<DemoPlan> {
  const files = readDemoFiles()
  const options: PlanOptions = {
    firstSeeded: await firstSeeding(client),
    holdSeconds: config.holds.ttlSeconds,
    commissionBps: await commission(client, 'BOOKING'),
    productBps: await commission(client, 'PRODUCT'),
    bookingWindowHours: config.payouts.bookingWindowHours,
    liveHolds: config.payments.sandbox,
    purchases: true,
  }
  const plan = planDemo(files, options)
  return (await marketLives(client, plan)) ? plan : planDemo(files, { ...options, purchases: false })
}

/** Purchases go in with the whole catalogue only: pieces and seats that are there already were counted without them. */
async function marketLives(client: pg.Client, { market, experiences, products }: DemoPlan): Promise<boolean> {
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
  const { rows } = await client.query<{ lives: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM checkouts WHERE id = ANY($1)) OR
       NOT EXISTS (SELECT 1 FROM experiences WHERE id = ANY($2)) AND NOT EXISTS (SELECT 1 FROM products WHERE id = ANY($3)) AS lives`,
    [ids(market.checkouts), ids(experiences), ids(products)],
  )
  return (rows[0] as { lives: boolean }).lives
}

/** What counts for what is bought now. */
async function commission(client: pg.Client, kind: CommissionKind): Promise<number> {
  const { rows } = await client.query<{ bps: number }>(
    `SELECT bps FROM commission_rates WHERE kind::text = $1 AND starts_at <= app_now() ORDER BY starts_at DESC LIMIT 1`,
    [kind],
  )
  return (rows[0] as { bps: number }).bps
}

/** When this database was first seeded, or now; whole seconds, as the provider counts. */
async function firstSeeding(client: pg.Client): Promise<Date> {
  const { rows } = await client.query<{ at: Date }>(
    `SELECT coalesce((SELECT created_at FROM users WHERE id = $1), date_trunc('second', app_now())) AS at`,
    [accountId('admin')],
  )
  return (rows[0] as { at: Date }).at
}

const noMarket: DemoPlan['market'] = {
  checkouts: [],
  payments: [],
  refunds: [],
  discountUses: [],
  orders: [],
  orderLines: [],
  orderEvents: [],
  orderReturns: [],
  stockMovements: [],
  accounts: [],
  transfers: [],
  reversals: [],
}

/**
 * What hangs on a row goes in only together with it: a ticket type that a host removed, a password that somebody
 * changed and the counters of a slot that was booked since stay as people left them.
 */
async function insertPlan(client: pg.Client, plan: DemoPlan): Promise<Seeded> {
  await insertRows(client, 'regions', plan.regions, 'slug')
  await insertRows(client, 'venues', plan.venues, 'slug')
  const users = await insertRows(client, 'users', plan.users, 'id')
  await insertRows(
    client,
    'accounts',
    await accountRows(
      accountIds.filter((id) => users.has(id)),
      plan,
    ),
    'id',
  )
  await insertRows(client, 'host_profiles', plan.hosts, 'id')

  await insertRows(client, 'craft_types', plan.crafts, 'slug')
  const workshops = await insertRows(client, 'seller_profiles', plan.workshops, 'id')
  const ofNewWorkshop = (row: { seller_id: string | null }) =>
    row.seller_id === null ? workshops.size > 0 : workshops.has(row.seller_id)
  await insertRows(client, 'shipping_rates', plan.shippingRates.filter(ofNewWorkshop), 'id')
  await insertRows(client, 'pickup_points', plan.pickupPoints.filter(ofNewWorkshop), 'id')
  await insertRows(client, 'discount_codes', plan.discountCodes.filter(ofNewWorkshop), 'id')
  const products = await insertRows(client, 'products', plan.products, 'id')
  const variants = await insertRows(
    client,
    'product_variants',
    plan.variants.filter(({ product_id }) => products.has(product_id)),
    'id',
  )
  await insertRows(
    client,
    'stock_movements',
    plan.stockMovements.filter(({ variant_id }) => variants.has(variant_id)),
    'id',
  )

  const experiences = await insertRows(client, 'experiences', plan.experiences, 'id')
  const ofNew = (row: { experience_id: string }) => experiences.has(row.experience_id)
  await insertRows(client, 'ticket_types', plan.ticketTypes.filter(ofNew), 'type')
  const slots = await insertRows(client, 'slots', plan.slots.filter(ofNew), 'id')
  const checkouts = await insertRows(client, 'checkouts', plan.market.checkouts, 'id')
  const market = checkouts.size > 0 ? plan.market : noMarket
  const bookings = await insertRows(
    client,
    'bookings',
    plan.bookings.filter((row) => ofNew(row) && (row.checkout_id === null || checkouts.has(row.checkout_id))),
    'id',
  )
  const payments = plan.payments.filter(({ payable_id }) => bookings.has(payable_id))
  const paymentIds = await insertRows(client, 'payments', [...payments, ...market.payments], 'id')
  await insertRows(
    client,
    'refunds',
    [...plan.refunds, ...market.refunds].filter(({ payment_id }) => paymentIds.has(payment_id)),
    'id',
  )
  const orders = await insertRows(client, 'orders', market.orders, 'id')
  const orderLines = await insertRows(client, 'order_lines', market.orderLines, 'id')
  await insertRows(client, 'order_events', market.orderEvents, 'id')
  await insertRows(client, 'order_returns', market.orderReturns, 'id')
  await insertRows(client, 'discount_uses', market.discountUses, 'id')
  await insertRows(client, 'stock_movements', market.stockMovements, 'id')
  await insertRows(client, 'connected_accounts', market.accounts, 'id')
  await insertRows(client, 'transfers', market.transfers, 'id')
  await insertRows(client, 'transfer_reversals', market.reversals, 'id')
  await insertRows(
    client,
    'tickets',
    plan.tickets.filter(({ booking_id }) => bookings.has(booking_id)),
    'id',
  )
  await insertRows(client, 'ledger_accounts', plan.ledger.accounts, 'id')
  const sets = await insertRows(
    client,
    'ledger_sets',
    plan.ledger.sets.filter(({ payment_id }) => payment_id !== null && paymentIds.has(payment_id)),
    'id',
  )
  await insertRows(
    client,
    'ledger_entries',
    plan.ledger.entries.filter(({ set_id }) => sets.has(set_id)),
    'id',
  )
  await insertSaid(client, plan.said, {
    bookings,
    orderLines,
    listings: new Set([...experiences, ...products]),
  })
  await insertViews(
    client,
    plan.views.filter(({ listing_id }) => experiences.has(listing_id) || products.has(listing_id)),
  )
  if (bookings.size > 0 || orders.size > 0) await countSales(client)
  return {
    users: users.size,
    experiences: experiences.size,
    products: products.size,
    slots: slots.size,
    bookings: bookings.size,
    orders: orders.size,
  }
}

/** The rows that page views are added to: of each listing, and of its business, whose day is the sum of them. */
async function insertViews(client: pg.Client, views: DemoPlan['views']): Promise<void> {
  await client.query(
    `WITH put AS (
       INSERT INTO daily_figures (payee_id, listing_id, day, views)
       SELECT payee_id, listing_id, day, views FROM jsonb_to_recordset($1::jsonb) AS v (payee_id uuid, listing_id uuid, day date, views int)
       ON CONFLICT DO NOTHING RETURNING payee_id, day, views
     )
     INSERT INTO daily_figures AS f (payee_id, listing_id, day, views)
     SELECT payee_id, payee_id, day, sum(views)::int FROM put GROUP BY payee_id, day
     ON CONFLICT (payee_id, day, listing_id) DO UPDATE SET views = f.views + excluded.views`,
    [JSON.stringify(views)],
  )
}

/** What was sold day by day, as it is counted when people buy: nobody's dashboard waits for the first round of the house. */
async function countSales(client: pg.Client): Promise<void> {
  const asked = (strings: readonly string[], values: readonly unknown[]) => {
    const { text, values: given } = Prisma.sql(strings, ...values)
    return client.query<object>(text, given)
  }
  const tx = {
    $queryRaw: async (strings: readonly string[], ...values: unknown[]) => (await asked(strings, values)).rows,
    $executeRaw: async (strings: readonly string[], ...values: unknown[]) => (await asked(strings, values)).rowCount,
  } as unknown as Tx
  await countAllWithin(tx)
}

/** Ratings move with the reviews that went in, as they do when people write them. */
async function insertSaid(
  client: pg.Client,
  { reviews, votes, questions }: DemoPlan['said'],
  fresh: Record<'bookings' | 'orderLines' | 'listings', ReadonlySet<string>>,
): Promise<void> {
  const written = await insertRows(
    client,
    'reviews',
    reviews.filter(({ booking_id, order_line_id }) =>
      booking_id ? fresh.bookings.has(booking_id) : order_line_id !== null && fresh.orderLines.has(order_line_id),
    ),
    'id',
  )
  for (const [table, kind] of [
    ['experiences', 'EXPERIENCE'],
    ['products', 'PRODUCT'],
  ])
    await client.query(
      `UPDATE ${table} l SET rating_sum = l.rating_sum + r.stars, rating_count = l.rating_count + r.number
       FROM (SELECT listing_id, sum(rating)::int AS stars, count(*)::int AS number FROM reviews
             WHERE id = ANY($1) AND listing_kind::text = $2 GROUP BY 1) r
       WHERE l.id = r.listing_id`,
      [[...written], kind],
    )
  await insertRows(
    client,
    'review_votes',
    votes.filter(({ review_id }) => written.has(review_id)),
    'review_id',
  )
  await insertRows(
    client,
    'questions',
    questions.filter(({ listing_id }) => fresh.listings.has(listing_id)),
    'id',
  )
}

/** Password accounts as better-auth keeps them. */
async function accountRows(userIds: readonly string[], plan: DemoPlan) {
  const since = new Map(plan.users.map(({ id, created_at }) => [id, created_at]))
  return Promise.all(
    userIds.map(async (id) => ({
      id: derivedId(`account:${id}`),
      account_id: id,
      provider_id: 'credential',
      user_id: id,
      password: await hashPassword(demoPassword),
      created_at: since.get(id),
      updated_at: since.get(id),
    })),
  )
}
