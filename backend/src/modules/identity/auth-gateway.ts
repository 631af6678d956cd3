/** The one place that hands a request to better-auth and brings its answer back to Fastify. */
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { httpErrors } from '../../platform/http/http.errors.ts'
import { isForgedByAnotherSite } from '../../platform/http/access.ts'
import type { Viewer } from '../../platform/http/route.ts'
import type { Auth } from './auth.ts'
import { authBasePath } from './auth.ts'
import { refusalOf } from './auth-answers.ts'

/** Whoever asks: better-auth sees the request itself. */
export type Caller = FastifyRequest
export type SignedInCaller = FastifyRequest & { viewer: Viewer }
/** Where cookies and tokens go. */
export type CallerReply = FastifyReply

/** An answer that has not reached the caller yet. */
export interface Asked {
  answer: unknown
  cookies: string[]
  /** The signed bearer token of a session that began. */
  token: string | null
}

export interface AskOptions {
  /** Instead of the caller's own session: nobody is signed in, and these cookies go along. */
  cookie?: string
}

export interface AuthGateway {
  /** Runs one of better-auth's routes with our own body (null for GET). @throws DomainError when it refuses. */
  ask(request: FastifyRequest, path: string, body: object | null, options?: AskOptions): Promise<Asked>
  /** Its cookies and token go to the caller. */
  pass(reply: FastifyReply, asked: Asked): void
  /** Both, and its JSON. */
  call(request: FastifyRequest, reply: FastifyReply, path: string, body: object | null): Promise<unknown>
}

const passedOn = ['cookie', 'authorization', 'user-agent'] as const

export function createAuthGateway(
  auth: Auth,
  options: { publicUrl: string; allowedOrigins: readonly string[] },
): AuthGateway {
  const allowedOrigins = new Set([new URL(options.publicUrl).origin, ...options.allowedOrigins])
  const gateway: AuthGateway = {
    async ask(request, path, body, { cookie } = {}) {
      if (isForgedByAnotherSite(request, allowedOrigins)) throw httpErrors.ORIGIN_NOT_ALLOWED()
      const headers = new Headers({ 'x-forwarded-for': request.ip, origin: options.publicUrl })
      for (const name of passedOn) {
        const value = request.headers[name]
        if (value) headers.set(name, value)
      }
      if (cookie !== undefined) {
        headers.delete('authorization')
        headers.set('cookie', cookie)
      }
      if (body) headers.set('content-type', 'application/json')
      const response = await auth.handler(
        new Request(`${options.publicUrl}${authBasePath}${path}`, {
          method: body ? 'POST' : 'GET',
          headers,
          ...(body ? { body: JSON.stringify(body) } : {}),
        }),
      )
      const text = await response.text()
      const answer: unknown = text === '' ? null : JSON.parse(text)
      if (!response.ok) throw refusalOf(response.status, answer)
      return { answer, cookies: response.headers.getSetCookie(), token: response.headers.get('set-auth-token') }
    },
    pass(reply, { cookies, token }) {
      for (const cookie of cookies) reply.header('set-cookie', cookie)
      if (token) reply.header('set-auth-token', token).header('access-control-expose-headers', 'set-auth-token')
    },
    async call(request, reply, path, body) {
      const asked = await gateway.ask(request, path, body)
      gateway.pass(reply, asked)
      return asked.answer
    },
  }
  return gateway
}

/**
 * Answers (or fails) no sooner than `milliseconds` after it was asked, so that the few milliseconds by which the work for
 * a known and an unknown address differ cannot be measured from outside.
 */
export async function notBefore<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([work(), wait(milliseconds)])
  if (result.status === 'rejected') throw result.reason
  return result.value
}
