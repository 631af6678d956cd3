/**
 * The most telling faults that are over within seconds; `npm run chaos` rehearses all of them. Jobs that are killed are
 * among the others: their work is taken over only once their silence was noticed.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../postgres.ts'
import { crashPoints } from './faults.ts'
import { type ChaosHouse, openChaosHouse } from './house.ts'
import { rehearse } from './rehearse.ts'

const db = await testDatabase()
let house: ChaosHouse | undefined
beforeAll(async () => {
  house = await openChaosHouse({ db })
}, 120_000)
afterAll(() => house?.close())

const told = [
  'API killed before the intent’s id is saved',
  'API killed after it stored the event, before the provider has its 200',
]

test.each(crashPoints.filter(({ name }) => told.includes(name)))('$name', { timeout: 180_000 }, async (fault) => {
  const { lost, doubled, stuck, secondsToRecover } = await rehearse(house as ChaosHouse, fault)
  expect({ lost, doubled, stuck }).toEqual({ lost: [], doubled: [], stuck: [] })
  expect(secondsToRecover).not.toBeNull()
})
