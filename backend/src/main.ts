/** The process: reads the configuration, starts what its role says, says when it is ready, and ends cleanly when asked to. */
import { ConfigError, type Config, loadConfig } from './platform/config.ts'
import { type Server, startServer } from './server.ts'

function readConfig(): Config {
  try {
    return loadConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

/** What a person can do about a start that failed, in a sentence; null when only a stack helps. */
function advice(error: unknown, config: Config): string | null {
  const { code } = error as { code?: string }
  const { port, host } = config.http
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program: stop that one, or choose another with PORT, for example PORT=${port + 1}.`
    case 'EACCES':
      return `Port ${port} needs rights that this program does not have: choose one above 1023 with PORT.`
    case 'EADDRNOTAVAIL':
      return `This computer has no address ${host}: set HOST to one it has, for example HOST=127.0.0.1.`
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case '28P01':
    case '3D000':
      return `PostgreSQL cannot be used (${(error as Error).message || code}): check DATABASE_URL.`
    default:
      return null
  }
}

async function start(config: Config): Promise<Server> {
  try {
    return await startServer(config)
  } catch (error) {
    console.error(advice(error, config) ?? error)
    process.exit(1)
  }
}

const config = readConfig()
const server = await start(config)
const { logger, errorReports } = server.platform

function fail(error: unknown, kind: string): void {
  logger.fatal({ err: error }, kind)
  errorReports.report(error)
  // The state of the process is unknown: whoever supervises it starts a fresh one.
  void errorReports.close(1000).finally(() => process.exit(1))
}
process.on('uncaughtException', (error) => fail(error, 'uncaught exception'))
process.on('unhandledRejection', (reason) => fail(reason, 'unhandled rejection'))

let asked = false
function end(): void {
  if (asked) process.exit(1)
  asked = true
  server.stop().then(
    () => process.exit(0),
    (error: unknown) => fail(error, 'shutdown failed'),
  )
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
// The launcher is gone: nobody would stop us any more.
if (process.connected) process.on('disconnect', () => !asked && end())

process.send?.({ type: 'ready', url: server.url })
