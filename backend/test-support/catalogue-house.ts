/** The catalogue behind the HTTP edge, on a database of the test's own, at a moment of the test's choosing. */
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll } from 'vitest'
import { createExperiences, type Experiences } from '../src/modules/experiences/index.ts'
import { createPlaces } from '../src/modules/places/index.ts'
import { createCache } from '../src/platform/cache/cache.ts'
import { loadConfig } from '../src/platform/config.ts'
import { createDatabase, type Database } from '../src/platform/database/index.ts'
import { newId } from '../src/platform/ids.ts'
import { createMetrics } from '../src/platform/observability/metrics.ts'
import { createFanOut } from '../src/platform/realtime/fan-out.ts'
import { signedInAs, testApp } from './app.ts'
import { testDatabase, type TestDatabase } from './postgres.ts'
import { stillMedia } from './still-media.ts'

export interface ExperienceOptions {
  title?: string
  slug?: string
  description?: string
  en?: Record<string, unknown>
  category?: string
  region?: string
  status?: 'DRAFT' | 'ACTIVE' | 'PAUSED'
  priceCents?: number
  minParty?: number
  maxParty?: number
  ratings?: { sum: number; count: number }
  timeZone?: string
}
export interface SlotOptions {
  startsAt: string
  capacity?: number
  taken?: number
  state?: 'OPEN' | 'CLOSED' | 'CANCELLED'
  cutoffMinutes?: number
}
interface Answer {
  status: number
  headers: Record<string, unknown>
  /** Whatever the route answers: tests look at what they expect. */
  body: ReturnType<typeof JSON.parse>
}

export interface CatalogueHouse {
  db: TestDatabase
  database: Database
  experiences: Experiences
  app: FastifyInstance
  /** What `app_now()` says from now on. */
  travelTo(instant: string): Promise<void>
  host(name?: string): Promise<{ hostId: string; userId: string }>
  experience(options?: ExperienceOptions & { hostId?: string }): Promise<string>
  slot(experienceId: string, options: SlotOptions): Promise<string>
  get(path: string, options?: { as?: string; language?: string }): Promise<Answer>
  send(
    method: 'POST' | 'PATCH',
    path: string,
    body: object,
    options?: { as?: string; headers?: Record<string, string> },
  ): Promise<Answer>
}

const policy = {
  key: 'flexible',
  summary: { es: 'Hasta un día antes.', en: 'Until a day before.' },
  tiers: [{ hoursBefore: 24, refundPct: 100 }],
}

export async function catalogueHouse(env: Record<string, string> = { CACHE: 'off' }): Promise<CatalogueHouse> {
  const db = await testDatabase()
  const config = loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url, LOG_LEVEL: 'silent', ...env })
  const database = createDatabase(config)
  const fanOut = createFanOut({ databaseUrl: db.url, database, redis: null, logger: pino({ level: 'silent' }) })
  const cache = createCache({ config, redis: null, fanOut, metrics: createMetrics({ defaults: false }) })
  const experiences = createExperiences({
    database,
    cache,
    media: stillMedia(database),
    bookingCommissionBps: async () => 1600,
  })
  const places = createPlaces({ database, cache, countExperiences: experiences.countByRegion })
  const app = await testApp({ databaseUrl: db.url, database, modules: [experiences, places], env })
  afterAll(async () => {
    cache.close()
    await fanOut.close()
    await database.close()
  })
  let made = 0
  let defaultHost: string | null = null

  async function host(name = 'Rosa Simón') {
    const userId = newId()
    const hostId = newId()
    await db.query('INSERT INTO users (id, name, email) VALUES ($1, $2, $3)', [
      userId,
      name,
      `${userId}@guelaguetza.test`,
    ])
    await db.query(
      `INSERT INTO host_profiles (id, user_id, slug, name, kind, bio, translations, region)
       VALUES ($1, $2, $3, $4, 'taller', 'Tejemos.', '{"en":{"bio":"We weave."}}', 'valles-centrales')`,
      [hostId, userId, `h-${hostId}`, name],
    )
    return { hostId, userId }
  }

  const headersOf = (as: string | undefined, more: Record<string, string> = {}) => ({
    ...(as ? signedInAs({ userId: as }) : {}),
    ...more,
  })

  return {
    db,
    database,
    experiences,
    app,
    async travelTo(instant) {
      await db.query(
        `CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT '${instant}'::timestamptz $$`,
      )
    },
    host,
    async experience(options = {}) {
      made += 1
      const id = newId()
      const { priceCents = 50_000, ratings = { sum: 0, count: 0 } } = options
      defaultHost ??= (await host()).hostId
      await db.query(
        `INSERT INTO experiences (id, slug, host_id, category, region, title, description, translations, duration_minutes, languages, meeting_lat,
           meeting_lng, meeting_address, time_zone, min_party, max_party, cancellation_policy, includes, bring, accessibility, images, status,
           price_from_cents, rating_sum, rating_count)
         VALUES ($1, $2, $3, $4::"ExperienceCategory", $5, $6, $7, $8, 120, '{es}', 17.06, -96.72, 'Andador de Alcalá', $9, $10, $11, $12,
           '{Guía}', '{Agua}', 'Plano.', '{}', $13::"ListingStatus", $14, $15, $16)`,
        [
          id,
          options.slug ?? `experiencia-${made}`,
          options.hostId ?? defaultHost,
          options.category ?? 'TALLER',
          options.region ?? 'valles-centrales',
          options.title ?? `Experiencia ${made}`,
          options.description ?? 'Una mañana tranquila.',
          JSON.stringify(options.en ? { en: options.en } : {}),
          options.timeZone ?? 'America/Mexico_City',
          options.minParty ?? 1,
          options.maxParty ?? 10,
          JSON.stringify(policy),
          options.status ?? 'ACTIVE',
          priceCents,
          ratings.sum,
          ratings.count,
        ],
      )
      await db.query(
        `INSERT INTO ticket_types (experience_id, type, label, price_cents) VALUES ($1, 'adult', 'Persona adulta', $2)`,
        [id, priceCents],
      )
      return id
    },
    async slot(experienceId, { startsAt, capacity = 10, taken = 0, state = 'OPEN', cutoffMinutes = 120 }) {
      const id = newId()
      await db.query(
        `INSERT INTO slots (id, experience_id, starts_at, ends_at, bookable_until, capacity, taken, state)
         VALUES ($1, $2, $3::timestamptz, $3::timestamptz + interval '2 hours', $3::timestamptz - make_interval(mins => $4), $5, $6, $7::"SlotState")`,
        [id, experienceId, startsAt, cutoffMinutes, capacity, taken, state],
      )
      return id
    },
    async get(path, { as, language } = {}) {
      const answer = await app.inject({
        method: 'GET',
        url: `/api/v1${path}`,
        headers: headersOf(as, language ? { 'accept-language': language } : {}),
      })
      return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
    },
    async send(method, path, body, { as, headers } = {}) {
      const answer = await app.inject({ method, url: `/api/v1${path}`, headers: headersOf(as, headers), payload: body })
      return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
    },
  }
}
