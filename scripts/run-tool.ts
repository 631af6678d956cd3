/** Runs a tool of node_modules (or a script of ours) as a child and leaves nothing of it behind. */
import { spawn } from 'node:child_process'
import { projectRoot } from './project.ts'

export interface ToolRun {
  code: number
  /** Both streams, in order of arrival; empty when they went to the terminal. */
  output: string
  seconds: number
}

/**
 * Runs `node ENTRY ARGS` in the checkout. `show` sends its output to the terminal as it comes.
 * When we are ended, or after `limitSeconds`, it and every process it started are ended.
 */
export function runNode(
  entry: string,
  args: string[],
  options: { show?: boolean; env?: Record<string, string>; limitSeconds?: number } = {},
): Promise<ToolRun> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', options.show ? 'inherit' : 'pipe', options.show ? 'inherit' : 'pipe'],
    // A group of its own, so that its children can be ended with it.
    detached: process.platform !== 'win32',
  })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const signalGroup = (signal: NodeJS.Signals) => {
    if (!child.pid) return
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
    } catch {
      // Already gone.
    }
  }
  const pass = (signal: NodeJS.Signals) => signalGroup(signal)
  const onExit = () => signalGroup('SIGKILL')
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, pass)
  process.once('exit', onExit)
  const limit = setTimeout(
    () => {
      output += `\nended after ${options.limitSeconds} s\n`
      signalGroup('SIGKILL')
    },
    (options.limitSeconds ?? 1800) * 1000,
  )

  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(limit)
      for (const signal of signals) process.off(signal, pass)
      process.off('exit', onExit)
      resolve({ code: code ?? 1, output, seconds: (performance.now() - begun) / 1000 })
    })
  })
}
