/** A server as a child process: started, waited for, watched, started again when it dies, ended in order. */
import { type ChildProcess, fork } from 'node:child_process'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { Explained } from './command.ts'
import { isErrorLine, openLog } from './log-file.ts'
import { projectRoot } from './project.ts'

/** Unexpected ends in a row after which we give up; the wait doubles from one second. */
const RESTARTS = 5
/** A server that lived this long was healthy: its next end counts as the first. */
const HEALTHY_MS = 60_000

export interface Supervised {
  /** What it said it listens at. */
  url: string
  pid(): number
  /** Asks it to end, waits `seconds`, then kills it. */
  stop(seconds: number): Promise<void>
  /** Ends it without asking. */
  kill(): void
  /** Ends it and starts it again, for changed code. */
  restart(seconds: number): Promise<void>
}

/**
 * Starts `entry` and resolves when it says `{ type: 'ready', url }`.
 * @throws Explained with the last of its output when it ends before that.
 */
export async function supervise(options: {
  name: string
  entry: string
  env: NodeJS.ProcessEnv
  dataDir: string
  /** Everything it says goes to the terminal too, not only errors. */
  verbose: boolean
  readySeconds: number
  say(text: string): void
  /** The pid of every process started, so that somebody can clear it away if we cannot. */
  onPid(pid: number): void
  /** It will not stay up. */
  onGivenUp(reason: string): void
}): Promise<Supervised> {
  const { name, say } = options
  let child: ChildProcess
  let stopping = false
  let restarts = 0
  let retry: NodeJS.Timeout | undefined
  const log = openLog(options.dataDir, name)
  const recent: string[] = []

  function listen(stream: Readable | null, always: boolean) {
    if (!stream) return
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`)
      recent.push(line)
      if (recent.length > 30) recent.shift()
      if (options.verbose || always || isErrorLine(line)) say(`${name} │ ${line}`)
    })
  }

  function launch(): Promise<string> {
    const started = Date.now()
    const launched = fork(resolve(projectRoot, options.entry), [], {
      cwd: projectRoot,
      env: options.env,
      // Young objects get 8 MB instead of 32: a hundred megabytes less under load, for a few more small collections.
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--enable-source-maps',
        '--max-semi-space-size=8',
        '--max-old-space-size=512',
      ],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Ctrl-C must reach the launcher only: it ends its children in order. They end by themselves when it dies.
      detached: true,
    })
    child = launched
    if (launched.pid) options.onPid(launched.pid)
    let ready = false
    listen(launched.stdout, false)
    listen(launched.stderr, true)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        launched.kill('SIGKILL')
        reject(new Explained(`The ${name} server was not ready after ${options.readySeconds} s${tail()}`))
      }, options.readySeconds * 1000)
      launched.on('message', (message: { type?: string; url?: string }) => {
        if (message.type !== 'ready') return
        ready = true
        clearTimeout(timer)
        resolve(message.url ?? '')
      })
      launched.once('error', reject)
      launched.once('exit', (code, signal) => {
        clearTimeout(timer)
        const how = signal ?? `code ${code}`
        if (!ready) reject(new Explained(`The ${name} server did not start (${how})${tail()}`))
        else if (!stopping && launched === child) comeBack(how, Date.now() - started)
      })
    })
  }

  function comeBack(how: string, livedMs: number) {
    restarts = livedMs > HEALTHY_MS ? 1 : restarts + 1
    if (restarts > RESTARTS) return options.onGivenUp(`the ${name} server keeps ending (${how})${tail()}`)
    const waitSeconds = 2 ** (restarts - 1)
    say(`! the ${name} server ended (${how}); starting it again in ${waitSeconds} s (${restarts} of ${RESTARTS})`)
    retry = setTimeout(() => {
      launch().then(
        () => say(`✓ the ${name} server is back`),
        (error: Error) => !stopping && comeBack(error.message.split('\n')[0] ?? '', 0),
      )
    }, waitSeconds * 1000)
  }

  /** The end of what it said, for the sentence about its end. */
  const tail = () => (recent.length ? `:\n${recent.slice(-8).join('\n')}` : '.')

  async function end(seconds: number) {
    clearTimeout(retry)
    const ending = child
    if (ending.exitCode !== null || ending.signalCode !== null) return
    const gone = new Promise<void>((resolve) => ending.once('exit', () => resolve()))
    ending.kill('SIGTERM')
    const timer = setTimeout(() => ending.kill('SIGKILL'), seconds * 1000)
    await gone
    clearTimeout(timer)
  }

  const url = await launch()
  return {
    url,
    pid: () => child.pid ?? 0,
    async stop(seconds) {
      stopping = true
      await end(seconds)
      log.end()
    },
    kill() {
      stopping = true
      clearTimeout(retry)
      child.kill('SIGKILL')
    },
    async restart(seconds) {
      stopping = true
      await end(seconds)
      stopping = false
      await launch()
    },
  }
}
