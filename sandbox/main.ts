import { fstatSync } from 'node:fs'
import pino from 'pino'
import { SandboxConfigError, readSandboxConfig } from './config.ts'
import { StateFileError, startSandbox } from './index.ts'
import type { RunningSandbox } from './index.ts'

/** The process around the payment sandbox: starts it, says where it is, ends with its parent or on a signal. */

/** A pipe from a parent ends when the parent does; a terminal or /dev/null says nothing about it. */
function stdinIsPipe(): boolean {
  try {
    const stat = fstatSync(0)
    return stat.isFIFO() || stat.isSocket()
  } catch {
    return false
  }
}

function sentenceFor(cause: unknown, port: number): string | null {
  if (cause instanceof SandboxConfigError || cause instanceof StateFileError) return cause.message
  const code = (cause as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken, so the payment sandbox cannot start; end what listens there or set SANDBOX_PORT.`
  }
  if (code === 'EACCES')
    return `The payment sandbox may not listen on port ${port}; set SANDBOX_PORT to one above 1023.`
  return null
}

async function main(): Promise<void> {
  let port = 0
  let sandbox: RunningSandbox
  try {
    const config = readSandboxConfig(process.env)
    port = config.port
    const logger = pino({ name: 'sandbox', level: 'info' })
    sandbox = await startSandbox({ ...config, logger })
    logger.info({ url: sandbox.url, webhookUrl: config.webhookUrl }, 'payment sandbox listening')
  } catch (cause) {
    const sentence = sentenceFor(cause, port)
    if (sentence === null) throw cause
    process.stderr.write(`${sentence}\n`)
    process.exitCode = 1
    process.disconnect?.()
    return
  }

  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    void sandbox.close().finally(() => process.exit(0))
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  if (process.send) process.once('disconnect', end)
  else if (stdinIsPipe()) process.stdin.resume().once('end', end).once('error', end)
  process.send?.({ type: 'ready', url: sandbox.url })
}

await main()
