import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { loadConfig } from '../config.ts'
import { createDatabase, type Database, Prisma } from '../database/index.ts'
import { newId } from '../ids.ts'
import { createMetrics } from '../observability/metrics.ts'
import { type HttpModule, route } from './route.ts'

const testDb = await testDatabase()
const { database: settings } = loadConfig({ NODE_ENV: 'test', DATABASE_URL: testDb.url })
const quick = { ...settings, pool: 1, acquireTimeoutMs: 300, statementTimeoutMs: 400, lockTimeoutMs: 200 }
const database = createDatabase({ database: quick })
const nowhere = createDatabase({ database: { ...quick, url: 'postgresql://nobody@127.0.0.1:1/x' } })
afterAll(() => Promise.all([database.close(), nowhere.close()]))

const statements: Record<string, Prisma.Sql> = {
  'no-uuid': Prisma.sql`SELECT ${'nonsense'}::text::uuid::text AS x`,
  'too-large': Prisma.sql`SELECT (${'99999999999'}::text)::int::text AS x`,
  'no-date': Prisma.sql`SELECT (${'2027-02-31'}::text)::date::text AS x`,
  slow: Prisma.sql`SELECT pg_sleep(2)::text AS x`,
  broken: Prisma.sql`SELECT secret_column FROM users`,
}
function sqlModule(db: Database): HttpModule {
  return {
    name: 'sql',
    routes: (scope) =>
      route(scope, {
        method: 'GET',
        url: '/sql/:name',
        access: 'public',
        summary: 'x',
        tags: ['x'],
        schema: { params: z.object({ name: z.string() }), response: { 200: z.object({}) } },
        handler: async ({ params }) => {
          await db.read.$queryRaw(statements[params.name] ?? Prisma.sql`SELECT 1`)
          return {}
        },
      }),
  }
}

const reported: unknown[] = []
const metrics = createMetrics({ defaults: false })
const app = await testApp({
  databaseUrl: testDb.url,
  modules: [sqlModule(database)],
  metrics,
  report: (error) => reported.push(error),
})

test.each([
  ['no-uuid', 400, 'VALIDATION_FAILED'],
  ['too-large', 400, 'VALIDATION_FAILED'],
  ['no-date', 400, 'VALIDATION_FAILED'],
  ['slow', 503, 'OVERLOADED'],
  ['broken', 500, 'INTERNAL'],
])('what PostgreSQL says about %s is a %i', async (name, status, code) => {
  const response = await app.inject(`/api/v1/sql/${name}`)
  expect(response.json()).toMatchObject({ status, code })
  expect(response.headers['retry-after'] !== undefined).toBe(status === 503)
  expect(response.body).not.toMatch(/column|uuid|SELECT|prisma/i)
  expect(await metrics.counted('http_requests_refused_total', { code })).toBeGreaterThan(0)
})

test('only what is our fault is reported', () => {
  expect(reported).toHaveLength(1)
})

test('no free connection, or no database at all: 503 with Retry-After, and it recovers', async () => {
  const busy = app.inject('/api/v1/sql/slow')
  await vi.waitFor(() => expect(database.pool()).toMatchObject({ total: 1, idle: 0 }))
  const refused = await app.inject('/api/v1/sql/fine')
  await busy
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '2'])
  expect((await app.inject('/api/v1/sql/fine')).statusCode).toBe(200)
  const lost = await testApp({ databaseUrl: testDb.url, modules: [sqlModule(nowhere)] })
  expect((await lost.inject('/api/v1/sql/fine')).json()).toMatchObject({ status: 503, code: 'OVERLOADED' })
})

test('a suspended account may call nothing, not even what is public', async () => {
  const strict = await testApp({
    databaseUrl: testDb.url,
    modules: [sqlModule(database)],
    resolveViewer: async () => ({ kind: 'banned' }),
  })
  const response = await strict.inject({ url: '/api/v1/sql/fine', headers: signedInAs({ userId: newId() }) })
  expect(response.json()).toMatchObject({ status: 403, code: 'ACCOUNT_BANNED' })
  expect((await strict.inject('/api/v1/sql/fine')).statusCode).toBe(200)
})

test('a process that cannot keep up sheds load and recovers; health still answers', async () => {
  const modules: HttpModule[] = [
    {
      name: 'health',
      routes: (scope) =>
        route(scope, {
          method: 'GET',
          url: '/alive',
          access: 'public',
          limit: 'none',
          summary: 'x',
          tags: ['x'],
          schema: { response: { 200: z.object({}) } },
          handler: async () => ({}),
        }),
    },
    sqlModule(database),
  ]
  const loaded = await testApp({ databaseUrl: testDb.url, modules, env: { MAX_EVENT_LOOP_DELAY_MS: '20' } })
  await vi.waitFor(async () => {
    const until = Date.now() + 300
    while (Date.now() < until);
    await wait(5)
    const shed = await loaded.inject('/api/v1/sql/fine')
    expect([shed.statusCode, shed.json().code, shed.headers['retry-after']]).toEqual([503, 'OVERLOADED', '2'])
    expect((await loaded.inject('/api/v1/alive')).statusCode).toBe(200)
  }, 15_000)
  await vi.waitFor(async () => expect((await loaded.inject('/api/v1/sql/fine')).statusCode).toBe(200), {
    timeout: 15_000,
    interval: 200,
  })
})
