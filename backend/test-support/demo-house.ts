/** The program as main.ts composes it, on the demo's data, with the sandbox and a local S3 server; no job runs by itself. */
import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { startFauxqs } from 'fauxqs'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { demoPassword, seed } from '../../prisma/seed/index.ts'
import { startSandbox } from '../../sandbox/index.ts'
import type { Modules } from '../src/modules.ts'
import { loadConfig } from '../src/platform/config.ts'
import { newId } from '../src/platform/ids.ts'
import { createPlatform } from '../src/platform/platform.ts'
import type { RealtimeHub } from '../src/platform/realtime/realtime.ts'
import { buildServer } from '../src/server.ts'
import { addPeople, emailOf, markPeople, type People, type Person, signedInPeople } from './demo-people.ts'
import type { TestDatabase } from './postgres.ts'

export type HouseDatabase = Pick<TestDatabase, 'url' | 'query'>

export interface DemoHouse {
  app: FastifyInstance
  modules: Modules
  db: HouseDatabase
  people: People
  dataDir: string
  publicUrl: string
  /** The served OpenAPI document. */
  document: unknown
  /** What the server logged as errors since it was last asked. */
  errors(): string[]
  /** What open screens were told since it was last asked, and whose. */
  told(): { topic: string; message: unknown }[]
  /** Promises that do not hold now. */
  violations(): Promise<string[]>
  close(): Promise<void>
}

const webhookSecret = 'whsec_sandbox'
/** As the payment provider signs what it sends. */
export function stripeSignature(body: string | Buffer): string {
  const timestamp = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', webhookSecret).update(`${timestamp}.`).update(body).digest('hex')
  return `t=${timestamp},v1=${signature}`
}

export async function buildDemoHouse(db: HouseDatabase, env: Record<string, string> = {}): Promise<DemoHouse> {
  const sandbox = await startSandbox({ port: 0, stateFile: null, webhookUrl: null, webhookSecret })
  const files = await startFauxqs({ port: 0, logger: false })
  files.createBucket('uploads')
  const dataDir = await mkdtemp(join(tmpdir(), 'demo-house-'))
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: db.url,
    DATA_DIR: dataDir,
    SANDBOX_PORT: String(sandbox.port),
    S3_ENDPOINT: `http://127.0.0.1:${files.port}`,
    S3_BUCKET: 'uploads',
    S3_ACCESS_KEY_ID: 'test',
    S3_SECRET_ACCESS_KEY: 'test',
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'silent',
    // No job runs beside the requests, so that a changed row is a request's doing.
    ROLE: 'api',
    MAX_EVENT_LOOP_DELAY_MS: '60000',
    ...env,
  })
  await seed(config)
  const errors: string[] = []
  const errorLog = new Writable({
    write(chunk, _encoding, done) {
      errors.push(String(chunk).trim())
      done()
    },
  })
  const told: ReturnType<DemoHouse['told']> = []
  const parts = createPlatform(config)
  const realtime: RealtimeHub = {
    ...parts.realtime,
    publish(topic, message) {
      told.push({ topic, message })
      return parts.realtime.publish(topic, message)
    },
  }
  const platform = { ...parts, realtime, httpLogger: pino({ level: 'error' }, errorLog) }
  const { app, modules, startJobs } = await buildServer(platform)
  await startJobs()
  await furnish(db)
  await addPeople(db, modules.identity)
  const people = await signInAll(app, db)
  await markPeople(db, people)
  return {
    app,
    modules,
    db,
    people,
    dataDir,
    publicUrl: config.http.publicUrl,
    document: (await app.inject('/api/openapi.json')).json(),
    errors: () => errors.splice(0),
    told: () => told.splice(0),
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
    async close() {
      app.server.closeAllConnections()
      await app.close()
      await platform.jobs.stop(1)
      await platform.close()
      await sandbox.close()
      await files.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function signInAll(app: FastifyInstance, db: HouseDatabase): Promise<People> {
  const visitor: Person = { name: 'visitor', userId: null, bearer: {}, cookie: {} }
  const people = { visitor } as People
  for (const name of signedInPeople) {
    const payload = { email: emailOf(name), password: demoPassword }
    const answer = await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload })
    const cookie = [answer.headers['set-cookie']].flat()[0]?.split(';')[0]
    const token = answer.headers['set-auth-token']
    const [row] = await db.query<{ id: string }>('SELECT id FROM users WHERE email = $1', [emailOf(name)])
    if (!cookie || !token || !row) throw new Error(`${name} cannot sign in: ${answer.body}`)
    people[name] = { name, userId: row.id, bearer: { authorization: `Bearer ${String(token)}` }, cookie: { cookie } }
  }
  return people
}

/** So that there is something of each kind in every state; only times that nobody asks about go. */
async function furnish(db: HouseDatabase): Promise<void> {
  await db.query(
    `DELETE FROM slots s WHERE s.starts_at > now() + interval '20 days' AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id)`,
  )
  for (const name of ['ana', 'luis'] as const)
    for (const n of [1, 2, 3])
      await db.query(
        `INSERT INTO notifications (id, user_id, type, data, dedupe_key) SELECT $1, id, 'BOOKING_CONFIRMED', '{}', $2 FROM users WHERE email = $3`,
        [newId(), `house-${n}`, emailOf(name)],
      )
  for (const n of Array.from({ length: 30 }).keys()) {
    await db.query(
      `INSERT INTO findings (id, key, kind, subject, details) VALUES ($1, $2, 'DISPUTE', $2, '{"n": 1}')`,
      [newId(), `house-${n}`],
    )
    await db.query(
      `INSERT INTO pgboss.job (name, data, source_name) VALUES ('dead-letters', '{"data": {}}', 'http.sweep-idempotency-keys')`,
    )
  }
}
