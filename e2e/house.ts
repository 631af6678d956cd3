/** The real thing for the journeys: `npm start`'s own launcher, on free ports and in a folder of its own. */
import { fork } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runningEmbeddedUrl } from '../scripts/embedded-postgres.ts'
import { freePort } from '../scripts/process-identity.ts'
import { inProject } from '../scripts/project.ts'

/** What a journey may want to know besides the page. */
export interface House {
  url: string
  sandboxUrl: string
  /** Captured mail is under it. */
  dataDir: string
  /** To let time pass for a row, or to look behind the page. */
  databaseUrl: string
}

/** Seeding a new database included. */
const READY_SECONDS = 180

/** The house that the whole run shares; a spec may start one of its own with other variables. */
export const sharedHouse = (): House => JSON.parse(process.env.E2E_HOUSE ?? 'null') as House

/** Starts a house with demo data, without rate limits and with captured mail; `stop` ends it and removes its folder. */
export async function startHouse(env: Record<string, string> = {}): Promise<{ house: House; stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guelaguetza-e2e-'))
  // The database may run as another user, who has to be able to pass.
  chmodSync(dataDir, 0o755)
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const child = fork(inProject('scripts/start.ts'), [], {
    cwd: inProject(),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      DATA_DIR: dataDir,
      RATE_LIMIT: 'off',
      SEED: 'demo',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C reaches the runner, which stops this in order.
    detached: true,
  })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 40_000)
    await exited
    clearTimeout(timer)
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer)
      void stop().then(() => reject(new Error(`The house did not open: ${why}\n${output}`)))
    }
    const timer = setTimeout(() => fail(`nothing after ${READY_SECONDS} s`), READY_SECONDS * 1000)
    void exited.then(() => fail('it ended'))
    child.on('message', (message: { type?: string; url?: string }) => {
      if (message.type !== 'ready' || !message.url) return
      clearTimeout(timer)
      resolve(message.url)
    })
  })
  const databaseUrl = runningEmbeddedUrl(join(dataDir, 'postgres')) ?? ''
  return { house: { url, sandboxUrl: `http://127.0.0.1:${sandboxPort}`, dataDir, databaseUrl }, stop }
}

/**
 * Playwright's globalSetup; what it returns is its teardown. E2E_HOUSE names a house that already runs, for working on
 * one journey.
 */
export default async function openSharedHouse(): Promise<() => Promise<void>> {
  if (process.env.E2E_HOUSE) {
    process.env.E2E_BASE_URL = sharedHouse().url
    return async () => {}
  }
  // Whose time to pay is over need not wait long for it.
  const { house, stop } = await startHouse({ SWEEP_SECONDS: '2' })
  process.env.E2E_HOUSE = JSON.stringify(house)
  process.env.E2E_BASE_URL = house.url
  return stop
}
