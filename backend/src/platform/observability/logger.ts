/** Logs: JSON lines in production, readable ones in development, secrets and personal data taken out in both. */
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import { PinoPretty } from 'pino-pretty'
import type { Config } from '../config.ts'
import { currentContext } from '../context.ts'
import { standardOutput } from './log-lines.ts'

export type { Logger } from 'pino'

const secretFields = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'accessToken',
  'secret',
  'email',
  'client_secret',
  'clientSecret',
  'phone',
  'signature',
  'stripe-signature',
  'x-api-key',
  'idempotency-key',
]
const quoted = (field: string) => `["${field}"]`
/** Pino has no "anywhere" pattern; three levels cover what is logged here. */
const redactedPaths = secretFields.flatMap((field) => [
  quoted(field),
  `*${quoted(field)}`,
  `*.*${quoted(field)}`,
  `*.*.*${quoted(field)}`,
])

const emailAddress = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g
const bearerToken = /(Bearer\s+|sk_(?:test|live)_|whsec_)[\w.~+/-]+/g

/** Error texts of libraries quote what they were given. */
export function scrubText(text: string): string {
  return text.replaceAll(emailAddress, '[email]').replaceAll(bearerToken, '$1[secret]')
}

function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { type, message, stack, code } = stdSerializers.err(error) as unknown as {
    type: string
    message: string
    stack: string
    code?: string
  }
  return { type, message: scrubText(message), stack: scrubText(stack ?? ''), ...(code ? { code } : {}) }
}

export interface Loggers {
  /** For everything that runs; adds the request or correlation id of the moment. */
  logger: Logger
  /** For Fastify, which adds its own request id. */
  httpLogger: Logger
}

/** `destination` is for tests; standard output otherwise. */
export function createLoggers(
  config: Pick<Config, 'log' | 'role' | 'release' | 'production'>,
  destination?: DestinationStream,
): Loggers {
  const stream =
    destination ??
    (config.log.pretty
      ? PinoPretty({ ignore: 'pid,hostname,role,release', translateTime: 'HH:MM:ss' })
      : standardOutput())
  const options = {
    level: config.log.level,
    base: { role: config.role, release: config.release, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: redactedPaths, censor: '[redacted]' },
    serializers: { err: serializeError, error: serializeError },
  }
  return {
    logger: pino({ ...options, mixin: () => ({ ...currentContext() }) }, stream),
    httpLogger: pino(options, stream),
  }
}
