/** A connection that dies in the middle of a transaction: the same work runs again on another one. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test-support/postgres.ts'
import { loadConfig } from '../config.ts'
import { createDatabase, type Tx } from './index.ts'

const db = await testDatabase()
const database = createDatabase(loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url }))

/** @param afterMs how long after its death the connection is used again */
async function dieOnce(afterMs: number) {
  let tries = 0
  const pids = await database.transaction(async (tx: Tx) => {
    tries += 1
    const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    if (tries === 1) {
      await db.query('SELECT pg_terminate_backend($1)', [row?.pid])
      await pause(afterMs)
    }
    return tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
  })
  return { tries, pids }
}

test.each([0, 20, 200])('used %i ms after it died, it is replaced and the work done again', async (afterMs) => {
  const { tries, pids } = await dieOnce(afterMs)
  expect(tries).toBe(2)
  expect(pids).toHaveLength(1)
})

test('what the work itself throws is not tried again', async () => {
  let tries = 0
  const failing = database.transaction(() => {
    tries += 1
    return Promise.reject(new Error('no'))
  })
  await expect(failing).rejects.toThrow('no')
  expect(tries).toBe(1)
  await database.close()
})
