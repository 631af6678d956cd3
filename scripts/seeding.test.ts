import { expect, test } from 'vitest'
import { demoPassword } from '../prisma/seed/index.ts'
import { accountId, accountIds } from '../prisma/seed/people.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './seeding.ts'

test('the accounts that a start names are those of the demo data', () => {
  expect(DEMO_PASSWORD).toBe(demoPassword)
  const ids = DEMO_ACCOUNTS.map((name) => accountId(name as Parameters<typeof accountId>[0]))
  expect(ids.sort()).toEqual([...accountIds].sort())
})
