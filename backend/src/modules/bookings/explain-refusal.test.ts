import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { buildBookingHouse } from '../../../test-support/build-booking-house.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { loadConfig } from '../../platform/config.ts'
import { createDatabase, Prisma } from '../../platform/database/index.ts'
import { createExplainRefusal } from './explain-refusal.ts'

const db = await testDatabase()
const house = await buildBookingHouse(db)
// One connection: what it prepared is seen by who asks it.
const database = createDatabase(loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url, DATABASE_POOL: '1' }))
afterAll(async () => {
  await database.close()
  await house.close()
})

test('crowds at a full slot are refused by a statement that PostgreSQL does not plan for each crowd', async () => {
  const { slotId, experienceId } = await house.slot({ capacity: 2 })
  // Among few slots any plan is as good as another.
  await house.db.query(
    `INSERT INTO slots (id, experience_id, starts_at, ends_at, bookable_until, capacity)
     SELECT gen_random_uuid(), $1, at, at + interval '1 hour', at, 8
     FROM generate_series(now() + interval '30 days', now() + interval '400 days', interval '2 hours') at`,
    [experienceId],
  )
  await house.db.query('ANALYZE')
  await house.bookings.hold({ slotId, userId: await house.guest(), party: [{ type: 'adult', quantity: 2 }] })
  const explain = createExplainRefusal(database)
  const ask = () => explain({ slotId, userId: randomUUID(), party: [{ type: 'adult', quantity: 1 }], linkHash: null })
  for (let alone = 0; alone < 6; alone += 1) await ask()
  for (let crowd = 0; crowd < 12; crowd += 1) {
    const refusals = await Promise.all(Array.from({ length: 40 }, ask))
    expect(new Set(refusals.map(({ kind }) => kind))).toEqual(new Set(['sold-out']))
  }
  const [plans] = await database.statement<{ generic: number; custom: number }>(
    Prisma.sql`SELECT generic_plans::int AS generic, custom_plans::int AS custom FROM pg_prepared_statements
      WHERE statement LIKE '%INSERT INTO slot_refusals%'`,
  )
  // Some are planned for what is asked, until PostgreSQL has seen that a plan for any question is as good.
  expect(plans?.generic).toBeGreaterThan(plans?.custom ?? 0)
})
