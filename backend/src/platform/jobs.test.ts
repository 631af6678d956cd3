import pg from 'pg'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../test-support/postgres.ts'
import { watchStatements } from '../../test-support/statements.ts'
import { loadConfig } from './config.ts'
import { createDatabase } from './database/index.ts'
import { createJobs, defineJob, handleJob, type JobDefinition } from './jobs.ts'

const db = await testDatabase()
const first = defineJob({ name: 'test.settings', schema: z.object({}), retryLimit: 8, timeoutSeconds: 60 })

/** One life of the house: what it logged about settings. */
async function liveWith(job: JobDefinition, options: { scheduled?: boolean } = {}): Promise<string[]> {
  const told: string[] = []
  const logger = { error() {}, warn() {}, info: (_: object, message: string) => void told.push(message) }
  const jobs = createJobs({ url: db.url, logger })
  const schedules = options.scheduled ? [{ job, everySeconds: 60 }] : []
  await jobs.start([handleJob(job, async () => {})], schedules, { work: false })
  await jobs.stop(1)
  return told
}

async function settings() {
  const [row] = await db.query(
    `SELECT retry_limit AS "retryLimit", retry_delay AS "retryDelay", expire_seconds AS "timeout", dead_letter AS "deadLetter", heartbeat_seconds AS heartbeat FROM pgboss.queue WHERE name = $1`,
    [first.name],
  )
  return row
}

/** The correlation differs each time. */
function withoutRun(row: Record<string, unknown>) {
  return JSON.parse(JSON.stringify(row), (key, value: unknown) => (key === 'correlationId' ? 'any' : value)) as unknown
}

test('a queue that is there gets the settings that its job has today, and is left alone when they are the same', async () => {
  expect(await liveWith(first)).toEqual([])
  expect(await settings()).toMatchObject({ retryLimit: 8, retryDelay: 2, timeout: 60, deadLetter: 'dead-letters' })
  expect(await liveWith(first)).toEqual([])

  expect(await liveWith({ ...first, retryLimit: 3, retryDelaySeconds: 30, timeoutSeconds: 120 })).toEqual([
    'queue settings changed',
  ])
  expect(await settings()).toMatchObject({ retryLimit: 3, retryDelay: 30, timeout: 120, heartbeat: 15 })

  await liveWith(first, { scheduled: true })
  expect(await settings()).toMatchObject({ retryLimit: 8, deadLetter: null })
  await liveWith(first)
  expect(await settings()).toMatchObject({ deadLetter: 'dead-letters' })
})

test('a run that comes round soon is not tried again, one that comes once a day is', async () => {
  const soon = defineJob({ name: 'test.soon', schema: z.object({}), retryDelaySeconds: 1 })
  const daily = defineJob({ name: 'test.daily', schema: z.object({}), retryDelaySeconds: 1 })
  const logger = { error() {}, warn() {}, info() {} }
  const jobs = createJobs({ url: db.url, logger })
  const runs = { soon: 0, daily: 0 }
  const again = new Promise<void>((resolve) => {
    const schedules = [
      { job: soon, everySeconds: 60 },
      { job: daily, everySeconds: 86_400 },
    ]
    const handlers = [
      handleJob(soon, () => {
        runs.soon += 1
        return Promise.reject(new Error('the pool is busy'))
      }),
      handleJob(daily, () => {
        runs.daily += 1
        if (runs.daily === 1) return Promise.reject(new Error('the pool is busy'))
        resolve()
        return Promise.resolve()
      }),
    ]
    void jobs.start(handlers, schedules, { work: true })
  })
  await again
  await jobs.stop(1)
  expect(runs).toEqual({ soon: 1, daily: 2 })
})

test('what one transaction sends leaves in one statement and is the row that pg-boss itself would write', async () => {
  const second = defineJob({ name: 'test.other', schema: z.object({ at: z.number() }), retryLimit: 2 })
  const { database: settings } = loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url })
  const database = createDatabase({ database: settings })
  const logger = { error() {}, warn() {}, info() {} }
  const jobs = createJobs({ url: db.url, logger })
  await jobs.start([handleJob(first, async () => {}), handleJob(second, async () => {})], [], { work: false })
  const listener = new pg.Client({ connectionString: db.url })
  await listener.connect()
  const woken: string[] = []
  listener.on('notification', ({ payload }) => woken.push(payload ?? ''))
  const [channel] = await db.query<{ name: string }>(
    `SELECT 'pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24) AS name`,
  )
  await listener.query(`LISTEN ${channel?.name}`)
  const rows = (name: string) =>
    db.query<Record<string, unknown>>(
      `SELECT to_jsonb(j) - '{id,start_after,created_on,keep_until,job_table}'::text[] AS job,
         extract(epoch FROM keep_until - start_after)::int AS kept, extract(epoch FROM start_after - created_on)::int AS after
       FROM pgboss.job j WHERE name = $1 ORDER BY created_on, data ->> 'data'`,
      [name],
    )
  try {
    await jobs.send(null, second, { at: 1 }, { afterSeconds: 60, singletonKey: 'one' })
    await jobs.send(null, first, {})
    const sentByBoss = [...(await rows(first.name)), ...(await rows(second.name))].map(withoutRun)
    await db.query('DELETE FROM pgboss.job')
    woken.length = 0

    const sent = watchStatements()
    await database.transaction(async (tx) => {
      await jobs.send(tx, second, { at: 1 }, { afterSeconds: 60, singletonKey: 'one' })
      await jobs.send(tx, first, {})
    })
    // BEGIN, the jobs, COMMIT.
    expect(sent()).toHaveLength(3)
    expect([...(await rows(first.name)), ...(await rows(second.name))].map(withoutRun)).toEqual(sentByBoss)
    // The one that waits a minute wakes nobody.
    await listener.query('SELECT 1')
    expect(woken).toEqual([first.name])

    await expect(
      database.transaction(async (tx) => {
        await jobs.send(tx, first, {})
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    expect(await rows(first.name)).toHaveLength(1)
    const nobodys = defineJob({ name: 'test.unknown', schema: z.object({}) })
    await expect(database.transaction((tx) => jobs.send(tx, nobodys, {}))).rejects.toThrow('no queue test.unknown')
  } finally {
    await listener.end()
    await jobs.stop(1)
    await database.close()
  }
})
