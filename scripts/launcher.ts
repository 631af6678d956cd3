/** Everything `npm start` and `npm run dev` have in common: database, migrations, demo data, sandbox, server, and their end. */
import { resolve } from 'node:path'
import { type Config, loadConfig } from '../backend/src/platform/config.ts'
import { Explained } from './command.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { applyMigrations } from './migrations.ts'
import { isPortTaken } from './process-identity.ts'
import { inProject, projectRoot } from './project.ts'
import { seedIfWanted } from './seeding.ts'
import { acquireStartLock, type StartLock } from './start-lock.ts'
import type { Steps } from './steps.ts'
import { type Supervised, supervise } from './supervised.ts'
import { embeddedDataDir } from './with-database.ts'

export interface House {
  config: Config
  /** The environment the servers got; DATABASE_URL names the embedded database. */
  env: NodeJS.ProcessEnv
  server: Supervised
  sandbox: Supervised | null
  announce(url: string): void
  /** Ends server, sandbox and database, in that order. */
  stop(): Promise<void>
}

/** Somebody already runs on this DATA_DIR; not a failure. */
export type Opened = { kind: 'open'; house: House } | { kind: 'busy'; pid: number; url: string | null }

export interface LaunchOptions {
  steps: Steps
  /** Variables that the caller decides, over those of the shell. */
  overrides?: Record<string, string>
  /** All that the servers say goes to the terminal. */
  verbose: boolean
  /** Further ports that have to be free, with the variable or option that moves them. */
  alongside?: (house: { config: Config }) => Promise<void>
  /** Something ended that should not have and will not come back; `stop` has been called. */
  onBroken(reason: string): void
}

const READY_SECONDS = 60
const SANDBOX_STOP_SECONDS = 5

/** Brings everything up, or throws one sentence and leaves nothing running. */
export async function openHouse(options: LaunchOptions): Promise<Opened> {
  const { steps } = options
  const base = { ...process.env, ...options.overrides }
  const configured = loadConfig(base)
  const dataDir = resolve(projectRoot, configured.dataDir)
  const acquired = await acquireStartLock(dataDir)
  if (acquired.kind === 'busy') return acquired
  for (const note of acquired.notes) steps.note(`! ${note}`)

  const rooms = emptyRooms(acquired.lock)
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= rooms.close(configured.http.shutdownSeconds))
  const onBroken = (reason: string) => {
    if (stopping) return
    void stop().then(() => options.onBroken(reason))
  }
  try {
    await checkPorts(configured)
    // The packages' own work and the database's have nothing to do with each other.
    const beside = options.alongside?.({ config: configured }) ?? Promise.resolve()
    beside.catch(() => {})

    const databaseUrl = configured.database.url ?? (await openDatabase(configured, rooms, steps, onBroken))
    const env = {
      // Compiled code is kept between starts: half the time of the second one.
      NODE_COMPILE_CACHE: inProject('.cache/node'),
      ...base,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
    }
    const config = loadConfig(env)
    await steps.run('database is up to date', async (say) => {
      const applied = await applyMigrations(databaseUrl)
      if (applied.length) say(`database migrated (${applied.length} new)`)
    })
    const pids = new Set<number>()
    const common = {
      env,
      dataDir,
      verbose: options.verbose,
      readySeconds: READY_SECONDS,
      say: steps.note,
      onPid: (pid: number) => acquired.lock.remember([...pids.add(pid)]),
      onGivenUp: onBroken,
    }
    if (config.payments.sandbox) {
      rooms.sandbox = await steps.run('payment sandbox is up', () =>
        supervise({ ...common, verbose: false, name: 'sandbox', entry: 'sandbox/main.ts' }),
      )
    }
    await seedIfWanted(config, steps)
    await beside
    rooms.server = await steps.run('server is up', () =>
      supervise({ ...common, name: 'server', entry: 'backend/src/main.ts' }),
    )
    return {
      kind: 'open',
      house: { config, env, server: rooms.server, sandbox: rooms.sandbox, announce: acquired.lock.announce, stop },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What is open so far, and how to close it in order. */
function emptyRooms(lock: StartLock) {
  return {
    database: null as EmbeddedPostgres | null,
    sandbox: null as Supervised | null,
    server: null as Supervised | null,
    closing: false,
    async close(serverSeconds: number) {
      this.closing = true
      // The server first: what it still has to say to sandbox and database, it can.
      await this.server?.stop(serverSeconds + 5)
      await this.sandbox?.stop(SANDBOX_STOP_SECONDS)
      await this.database?.stop()
      lock.release()
    },
  }
}

async function openDatabase(
  config: Config,
  rooms: ReturnType<typeof emptyRooms>,
  steps: Steps,
  onBroken: (reason: string) => void,
): Promise<string> {
  const dataDir = embeddedDataDir(config)
  const first = await steps.run('database is up', () => startEmbeddedPostgres({ dataDir, durable: true }))
  for (const note of first.notes) steps.note(`! ${note}`)
  const { port, url } = first
  const watch = (server: EmbeddedPostgres) => {
    rooms.database = server
    void server.exited.then(async () => {
      if (rooms.closing) return
      steps.note('! the database ended unexpectedly; starting it again')
      try {
        // At the same address: the server's connections come back by themselves.
        watch(await startEmbeddedPostgres({ dataDir, port, durable: true }))
        steps.note('✓ the database is back')
      } catch (error) {
        rooms.database = null
        onBroken(error instanceof Error ? error.message : String(error))
      }
    })
  }
  watch(first)
  return url
}

/** A stranger on one of our ports is said before anything is started. */
async function checkPorts(config: Config): Promise<void> {
  const wanted: { variable: string; port: number; host: string }[] = [
    { variable: 'PORT', port: config.http.port, host: config.http.host },
  ]
  if (config.payments.sandbox) {
    wanted.push({ variable: 'SANDBOX_PORT', port: config.payments.sandboxPort, host: '127.0.0.1' })
  }
  for (const { variable, port, host } of wanted) {
    if (port === 0 || !(await isPortTaken(port, host))) continue
    throw new Explained(
      `Port ${port} is in use by another program: stop that one, or choose another with ${variable}, for example ${variable}=${port + 1} npm start.`,
    )
  }
}
