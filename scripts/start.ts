/** `npm start`: everything the house needs, in order, with a line for each step; Ctrl-C ends it all. */
import { relative } from 'node:path'
import { runScript } from './command.ts'
import { endOnSignals } from './ending.ts'
import { type House, openHouse } from './launcher.ts'
import { projectRoot } from './project.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './seeding.ts'
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
  console.log(describe(house, url, (performance.now() - begun) / 1000))
})

/** What a newcomer wants to know once it runs. */
function describe(house: House, url: string, seconds: number): string {
  const { config } = house
  const rows: [string, string][] = [['API docs', `${url}/api/docs`]]
  if (!config.mail.smtpUrl && !config.production) rows.push(['Captured mail', `${url}/dev/mail`])
  if (house.sandbox) rows.push(['Payment sandbox', house.sandbox.url])
  if (config.seed === 'demo') {
    rows.push(['Demo accounts', DEMO_ACCOUNTS.map((name) => `${name}@guelaguetza.test`).join(', ')])
    rows.push(['Password of all', DEMO_PASSWORD])
  }
  rows.push(['Logs', `${relative(projectRoot, config.dataDir) || config.dataDir}/logs`])
  const table = rows.map(([name, value]) => `  ${name.padEnd(17)}${value}`).join('\n')
  return `\nGuelaguetza Connect is at ${url}  (${seconds.toFixed(1)} s)\n\n${table}\n\nCtrl-C stops everything.\n`
}
