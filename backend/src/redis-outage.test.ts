/** The whole server with a Redis that is killed, hung, full and back: nothing answers 5xx, limits hold, it recovers by itself. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../test-support/postgres.ts'
import { startProcess, type TestProcess } from '../test-support/processes.ts'
import { describeWithRedis, type RedisServer, startRedis } from '../test-support/redis.ts'

const testDb = await testDatabase()

describeWithRedis('with Redis', () => {
  let redis: RedisServer
  let apis: TestProcess[]
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'outage-'))
    redis = await startRedis()
    const env = {
      DATABASE_URL: testDb.url,
      DATA_DIR: dataDir,
      PORT: '0',
      ROLE: 'api',
      REDIS_URL: redis.url,
      LOG_LEVEL: 'error',
      RATE_LIMIT_AUTH: '3',
      RATE_LIMIT_ANONYMOUS: '100000',
      SANDBOX_PORT: '1',
    }
    apis = await Promise.all([0, 1].map(() => startProcess({ entry: 'backend/src/main.ts', env })))
  })
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  const urlOf = (index: number) => apis[index % 2]?.url ?? ''
  /** Reads through the cache at both processes; the statuses and how long the slowest took. */
  async function read(times: number) {
    const statuses = new Set<number>()
    let slowest = 0
    for (let i = 0; i < times; i += 1) {
      const started = performance.now()
      for (const path of ['/api/v1/regions', '/api/v1/experiences', '/health/ready'])
        statuses.add((await fetch(urlOf(i) + path)).status)
      slowest = Math.max(slowest, performance.now() - started)
    }
    return { statuses: [...statuses], slowest }
  }
  /** Wrong passwords until the limit answers. */
  async function guess(times: number) {
    const statuses: number[] = []
    for (let i = 0; i < times; i += 1) {
      const response = await fetch(`${urlOf(i)}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'nobody@guelaguetza.test', password: 'una-contraseña-larga' }),
      })
      statuses.push(response.status)
    }
    return statuses
  }
  const readiness = async () => ((await (await fetch(`${urlOf(0)}/health/ready`)).json()) as { status: string }).status

  test('while it works, both processes count guesses together', async () => {
    await vi.waitFor(async () => expect(await readiness()).toBe('ready'), 5000)
    expect(await guess(5)).toEqual([401, 401, 401, 429, 429])
    expect((await read(4)).statuses).toEqual([200])
  })

  test.each([
    ['hung', () => Promise.resolve(redis.hang()), () => Promise.resolve(redis.resume())],
    ['full', () => redis.command('CONFIG SET maxmemory 1'), () => redis.command('CONFIG SET maxmemory 0')],
    ['killed', () => redis.kill(), () => redis.restart()],
  ])('%s: everything answers, soon, and guessing stays limited', async (_how, breakIt, mendIt) => {
    await breakIt()
    const { statuses, slowest } = await read(20)
    expect(statuses).toEqual([200])
    expect(slowest).toBeLessThan(1500)
    // Each process has counted what it was asked before, so the limit holds without a break.
    expect((await guess(8)).filter((status) => status === 429).length).toBeGreaterThan(4)
    await mendIt()
    await vi.waitFor(async () => expect(await readiness()).toBe('ready'), 10_000)
    expect((await read(4)).statuses).toEqual([200])
  })

  test('it ends cleanly with Redis gone', async () => {
    await redis.kill()
    expect(await apis[0]?.stop('SIGTERM')).toBe(0)
  })
})
