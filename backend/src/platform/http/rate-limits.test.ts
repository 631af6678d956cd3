import { beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { describeWithRedis, type RedisServer, startRedis } from '../../../test-support/redis.ts'
import { connectRedis, type RedisConnections } from '../cache/redis.ts'
import { loadConfig } from '../config.ts'
import { newId } from '../ids.ts'
import { addressKey, createRateLimits, type RateLimits } from './rate-limits.ts'
import { type HttpModule, route } from './route.ts'

const { url: databaseUrl } = await testDatabase()
const env = {
  RATE_LIMIT: 'on',
  RATE_LIMIT_ANONYMOUS: '4',
  RATE_LIMIT_SIGNED_IN: '6',
  RATE_LIMIT_AUTH: '2',
  RATE_LIMIT_BOOKINGS: '3',
}
const config = loadConfig({ NODE_ENV: 'test', ...env })

const modules: HttpModule[] = [
  {
    name: 'limited',
    routes: (scope) => {
      for (const [url, limit] of [
        ['/plain', undefined],
        ['/sign-in', 'auth'],
        ['/book', 'bookings'],
        ['/health', 'none'],
      ] as const) {
        route(scope, {
          method: 'GET',
          url,
          access: 'public',
          ...(limit ? { limit } : {}),
          summary: 'x',
          tags: ['x'],
          schema: { response: { 200: z.object({}) } },
          handler: async () => ({}),
        })
      }
    },
  },
]
const fresh = (extra: Record<string, string> = {}) => testApp({ databaseUrl, env: { ...env, ...extra }, modules })
type App = Awaited<ReturnType<typeof fresh>>
async function statuses(
  app: App,
  count: number,
  url: string,
  headers: Record<string, string> = {},
  remoteAddress = '10.1.1.1',
) {
  const out: number[] = []
  for (let i = 0; i < count; i += 1)
    out.push((await app.inject({ url: `/api/v1${url}`, headers, remoteAddress })).statusCode)
  return out
}

test('an address gets its share, is told when to come back, and does not share it with others', async () => {
  const app = await fresh()
  expect(await statuses(app, 5, '/plain')).toEqual([200, 200, 200, 200, 429])
  const refused = await app.inject({ url: '/api/v1/plain', remoteAddress: '10.1.1.1' })
  expect(refused.json().code).toBe('RATE_LIMITED')
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(refused.headers).toMatchObject({
    'ratelimit-limit': '4',
    'ratelimit-remaining': '0',
  })
  expect(await statuses(app, 1, '/plain', {}, '10.1.1.2')).toEqual([200])
  expect(await statuses(app, 9, '/health')).toEqual(Array(9).fill(200))
})

test('people are counted by who they are, bookings on top; sign-in by address', async () => {
  const app = await fresh()
  const [ana, luis] = [signedInAs({ userId: newId() }), signedInAs({ userId: newId() })]
  expect(await statuses(app, 4, '/book', ana)).toEqual([200, 200, 200, 429])
  expect(await statuses(app, 1, '/book', luis)).toEqual([200])
  expect(await statuses(app, 3, '/plain', ana)).toEqual([200, 200, 429])
  expect(await statuses(app, 3, '/sign-in', luis, '10.9.9.9')).toEqual([200, 200, 429])
  expect(await statuses(app, 1, '/sign-in', signedInAs({ userId: newId() }), '10.9.9.9')).toEqual([429])
})

test('a forwarded address is believed from a trusted proxy only', async () => {
  const spoofed = await fresh()
  for (let i = 0; i < 4; i += 1) await statuses(spoofed, 1, '/plain', { 'x-forwarded-for': `1.2.3.${i}` })
  expect(await statuses(spoofed, 1, '/plain', { 'x-forwarded-for': '1.2.3.9' })).toEqual([429])
  const proxied = await fresh({ TRUSTED_PROXY: '10.1.1.0/24' })
  for (let i = 0; i < 4; i += 1) await statuses(proxied, 1, '/plain', { 'x-forwarded-for': '1.2.3.4' })
  expect(await statuses(proxied, 1, '/plain', { 'x-forwarded-for': '1.2.3.4' })).toEqual([429])
  expect(await statuses(proxied, 1, '/plain', { 'x-forwarded-for': '1.2.3.5' })).toEqual([200])
})

test('a minute after a key’s first request it is counted from one again, and others do not move that end', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    const limits = createRateLimits(config, null)
    const auth = (key: string) => limits.consume('auth', key)
    expect([await auth('a'), await auth('a'), await auth('a')].map(({ allowed }) => allowed)).toEqual([
      true,
      true,
      false,
    ])
    vi.advanceTimersByTime(59_000)
    expect(await auth('b')).toMatchObject({ allowed: true, remaining: 1, resetSeconds: 60 })
    expect(await auth('a')).toMatchObject({ allowed: false, remaining: 0, resetSeconds: 1 })
    vi.advanceTimersByTime(1000)
    expect(await auth('a')).toMatchObject({ allowed: true, remaining: 1, resetSeconds: 60 })
    expect(await auth('b')).toMatchObject({ allowed: true, remaining: 0, resetSeconds: 59 })
  } finally {
    vi.useRealTimers()
  }
})

test('an IPv6 network of one person is one key', () => {
  expect(addressKey('2001:db8:1:2:aaaa::1')).toBe(addressKey('2001:db8:1:2:bbbb:1:2:3'))
  expect(addressKey('2001:db8:1:3::1')).not.toBe(addressKey('2001:db8:1:2::1'))
  expect(addressKey('::ffff:10.0.0.1')).toBe('ip:10.0.0.1')
  expect(addressKey('::1')).toBe('ip:0:0:0:0::/64')
})

describeWithRedis('with Redis', () => {
  let server: RedisServer
  let redis: RedisConnections
  const process = (): RateLimits => createRateLimits(config, redis)
  async function allowedOf(limits: RateLimits, count: number, key: string) {
    const answers = []
    for (let i = 0; i < count; i += 1) answers.push((await limits.consume('auth', key)).allowed)
    return answers.filter(Boolean).length
  }
  const ready = () =>
    new Promise((resolve) =>
      redis.commands.status === 'ready' ? resolve(null) : redis.commands.once('ready', resolve),
    )
  beforeAll(async () => {
    server = await startRedis()
    redis = connectRedis(server.url, { warn: () => {}, info: () => {} })
    await ready()
    return () => redis.close()
  })

  test('processes count together', async () => {
    const [one, two] = [process(), process()]
    expect(await allowedOf(one, 1, 'shared')).toBe(1)
    expect(await allowedOf(two, 3, 'shared')).toBe(1)
  })

  test('killed, hung or full: each process goes on counting, quickly, and the shared count comes back by itself', async () => {
    await server.kill()
    expect(await allowedOf(process(), 5, 'killed')).toBe(2)
    await server.restart()
    await ready()

    const hungProcess = process()
    server.hang()
    const started = Date.now()
    expect(await allowedOf(hungProcess, 5, 'hung')).toBe(2)
    const others = await Promise.all(
      Array.from({ length: 40 }, (_, i) => Promise.resolve(hungProcess.consume('anonymous', `other-${i}`))),
    )
    expect(others.every(({ allowed }) => allowed)).toBe(true)
    expect(Date.now() - started).toBeLessThan(1000)
    server.resume()

    await server.command('CONFIG SET maxmemory 1')
    expect(await allowedOf(process(), 5, 'full')).toBe(2)
    await server.command('CONFIG SET maxmemory 0')

    let tries = 0
    await vi.waitFor(async () => {
      const [one, two] = [process(), process()]
      tries += 1
      expect(await allowedOf(one, 2, `back-${tries}`)).toBe(2)
      expect(await allowedOf(two, 2, `back-${tries}`)).toBe(0)
    }, 8000)
  })
})
