/** Reading the session token of a request: a signed cookie, or a bearer token as sign-in answered it. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export interface TokenReader {
  cookieName: string
  /** The secret that better-auth signs cookies with. */
  secret: string
}
export interface PresentedToken {
  token: string
  /** The cookie's value as it came, when it came by cookie. */
  cookieValue: string | null
}

const maxTokenLength = 512

function decode(value: string): string {
  if (!value.includes('%')) return value
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** The token inside `token.signature`, or null when the signature is not ours. */
function verified(signed: string, secret: string): string | null {
  const dot = signed.lastIndexOf('.')
  if (dot < 1) return null
  const token = signed.slice(0, dot)
  const given = Buffer.from(signed.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

function cookieNamed(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return null
}

/** What a request offers as proof, as it came and not yet looked into. */
export interface Credential {
  kind: 'bearer' | 'cookie'
  value: string
}

/** A bearer token wins over a cookie. */
export function credentialOf(headers: IncomingHttpHeaders, reader: TokenReader): Credential | null {
  const { authorization, cookie } = headers
  const bearer = authorization === undefined ? undefined : /^bearer\s+(\S+)$/i.exec(authorization)?.[1]
  if (bearer !== undefined) return { kind: 'bearer', value: bearer }
  const value = cookieNamed(cookie ?? '', reader.cookieName)
  return value && value.length <= maxTokenLength ? { kind: 'cookie', value } : null
}

/**
 * The token inside, or null. That of a cookie is signed; a bearer token may be the signed one of `set-auth-token` or the
 * bare one of the sign-in body (both are secrets of the same length).
 */
export function tokenIn({ kind, value }: Credential, reader: TokenReader): string | null {
  const decoded = decode(value)
  if (decoded.length > maxTokenLength) return null
  return kind === 'cookie' || decoded.includes('.') ? verified(decoded, reader.secret) : decoded
}

/** The token that a request carries, or null. */
export function presentedToken(headers: IncomingHttpHeaders, reader: TokenReader): PresentedToken | null {
  const credential = credentialOf(headers, reader)
  const token = credential && tokenIn(credential, reader)
  return token ? { token, cookieValue: credential.kind === 'cookie' ? credential.value : null } : null
}
