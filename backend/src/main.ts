/** The process: reads the configuration, starts what its role says, says when it is ready, and ends cleanly when asked to. */
import { ConfigError, type Config, loadConfig } from './platform/config.ts'
import { type Server, startServer } from './server.ts'

function readConfig(): Config {
  try {
    return loadConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    complain(error.message)
    process.exit(1)
  }
}

/** What a person can do about a start that failed, in a sentence; null when only a stack helps. */
function advice(error: unknown, config: Config): string | null {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const { port, host } = config.http
  const database = `PostgreSQL cannot be used (${message || code}): check DATABASE_URL.`
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use by another program: stop that one, or choose another with PORT, for example PORT=${port + 1}.`,
    EACCES: `Port ${port} needs rights that this program does not have: choose one above 1023 with PORT.`,
    EADDRNOTAVAIL: `This computer has no address ${host}: set HOST to one it has, for example HOST=127.0.0.1.`,
    ECONNREFUSED: database,
    ENOTFOUND: database,
    '28P01': database,
    '3D000': database,
  }
  return sentences[code] ?? null
}

const complain = (text: string) => process.stderr.write(`${text}\n`)

async function start(config: Config): Promise<Server> {
  try {
    return await startServer(config)
  } catch (error) {
    complain(advice(error, config) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)))
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
