/** Several seeds at once: most of a seed's time is spent waiting for its provider. A red one repeats alone as its message says. */
import { expect, test } from 'vitest'
import { testDatabase } from '../postgres.ts'
import { simulate } from './simulate.ts'

export function testSeeds(seeds: readonly number[]): void {
  test.concurrent.each(seeds)('seed %i keeps every promise', { timeout: 180_000 }, async (seed) => {
    const db = await testDatabase()
    const { broken } = await simulate(seed, db)
    await db.drop()
    expect(broken, `npm run sim -- --from ${seed} --seeds 1`).toEqual([])
  })
}
