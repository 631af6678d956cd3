/** `npm start`: everything the house needs, in order, with a line for each step; Ctrl-C ends it all. */
import './env-file.ts'
import { runScript } from './command.ts'
import { endOnSignals } from './ending.ts'
import { type House, openHouse } from './launcher.ts'
import { describeHouse } from './start-report.ts'
import { createSteps } from './steps.ts'
import { buildWebIfChanged } from './web-build.ts'

await runScript(async () => {
  const begun = performance.now()
  const steps = createSteps()
  let house: House | null = null
  let interrupted = false
  endOnSignals({
    // Before the house stands, leaving is enough: its children end with us.
    stop: async () => {
      interrupted = true
      await house?.stop()
    },
    kill: () => {
      house?.server.kill()
      house?.sandbox?.kill()
    },
    say: steps.note,
  })
  const opened = await openHouse({
    steps,
    verbose: false,
    alongside: () =>
      steps.run('web app is built', async (say) => {
        if ((await buildWebIfChanged()) === 'unchanged') say(null)
      }),
    onBroken: (reason) => {
      console.error(`✗ ${reason}`)
      process.exit(1)
    },
  })
  if (opened.kind === 'busy') {
    console.log(`Already running${opened.url ? ` at ${opened.url}` : ''} (process ${opened.pid}).`)
    process.exit(0)
  }
  house = opened.house
  if (interrupted) return house.stop()
  const url = house.config.http.port === 0 ? house.server.url : house.config.http.publicUrl
  house.announce(url)
  process.send?.({ type: 'ready', url })
  console.log(describeHouse(house, url, (performance.now() - begun) / 1000))
})
