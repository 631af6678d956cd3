import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../test-support/postgres.ts'
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
