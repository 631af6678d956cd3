/** Programs of this repository as separate processes, as `npm start` starts them. */
import { fork } from 'node:child_process'
import { inProject } from '../../scripts/project.ts'

export interface Program {
  /** What the program said it is ready at; null for one that listens nowhere. */
  url: string | null
  pid: number
  /** Everything it has written so far. */
  output(): string
  /** Whether it still runs. */
  alive(): boolean
  /** Asks it to end and resolves with its exit code; null when a signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export interface ProgramOptions {
  entry: string
  env: Record<string, string>
  readySeconds?: number
  /** Further options of Node itself. */
  execArgv?: string[]
  /** Called as soon as there is something to be ended, long before it is ready. */
  onSpawn?: (stop: Program['stop']) => void
}

/**
 * Starts a TypeScript entry point (`backend/src/main.ts`) and waits for its `{ type: 'ready', url }`.
 * It ends when we do.
 * @throws Error with the program's output when it ends or stays silent instead.
 */
export async function launchProgram(options: ProgramOptions): Promise<Program> {
  const { entry, env, readySeconds = 30, execArgv = [], onSpawn } = options
  const child = fork(inProject(entry), [], {
    cwd: inProject(),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', NODE_ENV: 'test', ...env },
    execArgv: ['--disable-warning=ExperimentalWarning', ...execArgv],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const alive = () => child.exitCode === null && child.signalCode === null
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    if (alive()) child.kill(signal)
    return exited
  }
  onSpawn?.(stop)

  const url = await new Promise<string | null>((resolve, reject) => {
    const timer = setTimeout(() => {
      void stop('SIGKILL')
      reject(new Error(`${entry} said nothing of being ready in ${readySeconds} s:\n${output}`))
    }, readySeconds * 1000)
    child.on('message', (message: { type?: string; url?: string }) => {
      if (message.type !== 'ready') return
      clearTimeout(timer)
      resolve(message.url ?? null)
    })
    void exited.then((code) => {
      clearTimeout(timer)
      reject(new Error(`${entry} ended with code ${code}:\n${output}`))
    })
  })
  return { url, pid: child.pid ?? 0, output: () => output, alive, stop }
}
