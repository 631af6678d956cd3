import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { loadConfig } from '../config.ts'
import { createDatabase } from '../database/index.ts'
import { defineErrors } from '../errors.ts'
import { newId } from '../ids.ts'
import { canonicalJson, createIdempotencyStore } from './idempotency.ts'
import { route } from './route.ts'

const testDb = await testDatabase()
const errors = defineErrors('idempotency-test', {
  GONE_WRONG: { status: 500, es: 'x', en: 'x' },
  FULL: { status: 409, es: 'x', en: 'x' },
})
let effects = 0
let work: () => Promise<void> = async () => {}

const app = await testApp({
  databaseUrl: testDb.url,
  // Long enough for a busy machine, short enough to wait for.
  env: { HANDLER_TIMEOUT_MS: '3000' },
  modules: [
    {
      name: 'orders',
      routes: (scope) => {
        for (const [url, idempotent] of [
          ['/orders', true],
          ['/others', true],
          ['/careless', false],
        ] as const) {
          route(scope, {
            method: 'POST',
            url,
            access: 'public',
            idempotent,
            summary: 'Order',
            tags: ['Orders'],
            schema: {
              body: z.object({ n: z.int(), m: z.int().optional() }),
              response: { 201: z.object({ effect: z.int() }) },
            },
            handler: async () => {
              effects += 1
              const mine = effects
              await work()
              return { effect: mine }
            },
          })
        }
      },
    },
  ],
})

const userId = newId()
function order(
  key: string | undefined,
  { url = '/orders', payload = { n: 1 } as object, as = userId as string | null } = {},
) {
  return app.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    payload,
    headers: { ...(key === undefined ? {} : { 'idempotency-key': key }), ...(as ? signedInAs({ userId: as }) : {}) },
  })
}
function effectsOf(during: () => Promise<unknown>): Promise<number> {
  const before = effects
  return during().then(() => effects - before)
}

test('the same key gives the first answer again, whatever the order of the fields', async () => {
  const key = newId()
  const first = await order(key, { payload: { n: 1, m: 2 } })
  const again = await order(key, { payload: { m: 2, n: 1 } })
  expect([first.statusCode, again.statusCode]).toEqual([201, 201])
  expect(again.body).toBe(first.body)
  expect(again.headers['content-type']).toBe(first.headers['content-type'])
  expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true'])
})

test('another body, another route: 422', async () => {
  const key = newId()
  await order(key)
  for (const other of [await order(key, { payload: { n: 2 } }), await order(key, { url: '/others' })]) {
    expect(other.statusCode).toBe(422)
    expect(other.json().code).toBe('IDEMPOTENCY_KEY_REUSED')
  }
})

test('keys belong to their person; without a key, a person or the declaration nothing is remembered', async () => {
  const key = newId()
  expect(await effectsOf(() => Promise.all([order(key), order(key, { as: newId() })]))).toBe(2)
  expect(await effectsOf(() => Promise.all([order(undefined), order(undefined)]))).toBe(2)
  expect(await effectsOf(() => Promise.all([order(key, { as: null }), order(key, { as: null })]))).toBe(2)
})

test('of parallel repeats one works and all get its answer; without the guard each would work', async () => {
  work = () => wait(120)
  const key = newId()
  const answers: string[] = []
  const once = await effectsOf(async () => {
    for (const answer of await Promise.all(Array.from({ length: 12 }, () => order(key)))) answers.push(answer.body)
  })
  expect(once).toBe(1)
  expect(new Set(answers).size).toBe(1)
  const unguarded = await effectsOf(() =>
    Promise.all(Array.from({ length: 12 }, () => order(key, { url: '/careless' }))),
  )
  expect(unguarded).toBe(12)
  work = async () => {}
})

test('a refusal is an answer and is kept; a failure of ours is not', async () => {
  const refused = newId()
  work = async () => {
    throw errors.FULL()
  }
  expect((await order(refused)).statusCode).toBe(409)
  const failed = newId()
  work = async () => {
    throw errors.GONE_WRONG()
  }
  expect((await order(failed)).statusCode).toBe(500)
  work = async () => {}
  expect((await order(refused)).statusCode).toBe(409)
  expect((await order(failed)).statusCode).toBe(201)
})

test('work that ends after its caller was told 503 still answers the repeat', async () => {
  const key = newId()
  work = () => wait(3300)
  const count = await effectsOf(async () => {
    expect((await order(key)).statusCode).toBe(503)
    const repeat = await order(key)
    // The repeat may itself run into the handler's time; the one after it has the answer.
    const settled = repeat.statusCode === 201 ? repeat : await order(key)
    expect(settled.statusCode).toBe(201)
    expect(settled.headers['idempotency-replayed']).toBe('true')
  })
  expect(count).toBe(1)
  work = async () => {}
})

test('a claim whose process died is taken over once its lock has run out, and no earlier', async () => {
  const key = newId()
  await order(key)
  await testDb.query(
    "UPDATE idempotency_keys SET status = NULL, body = NULL, locked_until = now() + interval '1.2 seconds' WHERE key = $1",
    [key],
  )
  const started = Date.now()
  const database = createDatabase(loadConfig({ NODE_ENV: 'test', DATABASE_URL: testDb.url }))
  const store = createIdempotencyStore(database, 30)
  const [row] = await testDb.query<{ request_hash: string }>(
    'SELECT request_hash FROM idempotency_keys WHERE key = $1',
    [key],
  )
  const taken = await store.claimOrFind(userId, key, 'POST /api/v1/orders', row?.request_hash ?? '')
  expect('keep' in taken).toBe(true)
  expect(Date.now() - started).toBeGreaterThan(900)
  await database.close()
})

test('keys of yesterday are swept and may be used anew', async () => {
  const [old, fresh] = [newId(), newId()]
  await Promise.all([order(old), order(fresh)])
  await testDb.query("UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = $1", [old])
  expect((await order(old, { payload: { n: 7 } })).statusCode).toBe(201)
  await testDb.query("UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = $1", [old])
  const database = createDatabase(loadConfig({ NODE_ENV: 'test', DATABASE_URL: testDb.url }))
  expect(await createIdempotencyStore(database, 30).sweep()).toBe(1)
  expect(await testDb.query('SELECT key FROM idempotency_keys WHERE key = ANY($1)', [[old, fresh]])).toEqual([
    { key: fresh },
  ])
  await database.close()
})

test.each(['', 'x'.repeat(256), 'two words'])('"%s" is no key', async (key) => {
  const response = await order(key)
  expect(response.json()).toMatchObject({
    code: 'VALIDATION_FAILED',
    errors: [{ pointer: '/headers/idempotency-key' }],
  })
})

test('canonical JSON sorts keys at every depth and keeps the order of lists', () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x', e: undefined })).toBe('{"a":"x","b":[{"c":null,"d":1}]}')
})
