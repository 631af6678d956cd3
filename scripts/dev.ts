/** `npm run dev`: the house with hot reload. Vite serves the browser's side; the server starts again when its code changes. */
import './env-file.ts'
import { createServer, type ViteDevServer } from 'vite'
import { messageOf, runScript } from './command.ts'
import { endOnSignals } from './ending.ts'
import { type House, openHouse } from './launcher.ts'
import { generateClient } from './prisma-client.ts'
import { freePort, isPortTaken } from './process-identity.ts'
import { inProject } from './project.ts'
import { describeHouse } from './start-report.ts'
import { createSteps } from './steps.ts'
import { watchFiles } from './watch-files.ts'

const WEB_PORT = 5173
/** A server under development need not drain: the developer waits. */
const RESTART_SECONDS = 3

await runScript(async () => {
  const begun = performance.now()
  const steps = createSteps()
  const webPort = (await isPortTaken(WEB_PORT, '127.0.0.1')) ? await freePort() : WEB_PORT
  const webUrl = `http://localhost:${webPort}`
  let house: House | null = null
  let web: ViteDevServer | null = null
  let stopWatching = () => {}
  endOnSignals({
    stop: async () => {
      stopWatching()
      await web?.close()
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
    verbose: true,
    // Pages come from Vite, which passes the API's paths on: that is the address people use.
    overrides: { PUBLIC_URL: webUrl, CORS_ORIGINS: `http://127.0.0.1:${webPort}` },
    onBroken: (reason) => {
      console.error(`✗ ${reason}`)
      process.exit(1)
    },
  })
  if (opened.kind === 'busy') {
    console.log(`Already running${opened.url ? ` at ${opened.url}` : ''} (process ${opened.pid}); stop that one first.`)
    process.exit(1)
  }
  house = opened.house
  const { server, sandbox, config } = house

  process.env.DEV_API_ORIGIN = `http://127.0.0.1:${config.http.port}`
  web = await steps.run('web app is served', async () => {
    const vite = await createServer({
      configFile: inProject('vite.config.ts'),
      server: { host: '127.0.0.1', port: webPort, strictPort: true },
      logLevel: 'warn',
    })
    return vite.listen()
  })
  house.announce(webUrl)

  let turn = Promise.resolve()
  stopWatching = watchFiles(['backend/src', 'contracts', 'sandbox', 'prisma/schema'], (paths) => {
    turn = turn.then(async () => {
      try {
        if (paths.some((path) => path.endsWith('.prisma'))) await regenerate(steps.note)
        const ofSandbox = paths.every((path) => path.startsWith('sandbox/'))
        const changed = ofSandbox && sandbox ? sandbox : server
        await steps.run(`${paths[0]} changed: started again`, () => changed.restart(RESTART_SECONDS))
      } catch (error) {
        steps.note(`✗ ${messageOf(error)}\n  Waiting for the next change.`)
      }
    })
  })
  console.log(describeHouse(house, webUrl, (performance.now() - begun) / 1000))
})

async function regenerate(say: (text: string) => void): Promise<void> {
  const generated = await generateClient()
  if (generated.kind === 'failed') throw new Error(generated.output)
  if (generated.kind === 'generated') say('! the schema changed: npm run db:migration -- NAME writes its migration')
}
