/** The program as main.ts composes it, listening on a port, with people, experiences, bookings and findings to be broken. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { startSandbox } from '../../../sandbox/index.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { newId } from '../../src/platform/ids.ts'
import { createPlatform } from '../../src/platform/platform.ts'
import { buildServer } from '../../src/server.ts'
import type { TestDatabase } from '../postgres.ts'
import { openWire, type Wire } from './wire.ts'

export type ActorName = 'visitor' | 'ana' | 'luis' | 'host' | 'host2' | 'moderator' | 'admin'
export interface Actor {
  name: ActorName
  userId: string | null
  bearer: Record<string, string>
  cookie: Record<string, string>
}

export interface FuzzHouse {
  port: number
  wire: Wire
  db: Pick<TestDatabase, 'url' | 'query'>
  actors: Record<ActorName, Actor>
  document: unknown
  /** What the server logged as errors since it was last asked. */
  errors(): string[]
  /** Promises that do not hold now. */
  violations(): Promise<string[]>
  /** People, their passwords and sessions as they were at the beginning, whatever was done to them. */
  restorePeople(): Promise<void>
  close(): Promise<void>
}

export const fuzzPassword = 'tres palabras tuyas'
export const webhookSecret = 'whsec_sandbox'
const names: ActorName[] = ['ana', 'luis', 'host', 'host2', 'moderator', 'admin']

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function buildFuzzHouse(db: Pick<TestDatabase, 'url' | 'query'>): Promise<FuzzHouse> {
  const sandbox = await startSandbox({ port: 0, stateFile: null, webhookUrl: null, webhookSecret })
  const dataDir = await mkdtemp(join(tmpdir(), 'fuzz-'))
  const port = await freePort()
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: db.url,
    DATA_DIR: dataDir,
    SANDBOX_PORT: String(sandbox.port),
    PORT: String(port),
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'silent',
    // No job runs beside the requests, so that a changed row is a request's doing.
    ROLE: 'api',
    MAX_EVENT_LOOP_DELAY_MS: '60000',
  })
  const errors: string[] = []
  const errorLog = new Writable({
    write(chunk, _encoding, done) {
      errors.push(String(chunk).trim())
      done()
    },
  })
  const platform = { ...createPlatform(config), httpLogger: pino({ level: 'error' }, errorLog) }
  const { app, modules, startJobs } = await buildServer(platform)
  await startJobs()
  // Slow senders are cut by the same means as in production, only sooner.
  Object.assign(app.server, { headersTimeout: 1000, requestTimeout: 1500, connectionsCheckingInterval: 100 })
  await app.listen({ port, host: '127.0.0.1' })
  const wire = openWire(port)

  const actors = { visitor: { name: 'visitor', userId: null, bearer: {}, cookie: {} } } as Record<ActorName, Actor>
  for (const name of names) {
    const email = `${name}@guelaguetza.test`
    const role = name === 'admin' || name === 'moderator' ? name : 'user'
    const userId = await modules.identity.createUser({ name, email, password: fuzzPassword, role, emailVerified: true })
    const answer = await wire.send({
      method: 'POST',
      target: '/api/auth/sign-in/email',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ email, password: fuzzPassword })),
    })
    const cookie = [answer?.headers['set-cookie']].flat()[0]?.split(';')[0]
    const token = answer?.headers['set-auth-token']
    if (!cookie || !token) throw new Error(`${name} cannot sign in: ${answer?.body.toString()}`)
    actors[name] = { name, userId, bearer: { authorization: `Bearer ${String(token)}` }, cookie: { cookie } }
  }
  const house: FuzzHouse = {
    port,
    wire,
    db,
    actors,
    document: null,
    errors: () => errors.splice(0),
    async violations() {
      const broken: string[] = []
      for (const { name, sql } of modules.all.flatMap((module) => module.guarantees ?? [])) {
        const rows = await db.query(sql)
        if (rows.length) broken.push(`${name}: ${JSON.stringify(rows.slice(0, 3))}`)
      }
      return broken
    },
    restorePeople: () => Promise.resolve(),
    async close() {
      wire.close()
      app.server.closeAllConnections()
      await app.close()
      await platform.jobs.stop(1)
      await platform.close()
      await sandbox.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  const described = await wire.send({ method: 'GET', target: '/api/openapi.json', headers: {}, body: null })
  house.document = JSON.parse(described?.body.toString() ?? '')
  await furnish(house)
  house.restorePeople = await rememberPeople(house)
  return house
}

async function rememberPeople({ db }: FuzzHouse): Promise<() => Promise<void>> {
  const kept: { table: string; rows: string; columns: string }[] = []
  for (const table of ['users', 'accounts', 'sessions', 'host_profiles', 'seller_profiles']) {
    const [row] = await db.query<{ rows: string }>(`SELECT jsonb_agg(to_jsonb(t))::text AS rows FROM ${table} t`)
    const columns = await db.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
      [table],
    )
    kept.push({
      table,
      rows: row?.rows ?? '[]',
      columns: columns.map(({ name }) => `${name} = EXCLUDED.${name}`).join(', '),
    })
  }
  return async () => {
    for (const { table, rows, columns } of kept) {
      await db.query(
        `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) ON CONFLICT (id) DO UPDATE SET ${columns}`,
        [rows],
      )
    }
  }
}

/** Things of each kind, of several owners, made by the API itself wherever it can. */
async function furnish({ wire, db, actors }: FuzzHouse): Promise<void> {
  async function call<T>(actor: Actor, method: string, target: string, body?: object): Promise<T> {
    const answer = await wire.send({
      method,
      target: `/api/v1${target}`,
      headers: { ...actor.bearer, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body ? Buffer.from(JSON.stringify(body)) : null,
    })
    if (!answer || answer.status >= 300)
      throw new Error(`${method} ${target}: ${answer?.status} ${answer?.body.toString()}`)
    return JSON.parse(answer.body.toString()) as T
  }
  const slots: string[] = []
  for (const host of [actors.host, actors.host2]) {
    await db.query(
      `INSERT INTO host_profiles (id, user_id, slug, name, kind, bio, translations, region) VALUES ($1, $2, $3, $3, 'taller', '', '{}', 'valles-centrales')`,
      [newId(), host.userId, host.name],
    )
    for (const [n, status] of ['ACTIVE', 'ACTIVE', 'DRAFT'].entries()) {
      const made = await call<{ id: string }>(host, 'POST', '/host/experiences', {
        title: `Telar de ${host.name} ${n}`,
        description: 'Una mañana en el taller de una familia de tejedores.',
        category: 'TALLER',
        region: 'valles-centrales',
        durationMinutes: 120,
        languages: ['es'],
        meetingPoint: { lat: 17.06, lng: -96.72, address: 'Andador Macedonio Alcalá' },
        cancellationPolicy: 'flexible',
        ticketTypes: [
          { type: 'adult', label: 'Adulto', price: { amount: 50_000, currency: 'MXN' } },
          { type: 'child', label: 'Niña o niño', price: { amount: 0, currency: 'MXN' } },
        ],
        status,
      })
      if (status === 'DRAFT') continue
      for (const days of [3, 10, 20]) {
        const startsAt = new Date(Math.floor(Date.now() / 1000) * 1000 + days * 86_400_000).toISOString()
        const slot = await call<{ id: string }>(host, 'POST', `/host/experiences/${made.id}/slots`, {
          startsAt,
          capacity: 40,
        })
        slots.push(slot.id)
      }
    }
  }
  await db.query(
    `INSERT INTO craft_types (slug, category, name, technique, description, translations, towns, sort) VALUES ('barro-negro', 'CERAMICA', 'Barro negro', '', '', '{}', '{}', 1)`,
  )
  for (const seller of [actors.host, actors.host2]) {
    await db.query(
      `INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, crafts, story, translations, images)
       VALUES ($1, $2, $3, $3, $3, 'San Bartolo Coyotepec', 'valles-centrales', '{barro-negro}', '', '{}', '{}')`,
      [newId(), seller.userId, `taller-${seller.name}`],
    )
    for (const [n, status] of ['ACTIVE', 'ACTIVE', 'DRAFT'].entries()) {
      await call(seller, 'POST', '/seller/products', {
        name: `Cántaro de ${seller.name} ${n}`,
        description: 'Bruñido con cuarzo.',
        category: 'CERAMICA',
        craft: 'barro-negro',
        price: { amount: 98_000, currency: 'MXN' },
        stock: 50,
        status,
      })
    }
  }
  for (const guest of [actors.ana, actors.luis]) {
    for (const [n, slotId] of slots.slice(0, 4).entries()) {
      const type = n % 2 === 0 ? 'child' : 'adult'
      await call(guest, 'POST', '/bookings', { slotId, party: [{ type, quantity: 1 + n }] })
    }
    for (const n of [1, 2, 3]) {
      await db.query(
        `INSERT INTO notifications (id, user_id, type, data, dedupe_key) VALUES ($1, $2, 'BOOKING_CONFIRMED', '{}', $3)`,
        [newId(), guest.userId, `fuzz-${n}`],
      )
    }
  }
  for (const n of Array.from({ length: 30 }).keys()) {
    await db.query(
      `INSERT INTO findings (id, key, kind, subject, details) VALUES ($1, $2, 'DISPUTE', $2, '{"n": 1}')`,
      [newId(), `fuzz-${n}`],
    )
    await db.query(
      `INSERT INTO pgboss.job (name, data, source_name) VALUES ('dead-letters', '{"data": {}}', 'http.sweep-idempotency-keys')`,
    )
  }
}
