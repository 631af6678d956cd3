import { once } from 'node:events'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test-support/app.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { describeWithRedis, type RedisServer, startRedis } from '../../../test-support/redis.ts'
import { connectRedis, type RedisConnections } from '../cache/redis.ts'
import { loadConfig } from '../config.ts'
import { createDatabase } from '../database/index.ts'
import type { Jobs } from '../jobs.ts'
import { healthRoutes } from './health.routes.ts'
import { createMetrics } from './metrics.ts'

const testDb = await testDatabase()

async function health(
  options: { env?: Record<string, string>; jobsHealthy?: boolean; redis?: RedisConnections; databaseUrl?: string } = {},
) {
  const { env = {}, jobsHealthy = true, redis = null, databaseUrl = testDb.url } = options
  const config = loadConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl, ...env })
  const metrics = createMetrics({ defaults: false })
  const state = { draining: false }
  const jobs = { healthy: () => jobsHealthy } as Jobs
  const app = await testApp({
    databaseUrl,
    env: { ...env, RATE_LIMIT: 'on', RATE_LIMIT_ANONYMOUS: '1' },
    metrics,
    isDraining: () => state.draining,
    platformRoutes: (scope) =>
      healthRoutes(scope, {
        platform: { config, database: createDatabase(config), jobs, redis, metrics },
        isDraining: () => state.draining,
      }),
  })
  return { app, state, metrics, ready: () => app.inject('/health/ready') }
}
const production = {
  NODE_ENV: 'production',
  RATE_LIMIT: 'on',
  AUTH_SECRET: 'x'.repeat(32),
  TICKET_SIGNING_KEY: 'PRIVATE KEY',
  STRIPE_SECRET_KEY: 'sk_test_x',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_x',
  STRIPE_WEBHOOK_SECRET: 'whsec_test_x',
}

test('ready while everything works, draining when asked to leave, and then connections are closed', async () => {
  const { state, ready, app } = await health()
  for (let i = 0; i < 3; i += 1) expect((await ready()).statusCode).toBe(200)
  expect((await ready()).json()).toEqual({ status: 'ready', checks: { database: 'ok', jobs: 'ok', redis: null } })
  state.draining = true
  const draining = await ready()
  expect([draining.statusCode, draining.json().status]).toEqual([503, 'draining'])
  expect(draining.headers.connection).toBe('close')
  expect((await app.inject('/health/live')).statusCode).toBe(200)
})

test('without database or jobs it is not ready, but alive', async () => {
  const away = await health({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/x' })
  expect((await away.ready()).json()).toMatchObject({
    status: 'not-ready',
    checks: { database: 'failing', jobs: 'ok' },
  })
  expect((await away.app.inject('/health/live')).statusCode).toBe(200)
  const idle = await health({ jobsHealthy: false })
  expect((await idle.ready()).statusCode).toBe(503)
})

test('metrics count requests by route template, and gauges that fail do not take the rest with them', async () => {
  const { app, metrics } = await health()
  metrics.count('bookings_cancelled_total', { reason: 'BY_GUEST' })
  metrics.gauge('broken', 'always fails', [], () => Promise.reject(new Error('no')))
  await app.inject('/health/live')
  const { body } = await app.inject('/metrics')
  expect(body).toContain('bookings_cancelled_total{reason="BY_GUEST"} 1')
  expect(body).toContain('bookings_created_total 0')
  expect(body).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/health\/live",status="200"\} 1/)
})

test('metrics ask for the token; without one, production answers loopback only', async () => {
  const token = 'a-long-random-token'
  const guarded = await health({ env: { METRICS_TOKEN: token } })
  expect((await guarded.app.inject('/metrics')).statusCode).toBe(403)
  expect(
    (await guarded.app.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}x` } })).statusCode,
  ).toBe(403)
  expect(
    (await guarded.app.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}` } })).statusCode,
  ).toBe(200)
  const open = await health({ env: production })
  expect((await open.app.inject({ url: '/metrics', remoteAddress: '10.0.0.9' })).statusCode).toBe(403)
  expect((await open.app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).statusCode).toBe(200)
})

describeWithRedis('with Redis', () => {
  let server: RedisServer
  let redis: RedisConnections
  beforeAll(async () => {
    server = await startRedis()
    redis = connectRedis(server.url, { warn: () => {}, info: () => {} })
    await once(redis.commands, 'ready')
    return () => redis.close()
  })

  test('a Redis that is gone degrades and does not stop the traffic', async () => {
    const { ready } = await health({ redis })
    expect((await ready()).json().checks.redis).toBe('ok')
    server.hang()
    const degraded = await ready()
    expect([degraded.statusCode, degraded.json().status]).toEqual([200, 'degraded'])
    server.resume()
  })
})
