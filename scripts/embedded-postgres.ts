/** Starts the PostgreSQL that the npm packages ship, and recovers from whatever a killed run left behind. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { Explained } from './command.ts'
import {
  besideData,
  locateDataDir,
  type PostgresHome,
  prepareHome,
  ROLE,
  readPassword,
  serverEnvironment,
} from './embedded-postgres-home.ts'
import { birthOf, commandLineOf, freePort, isAlive, isPortTaken, waitForEnd } from './process-identity.ts'

/** The database that the application uses inside the server. */
const DATABASE = 'guelaguetza'
const READY_SECONDS = 30

export interface EmbeddedPostgres {
  /** Connection string of the application's database, password included. */
  url: string
  port: number
  pid: number
  /** Ends the server when this process dies in any way; its pid is of interest to tests only. */
  guardPid: number | null
  /** What was found and put right while starting, one sentence each. */
  notes: string[]
  /** Resolves when the server has ended, whoever ended it. */
  exited: Promise<void>
  stop(): Promise<void>
}

/**
 * Starts the server of `dataDir` (made when new) on a loopback port.
 * `durable: false` trades safety after a crash for speed: tests only.
 * @throws Explained one sentence, when another process uses the folder, the port is taken or the server will not start.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string
  port?: number
  durable: boolean
}): Promise<EmbeddedPostgres> {
  const notes: string[] = []
  await endOrphan(locateDataDir(options.dataDir), notes)
  const home = prepareHome(options.dataDir, options.durable)
  notes.push(...home.notes)
  if (options.port !== undefined && (await isPortTaken(options.port, '127.0.0.1'))) {
    throw new Explained(`Port ${options.port}, where PostgreSQL should listen, is in use by another program.`)
  }
  const deadline = Date.now() + READY_SECONDS * 1000
  for (;;) {
    const port = options.port ?? (await freePort())
    const started = await launch(home, port, options.durable)
    if (started.kind === 'ready') return { ...started.server, notes }
    // A free port may be taken by somebody quicker; the memory of a killed server goes a moment after the server.
    const passing = /could not bind|Address already in use|shared memory block/.test(started.log)
    if (!passing || Date.now() > deadline) {
      throw new Explained(`PostgreSQL did not start: ${lastReason(started.log)} (log: ${logPath(home.dataDir)})`)
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** The connection string of the server that already runs on `dataDir`, or null. */
export function runningEmbeddedUrl(dataDir: string): string | null {
  const folder = locateDataDir(dataDir)
  const running = readPostmaster(folder)
  const password = readPassword(folder)
  if (!running?.ready || !password || !isServerOf(running.pid, folder)) return null
  return connectionString(password, running.port)
}

const connectionString = (password: string, port: number, database: string = DATABASE): string =>
  `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${database}`

const logPath = (dataDir: string): string => join(dirname(dataDir), 'logs/postgres.log')

/** PostgreSQL's own note about itself: pid, folder, start, port, socket folder, address, memory, state. */
function readPostmaster(dataDir: string): { pid: number; port: number; ready: boolean } | null {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return null
  }
}

const isServerOf = (pid: number, dataDir: string): boolean =>
  isAlive(pid) && (process.platform === 'win32' || commandLineOf(pid).includes(`-D ${dataDir} `))

/** Stops a server whose launcher died, and removes a pid file that nobody stands behind. */
async function endOrphan(dataDir: string, notes: string[]): Promise<void> {
  const found = readPostmaster(dataDir)
  if (!found) return
  if (!isServerOf(found.pid, dataDir)) {
    // PostgreSQL would refuse to start if some other program has that number by now.
    rmSync(join(dataDir, 'postmaster.pid'), { force: true })
    notes.push('the database had not been shut down; it recovers by itself')
    return
  }
  const launcher = readLauncher(dataDir)
  if (launcher && birthOf(launcher.pid) === launcher.birth) {
    throw new Explained(`The database in ${dataDir} is in use by process ${launcher.pid}: stop that one first.`)
  }
  notes.push(`a database server left behind by an earlier run (process ${found.pid}) was stopped`)
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(found.pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw new Explained(`A database server (process ${found.pid}) of another user holds ${dataDir}: stop it first.`)
      }
    }
    if (await waitForEnd(found.pid, 10)) return
  }
}

function readLauncher(dataDir: string): { pid: number; birth: string | null } | null {
  try {
    return JSON.parse(readFileSync(besideData(dataDir, '.launcher'), 'utf8')) as { pid: number; birth: string | null }
  } catch {
    return null
  }
}

type Launched = { kind: 'ready'; server: Omit<EmbeddedPostgres, 'notes'> } | { kind: 'failed'; log: string }

async function launch(home: PostgresHome, port: number, durable: boolean): Promise<Launched> {
  const { dataDir, runAs } = home
  mkdirSync(dirname(logPath(dataDir)), { recursive: true })
  const log = openSync(logPath(dataDir), 'w')
  writeFileSync(besideData(dataDir, '.launcher'), JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) }))
  const child = spawn(join(home.native, 'bin/postgres'), ['-D', dataDir, ...serverSettings(port, durable)], {
    ...runAs,
    env: serverEnvironment(),
    cwd: '/',
    stdio: ['ignore', log, log],
    // Ctrl-C reaches every process of the terminal at once; the database has to outlive those that use it.
    detached: true,
  })
  closeSync(log)
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  let ended = false
  void exited.then(() => (ended = true))
  const failed = (): Launched => ({ kind: 'failed', log: readFileSync(logPath(dataDir), 'utf8') })

  const deadline = Date.now() + READY_SECONDS * 1000
  for (;;) {
    if (ended || child.pid === undefined) return failed()
    const note = readPostmaster(dataDir)
    if (note?.pid === child.pid && note.ready) break
    if (Date.now() > deadline) {
      child.kill('SIGKILL')
      return failed()
    }
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  const pid = child.pid
  const guard = guardAgainstOurDeath(home, pid)
  child.unref()
  await makeDatabase(home.password, port)
  return {
    kind: 'ready',
    server: {
      url: connectionString(home.password, port),
      port,
      pid,
      guardPid: guard?.pid ?? null,
      exited,
      stop: () => stop(child, guard, exited, dataDir),
    },
  }
}

function serverSettings(port: number, durable: boolean): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    max_connections: '200',
    ...(durable
      ? {}
      : {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          wal_level: 'minimal',
          max_wal_senders: '0',
          // Its workers would keep the template database busy while tests copy it.
          autovacuum: 'off',
        }),
  }
  return ['-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/** A shell that waits for our end of a pipe to close, which happens however we die, and then stops the server. */
function guardAgainstOurDeath(home: PostgresHome, pid: number): ChildProcess | null {
  if (process.platform === 'win32') return null
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$0" 2>/dev/null', String(pid)], {
    ...home.runAs,
    env: serverEnvironment(),
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  guard.once('error', () => {})
  const pipe = guard.stdin as (typeof guard.stdin & { unref?(): void }) | null
  pipe?.on('error', () => {})
  pipe?.unref?.()
  return guard
}

async function makeDatabase(password: string, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: connectionString(password, port, 'postgres') })
  await client.connect()
  try {
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (known.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}

async function stop(child: ChildProcess, guard: ChildProcess | null, exited: Promise<void>, dataDir: string) {
  guard?.kill('SIGKILL')
  for (const [signal, seconds] of [
    ['SIGINT', 15],
    ['SIGQUIT', 5],
    ['SIGKILL', 5],
  ] as const) {
    if (child.exitCode !== null || child.signalCode !== null) break
    child.ref()
    child.kill(signal)
    const waited = new AbortController()
    const timeout = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000)
      waited.signal.addEventListener('abort', () => clearTimeout(timer))
    })
    await Promise.race([exited, timeout])
    waited.abort()
  }
  rmSync(besideData(dataDir, '.launcher'), { force: true })
}

/** PostgreSQL's own words for why it ended. */
function lastReason(log: string): string {
  const said = log.split('\n').filter((line) => /FATAL|PANIC|ERROR|could not|cannot/.test(line))
  return said.at(-1)?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '') ?? 'it ended without a reason'
}
