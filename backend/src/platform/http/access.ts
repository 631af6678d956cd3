/** Who may call a route: every route says it, and a route that does not stops the boot. */
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Language, Problem } from '../../../../contracts/common.ts'
import { platformErrors } from '../errors.ts'
import { httpErrors } from './http.errors.ts'

export type ViewerRole = 'user' | 'moderator' | 'admin'

/** The signed-in person of a request. */
export interface Viewer {
  userId: string
  role: ViewerRole
  language: Language
  sessionId: string
  emailVerified: boolean
  /** The role that this session does not have until it shows a second factor; `role` is then `user`. */
  withheldRole?: ViewerRole
}

export type ViewerResolution =
  | { kind: 'viewer'; viewer: Viewer }
  | { kind: 'none' }
  | { kind: 'banned'; ban?: Problem['ban'] }

/**
 * Turns the session cookie or bearer token of a request into its person. Called only when the request carries one of them.
 * Answers at once when it knows.
 */
export type ResolveViewer = (headers: IncomingHttpHeaders, ip: string) => ViewerResolution | Promise<ViewerResolution>

/** `admin` may do everything that `moderator` may. */
export type Access = 'public' | 'signed-in' | { role: 'moderator' | 'admin' }

export type ViewerOf<A extends Access> = A extends 'public' ? Viewer | null : Viewer

const rank: Record<ViewerRole, number> = { user: 0, moderator: 1, admin: 2 }

/** Whether a person of `role` may do what asks for `needed`. */
export function hasRole(role: ViewerRole, needed: 'moderator' | 'admin'): boolean {
  return rank[role] >= rank[needed]
}

function describe(method: string | string[], url: string): string {
  return `${[method].flat().join(',')} ${url}`
}

/** Stops the boot at the first route that does not say who may call it. */
export function requireDeclaredAccess(app: FastifyInstance): void {
  app.addHook('onRoute', (options) => {
    // The preflight route of the CORS plugin.
    if (options.method === 'OPTIONS' && options.url === '*') return
    if (options.config?.access === undefined) {
      throw new Error(`${describe(options.method, options.url)} does not declare who may call it: add access`)
    }
  })
}

const changesNothing = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Another site's page can make a browser send our cookie; it cannot make it lie about where the request comes from.
 * Clients that are no browsers send neither header, and bearer tokens are never sent by a browser on its own.
 */
export function isForgedByAnotherSite(request: FastifyRequest, allowedOrigins: ReadonlySet<string>): boolean {
  const { cookie, authorization, origin, host } = request.headers
  if (changesNothing.has(request.method) || !cookie || authorization) return false
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return false
  if (origin === undefined) return site !== undefined
  return !isAllowedOrigin(origin, host, allowedOrigins)
}

/** Our own address as the client sees it, or one of the configured origins. */
export function isAllowedOrigin(origin: string, host: string | undefined, allowed: ReadonlySet<string>): boolean {
  if (allowed.has(origin)) return true
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host
}

/** Resolves the viewer, and refuses what another site's page made a browser send. */
export function guardAccess(
  app: FastifyInstance,
  { resolveViewer, allowedOrigins }: { resolveViewer: ResolveViewer; allowedOrigins: ReadonlySet<string> },
): void {
  app.decorateRequest('viewer', null)
  app.decorateRequest('isBanned', false)
  app.decorateRequest('ban', undefined)
  const remember = (request: FastifyRequest, resolution: ViewerResolution) => {
    request.isBanned = resolution.kind === 'banned'
    if (resolution.kind === 'banned') request.ban = resolution.ban
    if (resolution.kind === 'viewer') request.viewer = resolution.viewer
  }
  app.addHook('onRequest', (request, _reply, done) => {
    const { access, ignoreViewer } = request.routeOptions.config
    const { cookie, authorization } = request.headers
    if (access === undefined || ignoreViewer || !(cookie || authorization)) return done()
    if (isForgedByAnotherSite(request, allowedOrigins)) throw httpErrors.ORIGIN_NOT_ALLOWED()
    const resolution = resolveViewer(request.headers, request.ip)
    if (!(resolution instanceof Promise)) {
      remember(request, resolution)
      return done()
    }
    // Fastify goes on when the promise is kept, as it does after `done`.
    return resolution.then((found) => remember(request, found))
  })
}

/** Refuses who may not call the route. Runs after the rate limits, so that guessing tokens is limited too. */
export function enforceAccess(app: FastifyInstance): void {
  const assertMay = ({ routeOptions, isBanned, ban, viewer }: FastifyRequest) => {
    const { access } = routeOptions.config
    if (isBanned) throw platformErrors.ACCOUNT_BANNED({ ban })
    if (access === undefined || access === 'public') return
    if (!viewer) throw platformErrors.UNAUTHENTICATED()
    if (access === 'signed-in' || hasRole(viewer.role, access.role)) return
    if (viewer.withheldRole && hasRole(viewer.withheldRole, access.role)) throw platformErrors.SECOND_FACTOR_REQUIRED()
    throw platformErrors.FORBIDDEN()
  }
  app.addHook('onRequest', (request, _reply, done) => {
    assertMay(request)
    done()
  })
}
