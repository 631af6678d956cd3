import { expect, test } from 'vitest'
import { testDatabase } from './postgres.ts'

const one = await testDatabase()
const two = await testDatabase()

test('every database is migrated and nobody sees what another one holds', async () => {
  const applied = await one.query<{ count: number }>('SELECT count(*)::int AS count FROM _prisma_migrations')
  expect(applied[0]?.count).toBeGreaterThan(0)
  await one.query('CREATE TABLE only_here (id int)')
  const there = 'SELECT to_regclass($1)::text AS name'
  expect(await one.query(there, ['only_here'])).toEqual([{ name: 'only_here' }])
  expect(await two.query(there, ['only_here'])).toEqual([{ name: null }])
})

test('the server’s clock and order are the same on every computer', async () => {
  const client = await one.connect()
  const settings = await client.query(
    `SELECT current_setting('TimeZone') AS zone, lower('ÁÑ') AS low, 'Z' < 'a' AS bytes`,
  )
  expect(settings.rows).toEqual([{ zone: 'UTC', low: 'áñ', bytes: true }])
})
