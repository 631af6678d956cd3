/** `npm run fuzz -- [--seed N] [--minutes M]`: the whole program against bad input; a red seed can be run again. */
import { parseArgs } from 'node:util'
import { fuzz, fuzzTogether } from '../backend/test-support/fuzz/fuzz.ts'
import { buildFuzzHouse } from '../backend/test-support/fuzz/house.ts'
import { showFault } from '../backend/test-support/fuzz/show.ts'
import { Explained, runScript } from './command.ts'
import { startSimulationDatabases } from './simulation-databases.ts'

await runScript(async () => {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, minutes: { type: 'string', default: '1' } } })
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9))
  const minutes = Number(values.minutes)
  if (!Number.isInteger(seed) || !(minutes > 0))
    throw new Explained('A seed is a whole number and minutes are more than none: npm run fuzz -- --seed 7 --minutes 5')
  const databases = await startSimulationDatabases()
  const database = await databases.create('fuzz')
  let red = 0
  try {
    const house = await buildFuzzHouse(database)
    try {
      console.log(`seed ${seed}, ${minutes} min`)
      const milliseconds = minutes * 60_000
      const onFault = (fault: Parameters<typeof showFault>[0]) => console.log(showFault(fault))
      const report = await fuzz(house, { seed, cases: Infinity, milliseconds, faults: 50, onFault })
      const together = await fuzzTogether(house, { seed, bursts: Math.ceil(minutes * 5), width: 16 })
      for (const fault of together) onFault(fault)
      red = report.faults.length + together.length
      const statuses = Object.entries(report.statuses).map(([status, count]) => `${count} × ${status}`)
      console.log(`${report.cases} requests: ${statuses.join(', ')}`)
      console.log(red ? `${red} broke a promise; again: npm run fuzz -- --seed ${seed}` : 'every promise kept')
    } finally {
      await house.close()
    }
  } finally {
    await database.drop()
    await databases.stop()
  }
  if (red > 0) process.exitCode = 1
})
