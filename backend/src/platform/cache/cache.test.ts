import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../test-support/postgres.ts'
import { describeWithRedis, type RedisServer, startRedis } from '../../../test-support/redis.ts'
import { loadConfig } from '../config.ts'
import { createDatabase } from '../database/index.ts'
import { createMetrics } from '../observability/metrics.ts'
import { createFanOut, noFanOut } from '../realtime/fan-out.ts'
import { type Cache, createCache } from './cache.ts'
import { createMemoryStore } from './memory-store.ts'
import { connectRedis, type RedisConnections } from './redis.ts'

const testDb = await testDatabase()
const config = loadConfig({ NODE_ENV: 'test', DATABASE_URL: testDb.url })
const database = createDatabase(config)
afterAll(() => database.close())
const silent = { warn: () => {}, info: () => {} }
const metrics = createMetrics({ defaults: false })
const alone = (): Cache => createCache({ config, redis: null, fanOut: noFanOut, metrics })

/** A source that says how often it was asked. */
function source(gate: Promise<unknown> = Promise.resolve()) {
  const asked = { times: 0 }
  return {
    asked,
    load: async () => {
      asked.times += 1
      const mine = asked.times
      await gate
      return { n: mine }
    },
  }
}
const options = { tags: ['experience:1'], ttlSeconds: 60 }

test('many readers at once are one load, and later readers none', async () => {
  const cache = alone()
  const { asked, load } = source()
  const answers = await Promise.all(Array.from({ length: 20 }, () => cache.read('list:a', options, load)))
  expect(answers).toEqual(Array(20).fill({ n: 1 }))
  expect(await cache.read('list:a', options, load)).toEqual({ n: 1 })
  expect(asked.times).toBe(1)
})

test('an invalidated tag forgets what carries it, also tags that only the value knows; others stay', async () => {
  const cache = alone()
  const [one, two] = [source(), source()]
  const readOne = () =>
    cache.read('detail:one', { tags: ({ n }: { n: number }) => [`made-of:${n}`], ttlSeconds: 60 }, one.load)
  const readTwo = () => cache.read('detail:two', { tags: ['two'], ttlSeconds: 60 }, two.load)
  await Promise.all([readOne(), readTwo()])
  await cache.invalidate(['made-of:1'])
  await Promise.all([readOne(), readTwo()])
  expect([one.asked.times, two.asked.times]).toEqual([2, 1])
  await cache.flush()
  await Promise.all([readOne(), readTwo()])
  expect([one.asked.times, two.asked.times]).toEqual([3, 2])
})

test('what was loading while its tag was invalidated is not kept, and readers after the invalidation do not join it', async () => {
  const cache = alone()
  const gate = Promise.withResolvers<void>()
  const slow = source(gate.promise)
  const before = cache.read('list:race', options, slow.load)
  await vi.waitFor(() => expect(slow.asked.times).toBe(1))
  await cache.invalidate(options.tags)
  const after = cache.read('list:race', options, slow.load)
  gate.resolve()
  expect([await before, await after]).toEqual([{ n: 1 }, { n: 2 }])
  expect(await cache.read('list:race', options, slow.load)).toEqual({ n: 2 })
})

test('a failed load is not remembered', async () => {
  const cache = alone()
  await expect(cache.read('list:fails', options, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await cache.read('list:fails', options, async () => 1)).toBe(1)
})

test('CACHE=off asks the source each time; the hit rate is counted', async () => {
  const off = createCache({ config: { cache: { enabled: false } }, redis: null, fanOut: noFanOut, metrics })
  const { asked, load } = source()
  await off.read('off:x', options, load)
  await off.read('off:x', options, load)
  expect(asked.times).toBe(2)
  const cache = alone()
  for (let i = 0; i < 4; i += 1) await cache.read('counted:x', options, async () => 1)
  expect(await metrics.counted('cache_reads_total', { cache: 'counted', outcome: 'hit' })).toBe(3)
  expect(await metrics.counted('cache_reads_total', { cache: 'counted', outcome: 'miss' })).toBe(1)
})

test('entries end with their time, and the store stays bounded', async () => {
  let now = 0
  const store = createMemoryStore(noFanOut, () => now)
  const keep = (key: string, json = '1') => store.keep(key, { asOf: '0', tags: [], json, value: json, ttlSeconds: 5 })
  await keep('a')
  now = 4999
  expect((await store.look('a')).kind).toBe('hit')
  now = 5000
  expect((await store.look('a')).kind).toBe('miss')
  for (let i = 0; i < 6000; i += 1) await keep(`k${i}`)
  expect([(await store.look('k0')).kind, (await store.look('k5999')).kind]).toEqual(['miss', 'hit'])
  const large = 'x'.repeat(1_000_000)
  for (let i = 0; i < 14; i += 1) await keep(`large${i}`, large)
  expect([(await store.look('large0')).kind, (await store.look('large13')).kind]).toEqual(['miss', 'hit'])
})

test('without Redis an invalidation reaches the other processes through PostgreSQL, and a lost line forgets everything', async () => {
  const lines = [0, 1].map(() => createFanOut({ databaseUrl: testDb.url, database, redis: null, logger: silent }))
  const [here, there] = lines.map((fanOut) => createCache({ config, redis: null, fanOut, metrics })) as [Cache, Cache]
  const { asked, load } = source()
  await vi.waitFor(() => expect(lines.every((line) => line.listening())).toBe(true))
  await there.read('shared:x', options, load)
  await here.invalidate(options.tags)
  await vi.waitFor(async () => expect(await there.read('shared:x', options, load)).toEqual({ n: 2 }))
  await testDb.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'guelaguetza-fan-out' AND datname = current_database()",
  )
  await vi.waitFor(() => expect(lines.some((line) => line.listening())).toBe(false))
  await vi.waitFor(() => expect(lines.every((line) => line.listening())).toBe(true), 5000)
  await there.read('shared:x', options, load)
  expect(asked.times).toBe(3)
  await Promise.all(lines.map((line) => line.close()))
})

describeWithRedis('in Redis', () => {
  let server: RedisServer
  let redis: RedisConnections
  const shared = () => createCache({ config, redis, fanOut: noFanOut, metrics })
  const ready = () => vi.waitFor(async () => expect(await redis.ping()).toBe(true), 5000)
  beforeAll(async () => {
    server = await startRedis()
    redis = connectRedis(server.url, silent)
    await ready()
    return () => redis.close()
  })

  test('processes share entries and invalidations, and a load older than an invalidation is not believed', async () => {
    const [one, two] = [shared(), shared()]
    const { asked, load } = source()
    await one.read('redis:a', options, load)
    expect(await two.read('redis:a', options, load)).toEqual({ n: 1 })
    await two.invalidate(options.tags)
    expect(await one.read('redis:a', options, load)).toEqual({ n: 2 })
    const gate = Promise.withResolvers<void>()
    const slow = source(gate.promise)
    const racing = one.read('redis:race', options, slow.load)
    await vi.waitFor(() => expect(slow.asked.times).toBe(1))
    await two.invalidate(options.tags)
    gate.resolve()
    await racing
    expect(await two.read('redis:race', options, slow.load)).toEqual({ n: 2 })
    expect(asked.times).toBe(2)
  })

  test('gone: the source answers at once, and what was invalidated meanwhile is not believed afterwards', async () => {
    const cache = shared()
    const { load } = source()
    await cache.read('redis:gone', options, load)
    // Only the line is cut: Redis keeps its entries and misses the invalidation.
    redis.commands.disconnect(true)
    await cache.invalidate(options.tags)
    expect(await cache.read('redis:gone', options, load)).toEqual({ n: 2 })
    await ready()
    await vi.waitFor(async () => {
      const read = await cache.read('redis:gone', options, load)
      expect(read.n).toBeGreaterThan(1)
      expect(await cache.read('redis:gone', options, load)).toEqual(read)
    }, 5000)
    await server.kill()
    const started = performance.now()
    await cache.read('redis:gone', options, load)
    expect(performance.now() - started).toBeLessThan(150)
    await server.restart()
    await ready()
  })

  test('hung: a read costs the command timeout, then nothing; it recovers by itself', async () => {
    const cache = shared()
    const { asked, load } = source()
    server.hang()
    const started = performance.now()
    for (let i = 0; i < 10; i += 1) await cache.read('redis:hung', options, load)
    expect(performance.now() - started).toBeLessThan(1000)
    expect(asked.times).toBe(10)
    server.resume()
    await vi.waitFor(async () => {
      const before = asked.times
      await cache.read('redis:hung', options, load)
      expect(asked.times).toBe(before)
    }, 8000)
  })

  test('full: reads are answered from the source', async () => {
    await server.command('CONFIG SET maxmemory 1')
    const cache = shared()
    expect(await cache.read('redis:full', options, async () => 'fresh')).toBe('fresh')
    await cache.invalidate(['other'])
    await server.command('CONFIG SET maxmemory 0')
    await vi.waitFor(async () => {
      const { asked, load } = source()
      await cache.read('redis:after', options, load)
      await cache.read('redis:after', options, load)
      expect(asked.times).toBeLessThan(2)
    }, 8000)
  })
})

test('readers share one value that none of them can change', async () => {
  const cache = alone()
  const read = () => cache.read('things:shared', { tags: [], ttlSeconds: 5 }, async () => ({ list: [{ n: 1 }] }))
  const [first, second] = [await read(), await read()]
  expect(second).toBe(first)
  expect(() => {
    const [item] = first.list
    if (item) item.n = 2
  }).toThrow(TypeError)
  expect(await read()).toEqual({ list: [{ n: 1 }] })
})
