/** A red seed repeats alone: `npm run sim -- --from <seed> --seeds 1`. */
import { expect, test } from 'vitest'
import { testDatabase } from '../postgres.ts'
import { simulate } from './simulate.ts'

const seeds = 12

for (let seed = 1; seed <= seeds; seed += 1) {
  const db = await testDatabase()
  test(`seed ${seed} keeps every promise`, { timeout: 60_000 }, async () => {
    const { broken } = await simulate(seed, db)
    expect(broken, `npm run sim -- --from ${seed} --seeds 1`).toEqual([])
  })
}
