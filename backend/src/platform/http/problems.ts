/** Every failure as problem+json (RFC 9457), in the language of the request, without a word about our insides. */
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Language, Problem } from '../../../../contracts/common.ts'
import { sqlFailure } from '../database/index.ts'
import { DomainError, platformErrors } from '../errors.ts'
import { httpErrors } from './http.errors.ts'
import { InvalidInput } from '../invalid-input.ts'

/** `SOLD_OUT` → `Sold out`. */
export function titleOf(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `type` and `title` of each code, made once. */
const kinds = new Map<string, { type: string; title: string }>()
function kindOf(code: string, publicUrl: string): { type: string; title: string } {
  const key = `${publicUrl} ${code}`
  let kind = kinds.get(key)
  if (!kind) {
    kind = { type: `${publicUrl}/problems/${code.toLowerCase().replaceAll('_', '-')}`, title: titleOf(code) }
    kinds.set(key, kind)
  }
  return kind
}

export function problemOf(error: DomainError, language: Language, requestId: string, publicUrl: string): Problem {
  return {
    ...kindOf(error.code, publicUrl),
    status: error.status,
    detail: error.detail(language),
    code: error.code,
    requestId,
    ...(error.errors ? { errors: error.errors } : {}),
    ...(error.ban ? { ban: error.ban } : {}),
  }
}

/** What PostgreSQL says when the text it was given is no value of the column's type. */
const badData = /^(22P02|22P05|22021|22003|22007|22008|22001)$/
/** Lost connections, timeouts, no free connection, races lost four times: trying again soon is right. */
const tryAgain =
  /^(08\w{3}|57\w{3}|53\w{3}|55P03|40001|40P01|25P03|P20(24|28)|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/

/** What the driver adapter calls a connection that cannot be had; raw queries carry nothing else. */
const noConnection = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])

function cannotConnect(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: { kind?: string } } } }
  return (
    noConnection.has(meta?.driverAdapterError?.cause?.kind ?? '') ||
    /timeout exceeded when trying to connect|Connection terminated|Unable to start a transaction/.test(error.message)
  )
}

function fromDatabase(error: unknown): DomainError | null {
  const code = sqlFailure(error)?.code
  if (code !== undefined && badData.test(code)) return platformErrors.VALIDATION_FAILED({ cause: error })
  if (cannotConnect(error) || (code !== undefined && tryAgain.test(code))) {
    return platformErrors.OVERLOADED({ cause: error, retryAfterSeconds: 2 })
  }
  return null
}

function fromFastify(error: { code?: string; statusCode?: number }): DomainError | null {
  const { code = '', statusCode = 500 } = error
  const cause = { cause: error }
  if (code === 'FST_ERR_HANDLER_TIMEOUT') return platformErrors.OVERLOADED({ ...cause, retryAfterSeconds: 5 })
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || statusCode === 415)
    return platformErrors.UNSUPPORTED_MEDIA_TYPE(cause)
  if (statusCode === 413) return platformErrors.PAYLOAD_TOO_LARGE(cause)
  if (code.startsWith('FST_ERR_CTP')) return platformErrors.MALFORMED_BODY(cause)
  if (statusCode === 404) return platformErrors.NOT_FOUND(cause)
  if (statusCode === 503) return platformErrors.OVERLOADED({ ...cause, retryAfterSeconds: 2 })
  if (statusCode >= 400 && statusCode < 500) return platformErrors.VALIDATION_FAILED(cause)
  return null
}

/** The error a caller is told about; anything unknown is INTERNAL with the error as its cause. */
export function toDomainError(error: unknown, language: Language): DomainError {
  if (error instanceof DomainError) return error
  if (error instanceof InvalidInput)
    return platformErrors.VALIDATION_FAILED({ errors: error.fields[language], cause: error })
  return (
    fromDatabase(error) ??
    fromFastify((error ?? {}) as { code?: string; statusCode?: number }) ??
    platformErrors.INTERNAL({ cause: error })
  )
}

export interface ProblemOptions {
  publicUrl: string
  /** Told of every error that is our fault. */
  report: (error: unknown, request: FastifyRequest) => void
  count: (code: string) => void
}

export function sendProblem(reply: FastifyReply, error: DomainError, publicUrl: string): FastifyReply {
  const { request } = reply
  if (error.retryAfterSeconds !== undefined)
    reply.header('retry-after', String(Math.max(1, Math.ceil(error.retryAfterSeconds))))
  if (reply.hasHeader('etag')) reply.removeHeader('etag')
  return reply
    .code(error.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', request.language)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problemOf(error, request.language, request.id, publicUrl)))
}

/** Sets the error handler. Errors of our own making are logged with their cause and reported; refusals are only counted. */
export function answerProblems(app: FastifyInstance, { publicUrl, report, count }: ProblemOptions): void {
  app.decorateRequest('timedOut', false)
  app.setErrorHandler((error: unknown, request, reply) => {
    if ((error as { code?: string }).code === 'FST_ERR_HANDLER_TIMEOUT') request.timedOut = true
    const told = toDomainError(error, request.language)
    count(told.code)
    if (told.status >= 500 && told.code !== 'PAYMENT_PROVIDER_UNAVAILABLE') {
      const cause = told === error ? error : told.cause
      request.log[told.status === 500 ? 'error' : 'warn']({ err: cause, code: told.code }, 'request failed')
      if (told.status === 500) report(cause, request)
    }
    return sendProblem(reply, told, publicUrl)
  })
}

/** Requests so broken that Fastify never sees them (bad syntax, headers too large, too slow): a plain answer on the socket. */
export function answerBrokenRequest(publicUrl: string) {
  return (error: Error & { code?: string }, socket: import('node:net').Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
      socket.destroy()
      return
    }
    const told =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? httpErrors.HEADERS_TOO_LARGE()
        : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? httpErrors.REQUEST_TIMEOUT()
          : platformErrors.MALFORMED_BODY()
    writeProblem(socket, told, publicUrl)
  }
}

/** A problem written on the bare socket, where no reply exists, and the connection's end. */
export function writeProblem(socket: Duplex, error: DomainError, publicUrl: string): void {
  const body = JSON.stringify(problemOf(error, 'es', '', publicUrl))
  socket.end(
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? 'Error'}\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Language: es\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller was answered 503 because the handler took too long; the handler may still be at work. */
    timedOut: boolean
  }
}
