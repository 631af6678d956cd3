/** `npm run sim -- [--seeds 40] [--from 1] [--only bookings|market] [--until-red]`: the booking path (odd seeds) and the market (even ones) against chance, faults and a jumping clock; a red seed can be run again alone. */
import { parseArgs } from 'node:util'
import { isMarketSeed, simulate } from '../backend/test-support/simulation/simulate.ts'
import { Explained, runScript } from './command.ts'
import { startSimulationDatabases } from './simulation-databases.ts'

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '40' },
      from: { type: 'string', default: '1' },
      only: { type: 'string' },
      'until-red': { type: 'boolean', default: false },
    },
  })
  const from = Number(values.from)
  const seeds = Number(values.seeds)
  if (!Number.isInteger(from) || !Number.isInteger(seeds) || seeds < 1)
    throw new Explained('Seeds are whole numbers: npm run sim -- --from 7 --seeds 1')
  const databases = await startSimulationDatabases()
  let [red, tried] = [0, 0]
  try {
    for (let seed = from; seed < from + seeds; seed += 1) {
      if (values.only && (values.only === 'market') !== isMarketSeed(seed)) continue
      tried += 1
      const database = await databases.create(`sim_${seed}`)
      const begun = performance.now()
      const { broken, ends } = await simulate(seed, database)
      await database.drop()
      console.log(
        `${broken.length ? '✗' : '✓'} seed ${seed}  ${Object.entries(ends)
          .map(([end, n]) => `${n} ${end}`)
          .join(', ')}  ${((performance.now() - begun) / 1000).toFixed(1)} s`,
      )
      for (const what of broken) console.log(`    ${what}`)
      if (broken.length) red += 1
      if (red > 0 && values['until-red']) break
    }
  } finally {
    await databases.stop()
  }
  console.log(`${tried - red} seeds kept every promise, ${red} did not`)
  if (red > 0) process.exitCode = 1
})
