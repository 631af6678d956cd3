/** The processes that are measured, and the side of each that the bench asks: memory, statements, the end. */
import { type ChildProcess, fork } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inProject } from '../scripts/project.ts'

/** What a measured process says of itself. */
export interface Vitals {
  /** Now, in bytes. */
  rss: number
  /** The most it ever was, in bytes. */
  peakRss: number
  /** SQL round trips since it started. */
  statements: number
  /** CPU seconds since it started, user and system. */
  cpuSeconds: number
}

let statements = 0

/** Counts every statement that leaves this process through `pg`, whoever sends it (Prisma's adapter too). */
function countStatements(): void {
  const plain = pg.Client.prototype.query as (...given: unknown[]) => unknown
  pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
    statements += 1
    return plain.apply(this, given)
  } as typeof pg.Client.prototype.query
}

/** In a measured process: starts it, says where it is, answers questions, ends with its parent. `tasks` are calls by name. */
export async function serveBench(parts: {
  start: () => Promise<string>
  stop: () => Promise<void>
  tasks?: Record<string, (given: never) => Promise<unknown>>
}): Promise<void> {
  countStatements()
  const end = () => void parts.stop().finally(() => process.exit(0))
  process.once('SIGTERM', end)
  process.once('disconnect', end)
  // Ctrl-C is the parent's: it ends its children in order.
  process.on('SIGINT', () => {})
  process.on('message', ({ id, ask, given }: { id: number; ask: string; given: unknown }) => {
    const { user, system } = process.cpuUsage()
    const vitals = async (): Promise<Vitals> => ({
      rss: process.memoryUsage.rss(),
      peakRss: process.resourceUsage().maxRSS * 1024,
      statements,
      cpuSeconds: (user + system) / 1e6,
    })
    const work = ask === 'vitals' ? vitals : parts.tasks?.[ask]
    Promise.resolve()
      .then(() => (work ? work(given as never) : Promise.reject(new Error(`cannot ${ask}`))))
      .then(
        (result) => process.send?.({ id, result }),
        (error: Error) => process.send?.({ id, error: error.stack ?? error.message }),
      )
  })
  process.send?.({ type: 'ready', url: await parts.start() })
}

export interface Measured {
  url: string
  vitals(): Promise<Vitals>
  task<T>(name: string, given: unknown): Promise<T>
  stop(): Promise<void>
}

const readySeconds = 60
const stopSeconds = 10

/** Starts `entry` as a process of its own; what it says goes to a file, as it would in production. */
export async function startMeasured(options: {
  name: string
  entry: string
  env: Record<string, string>
  folder: string
  /** A folder for a CPU profile, written when it ends. */
  profile?: string | undefined
}): Promise<Measured> {
  mkdirSync(options.folder, { recursive: true })
  const logFile = join(options.folder, `${options.name}.log`)
  const log = openSync(logFile, 'a')
  const { PATH = '', HOME = '', TMPDIR } = process.env
  const child: ChildProcess = fork(inProject(options.entry), [], {
    cwd: inProject(),
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...options.env },
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      // As backend/Dockerfile and npm start run it.
      '--max-semi-space-size=8',
      '--max-old-space-size=512',
      ...(options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : []),
    ],
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  })
  closeSync(log)
  const asked = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let ids = 0
  const url = await new Promise<string>((resolve, reject) => {
    const failed = (how: string) =>
      new Error(`${options.name} ${how}:\n${readFileSync(logFile, 'utf8').split('\n').slice(-20).join('\n')}`)
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(failed(`was not ready after ${readySeconds} s`))
    }, readySeconds * 1000)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      const error = failed(`ended (${signal ?? code})`)
      reject(error)
      for (const { reject: refuse } of asked.values()) refuse(error)
    })
    child.on('message', (message: { type?: string; url?: string; id?: number; result?: unknown; error?: string }) => {
      if (message.type === 'ready') {
        clearTimeout(timer)
        resolve(message.url ?? '')
      }
      const waiting = message.id === undefined ? undefined : asked.get(message.id)
      if (message.id === undefined || !waiting) return
      asked.delete(message.id)
      if (message.error === undefined) waiting.resolve(message.result)
      else waiting.reject(new Error(message.error))
    })
  })
  const task = <T>(name: string, given: unknown) =>
    new Promise<T>((resolve, reject) => {
      ids += 1
      asked.set(ids, { resolve: resolve as (value: unknown) => void, reject })
      child.send({ id: ids, ask: name, given })
    })
  return {
    url,
    task,
    vitals: () => task<Vitals>('vitals', null),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), stopSeconds * 1000)
      await gone
      clearTimeout(timer)
    },
  }
}
