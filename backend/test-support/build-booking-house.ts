/** Bookings and payments put together as main.ts does, on a database of the test's own and a sandbox over its real protocol. */
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RunningSandbox, startSandbox } from '../../sandbox/index.ts'
import * as bookingsDoor from '../src/modules/bookings/index.ts'
import { type Bookings, createBookings } from '../src/modules/bookings/index.ts'
import type { Identity } from '../src/modules/identity/index.ts'
import { createCommissionBps, createLedger, type Ledger } from '../src/modules/ledger/index.ts'
import { createPayments, type Payments } from '../src/modules/payments/index.ts'
import { createPayouts, type Payouts } from '../src/modules/payouts/index.ts'
import { loadConfig } from '../src/platform/config.ts'
import { createDatabase, type Database } from '../src/platform/database/index.ts'
import { createEvents, subscribe } from '../src/platform/events.ts'
import { newId } from '../src/platform/ids.ts'
import { createJobs, type Jobs } from '../src/platform/jobs.ts'
import { createMetrics } from '../src/platform/observability/metrics.ts'
import { createStripeProvider, type PaymentProvider } from '../src/platform/outside/stripe/index.ts'
import type { TestDatabase } from './postgres.ts'

export interface BookingHouse {
  db: Pick<TestDatabase, 'url' | 'query'>
  database: Database
  sandbox: RunningSandbox
  provider: PaymentProvider
  ledger: Ledger
  payments: Payments
  bookings: Bookings
  payouts: Payouts
  jobs: Jobs
  /** Types of the events published so far, oldest first, with their facts. */
  published: { type: string; facts: Record<string, unknown> }[]
  guest(name?: string): Promise<string>
  /** A slot some days ahead; price in centavos of an adult. */
  slot(options?: {
    capacity?: number
    priceCents?: number
    daysAhead?: number
    experienceId?: string
  }): Promise<{ slotId: string; experienceId: string; hostId: string; hostUserId: string }>
  /** Pays as a browser would: straight at the provider. */
  pay(
    intentId: string,
    paymentMethod?: string,
  ): Promise<{ status: number; body: { status?: string; error?: { code: string; decline_code?: string } } }>
  booking(id: string): Promise<{ status: string; cancelReason: string | null; holdExpiresAt: Date | null }>
  taken(slotId: string): Promise<number>
  payment(
    bookingId: string,
  ): Promise<{ id: string; status: string; intentId: string | null; capturedCents: number; refundedCents: number }>
  refunds(bookingId: string): Promise<{ reasonKey: string; status: string; amountCents: number }[]>
  /** The hold's time is over, as the database sees it. */
  runOut(bookingId: string): Promise<void>
  /** Broken promises; a healthy system has none. */
  violations(): Promise<string[]>
  /** Why webhooks could not be stored. */
  refusedWebhooks: unknown[]
  /** Posts webhooks to the house and works them off at once. */
  listenToWebhooks(): Promise<void>
  /** Every filed refund sent and followed. */
  submitRefunds(): Promise<void>
  close(): Promise<void>
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const policy = {
  key: 'flexible',
  summary: { es: 'Reembolso total hasta 24 horas antes.', en: 'Full refund up to 24 hours before.' },
  tiers: [
    { hoursBefore: 24, refundPct: 100 },
    { hoursBefore: 0, refundPct: 0 },
  ],
}

export async function buildBookingHouse(
  db: Pick<TestDatabase, 'url' | 'query'>,
  env: Record<string, string> = {},
  /** What staff do is written down only where a test reads it. */
  audit: Identity['audit'] = async () => {},
): Promise<BookingHouse> {
  const sandbox = await startSandbox({
    port: 0,
    stateFile: null,
    webhookUrl: null,
    webhookSecret: 'whsec_sandbox',
    // The last is repeated for as long as an event is refused; a house that refuses them all must still come to its end.
    webhookRetryDelaysMs: [20, 50, 100, 2000],
  })
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: db.url,
    SANDBOX_PORT: String(sandbox.port),
    STRIPE_TIMEOUT_MS: '2000',
    ...env,
  })
  const database = createDatabase({ database: config.database })
  const jobs = createJobs({ url: db.url, logger: quiet })
  const events = createEvents(jobs)
  const published: BookingHouse['published'] = []
  const metrics = createMetrics()
  const provider = createStripeProvider({ config: config.payments, halfOpenAfterMs: 100 })
  const commissionBps = createCommissionBps(database)
  const hostOf = (userId: string) => database.read.hostProfile.findUnique({ where: { userId }, select: { id: true } })
  const sellerOf = (userId: string) =>
    database.read.sellerProfile.findUnique({ where: { userId }, select: { id: true } })
  const ledger = createLedger({ database, commissionBps, hostOf, sellerOf })
  const payments = createPayments({
    ledger,
    config: config.payments,
    database,
    jobs,
    provider,
    metrics,
    logger: quiet,
    paymentChanged: async () => {},
  })
  const bookings = createBookings({
    config,
    database,
    jobs,
    events: {
      async publish(tx, event, facts) {
        await events.publish(tx, event, facts)
        published.push({ type: event.type, facts: facts as Record<string, unknown> })
      },
    },
    payments,
    ledger,
    commissionBps,
    metrics,
    logger: quiet,
    slotChanged: async () => {},
    bookingChanged: async () => {},
    assertProved: async () => {},
    audit,
    hostOf,
    async contactOf(userId) {
      const user = await database.read.user.findUnique({ where: { id: userId } })
      return user && { name: user.name, email: user.email, language: user.language as 'es' | 'en' }
    },
    ticketKeyPem: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicUrl: 'http://localhost:3001',
  })
  const payouts = createPayouts({
    config: { payouts: config.payouts, publicUrl: 'http://localhost:3001' },
    database,
    jobs,
    provider,
    ledger,
    payments,
    logger: quiet,
    hostOf,
    sellerOf,
    contactOf: (userId) => database.read.user.findUnique({ where: { id: userId }, select: { email: true } }),
    assertProved: async () => {},
  })
  // One subscriber per event, so that publishing writes the job rows it writes in production.
  const definitions = Object.values(bookingsDoor).filter(
    (value): value is typeof bookingsDoor.bookingConfirmed => typeof value === 'object' && 'schema' in value,
  )
  const handlers = events.collect(definitions.map((event) => subscribe(event, 'test', async () => {})))
  await jobs.start([...handlers, ...(payments.jobs ?? []), ...(bookings.jobs ?? []), ...(payouts.jobs ?? [])], [], {
    work: false,
  })
  let server: Server | null = null
  let host: { hostId: string; hostUserId: string } | null = null
  let startOffset = 0

  async function guest(name = 'Ana') {
    const id = newId()
    await db.query(`INSERT INTO users (id, name, email) VALUES ($1, $2, $3)`, [id, name, `${id}@guelaguetza.test`])
    return id
  }

  async function ensureHost() {
    if (host) return host
    const hostUserId = await guest('Rosa')
    const hostId = newId()
    await db.query(
      `INSERT INTO regions (slug, name, description, translations, principal_town, lat, lng, color_primary, color_secondary, main_towns, sort)
       VALUES ('valles-centrales', 'Valles Centrales', '', '{}', 'Oaxaca', 17, -96, '#B3261E', '#F4B740', '{}', 1) ON CONFLICT DO NOTHING`,
    )
    await db.query(
      `INSERT INTO host_profiles (id, user_id, slug, name, kind, bio, translations, region) VALUES ($1, $2, $3, 'Taller Rosa', 'taller', '', '{}', 'valles-centrales')`,
      [hostId, hostUserId, hostId],
    )
    host = { hostId, hostUserId }
    return host
  }

  const house: BookingHouse = {
    db,
    database,
    sandbox,
    provider,
    ledger,
    payments,
    bookings,
    payouts,
    jobs,
    published,
    refusedWebhooks: [],
    guest,
    async slot({ capacity = 10, priceCents = 50_000, daysAhead = 10, experienceId } = {}) {
      const owner = await ensureHost()
      const experience = experienceId ?? newId()
      if (!experienceId) {
        await db.query(
          `INSERT INTO experiences (id, slug, host_id, category, region, title, description, translations, duration_minutes, languages, meeting_lat, meeting_lng, meeting_address,
             cancellation_policy, includes, bring, accessibility, images, status, price_from_cents, max_party)
           VALUES ($1, $2, $3, 'TALLER', 'valles-centrales', 'Telar de cintura', 'Un taller', '{"en":{"title":"Backstrap loom"}}', 120, '{es}', 17.06, -96.72, 'Andador', $4, '{}', '{}', '', '{}', 'ACTIVE', $5, 50)`,
          [experience, experience, owner.hostId, JSON.stringify(policy), priceCents],
        )
        await db.query(
          `INSERT INTO ticket_types (experience_id, type, label, price_cents, sort) VALUES ($1, 'adult', 'Adulto', $2, 0), ($1, 'child', 'Niña o niño', $3, 1)`,
          [experience, priceCents, Math.floor(priceCents / 2)],
        )
      }
      const slotId = newId()
      startOffset += 1
      await db.query(
        `INSERT INTO slots (id, experience_id, starts_at, ends_at, bookable_until, capacity)
         SELECT $1, $2, at, at + interval '2 hours', at - interval '2 hours', $3 FROM (SELECT date_trunc('second', now()) + make_interval(days => $4, secs => $5) AS at) t`,
        [slotId, experience, capacity, daysAhead, startOffset],
      )
      return { slotId, experienceId: experience, ...owner }
    },
    async pay(intentId, paymentMethod = 'pm_card_visa') {
      const response = await fetch(`${sandbox.url}/v1/payment_intents/${intentId}/confirm`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk_test_sandbox', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ payment_method: paymentMethod, return_url: 'http://localhost:3001/vuelta' }),
        // A browser gives up too; whether the payment went through is then for the house to find out.
        signal: AbortSignal.timeout(1000),
      })
      return { status: response.status, body: (await response.json()) as { status?: string } }
    },
    async booking(id) {
      const [row] = await db.query<{ status: string; cancelReason: string | null; holdExpiresAt: Date | null }>(
        `SELECT status::text, cancel_reason::text AS "cancelReason", hold_expires_at AS "holdExpiresAt" FROM bookings WHERE id = $1`,
        [id],
      )
      if (!row) throw new Error(`no booking ${id}`)
      return row
    },
    async taken(slotId) {
      const [row] = await db.query<{ taken: number }>('SELECT taken FROM slots WHERE id = $1', [slotId])
      return row?.taken ?? Number.NaN
    },
    async payment(bookingId) {
      const [row] = await db.query<{
        id: string
        status: string
        intentId: string | null
        capturedCents: number
        refundedCents: number
      }>(
        `SELECT id, status::text, intent_id AS "intentId", captured_cents AS "capturedCents", refunded_cents AS "refundedCents" FROM payments WHERE payable_id = $1 ORDER BY created_at DESC`,
        [bookingId],
      )
      if (!row) throw new Error(`no payment of ${bookingId}`)
      return row
    },
    refunds: (bookingId) =>
      db.query(
        `SELECT r.reason_key AS "reasonKey", r.status::text, r.amount_cents AS "amountCents" FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.payable_id = $1 ORDER BY r.created_at`,
        [bookingId],
      ),
    async runOut(bookingId) {
      await db.query(`UPDATE bookings SET hold_expires_at = now() - interval '1 second' WHERE id = $1`, [bookingId])
    },
    async violations() {
      const broken: string[] = []
      for (const guarantee of [
        ...(bookings.guarantees ?? []),
        ...(payments.guarantees ?? []),
        ...(ledger.guarantees ?? []),
        ...(payouts.guarantees ?? []),
      ]) {
        const rows = await db.query(guarantee.sql)
        if (rows.length) broken.push(`${guarantee.name}: ${JSON.stringify(rows)}`)
      }
      return broken
    },
    async listenToWebhooks() {
      server = createServer((request, response) => {
        const chunks: Buffer[] = []
        request.on('data', (chunk: Buffer) => chunks.push(chunk))
        request.on('end', () => {
          void takeWebhook(house, Buffer.concat(chunks), String(request.headers['stripe-signature'] ?? '')).then(
            (status) => response.writeHead(status).end(),
          )
        })
      })
      await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
      sandbox.setWebhookUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    },
    async submitRefunds() {
      const open = await db.query<{ id: string }>(`SELECT id FROM refunds WHERE status NOT IN ('SUCCEEDED', 'FAILED')`)
      for (const { id } of open) await payments.submitRefund(id)
    },
    async close() {
      server?.closeAllConnections()
      server?.close()
      await sandbox.close()
      await jobs.stop(1)
      await database.close()
    },
  }
  return house
}

/** Stored and answered first, worked off afterwards, as in production; what fails then is found by the reconciler. */
async function takeWebhook(house: BookingHouse, rawBody: Buffer, signature: string): Promise<number> {
  try {
    await house.payments.receiveWebhook({ rawBody, signature })
  } catch (error) {
    house.refusedWebhooks.push(error)
    return 500
  }
  const { id } = JSON.parse(rawBody.toString()) as { id: string }
  await house.payments.processWebhook(id).catch(() => undefined)
  return 200
}
