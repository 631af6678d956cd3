/** A cookie of our own: read from the header, written beside others of the same answer. */
import type { FastifyReply, FastifyRequest } from 'fastify'

export function readCookie(request: FastifyRequest, name: string): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const equals = pair.indexOf('=')
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return null
}

/** Not readable by scripts and not sent along by other sites; with `maxAgeSeconds` 0 it is gone. `value` needs no escaping. */
export function writeCookie(
  reply: FastifyReply,
  cookie: { name: string; value: string; maxAgeSeconds: number; secure: boolean },
): void {
  const { name, value, maxAgeSeconds, secure } = cookie
  reply.header(
    'set-cookie',
    `${name}=${value}; Max-Age=${maxAgeSeconds}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
  )
}
