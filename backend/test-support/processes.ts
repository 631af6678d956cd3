/** Programs of this repository started for a test as separate processes, as `npm start` starts them. */
import { fork } from 'node:child_process'
import { afterAll } from 'vitest'
import { inProject } from '../../scripts/project.ts'

export interface TestProcess {
  /** What the program said it is ready at; null for one that listens nowhere. */
  url: string | null
  pid: number
  /** Everything it has written so far. */
  output(): string
  /** Asks it to end and resolves with its exit code; null when a signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

const kills: (() => Promise<unknown>)[] = []
// Registered on import, so that processes started in a hook or a test end too.
afterAll(async () => {
  await Promise.all(kills.map((kill) => kill()))
})

/**
 * Starts a TypeScript entry point (`backend/src/main.ts`) and waits for its `{ type: 'ready', url }`.
 * Whatever still runs after the file's tests is killed.
 * @throws Error with the program's output when it ends or stays silent instead.
 */
export async function startProcess(options: {
  entry: string
  env: Record<string, string>
  readySeconds?: number
}): Promise<TestProcess> {
  const { entry, env, readySeconds = 30 } = options
  const child = fork(inProject(entry), [], {
    cwd: inProject(),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', NODE_ENV: 'test', ...env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    return exited
  }
  kills.push(() => stop('SIGKILL'))

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
  return { url, pid: child.pid ?? 0, output: () => output, stop }
}
