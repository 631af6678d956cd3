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
import { demoPassword, seed } from '../../../prisma/seed/index.ts'
import { openWire, type Wire } from './wire.ts'

export type ActorName = 'visitor' | 'ana' | 'luis' | 'host' | 'host2' | 'seller' | 'seller2' | 'moderator' | 'admin'
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

export const webhookSecret = 'whsec_sandbox'
const names: ActorName[] = ['ana', 'luis', 'host', 'host2', 'seller', 'seller2', 'moderator', 'admin']

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
  await seed(config)
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
    const [person] = await db.query<{ id: string }>(`SELECT id FROM users WHERE email = $1`, [email])
    const userId = person?.id ?? null
    const answer = await wire.send({
      method: 'POST',
      target: '/api/auth/sign-in/email',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ email, password: demoPassword })),
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
      // Days are counted by jobs, and none runs here.
      const kept = modules.all.filter(({ name }) => name !== 'insights')
      for (const { name, sql } of kept.flatMap((module) => module.guarantees ?? [])) {
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

/** The demo's own data, so that there is something of each kind in every state; only times that nobody asks about go. */
async function furnish({ db, actors }: FuzzHouse): Promise<void> {
  // Each request is held to the rows of every table before and after it: fifteen thousand free times would be counted for nothing.
  await db.query(
    `DELETE FROM slots s WHERE s.starts_at > now() + interval '20 days' AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id)`,
  )
  for (const guest of [actors.ana, actors.luis]) {
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
