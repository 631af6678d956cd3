/** `/api/v1/me`: the signed-in person's profile and sessions. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  Me,
  MePatch,
  SessionIdParams,
  SessionList,
  SessionsRevoked,
  SteppedUp,
} from '../../../../contracts/identity.ts'
import { PasskeyQuestion, StepUp } from '../../../../contracts/identity-security.ts'
import { platformErrors } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import { changeProfile } from './change-profile.ts'
import type { IdentityDeps } from './deps.ts'
import { findUser, listSessions } from './identity.queries.ts'
import { revokeOtherSessions, revokeSession } from './revoke-sessions.ts'
import type { FactorDeps } from './second-factor.ts'
import { askForPasskey } from './second-step.ts'
import { stepUp } from './step-up.ts'
import { presentedToken, type TokenReader } from './session-token.ts'

/** The host profile or the workshop of a person, or null: being a host or a seller is having one. */
export type FindProfileByUser = (userId: string) => Promise<{ id: string; name: string } | null>

export interface MeRoutesDeps {
  deps: IdentityDeps
  factor: FactorDeps
  reader: TokenReader
  findHostByUser: FindProfileByUser
  findSellerByUser: FindProfileByUser
}

const tags = ['Me'] as const

export function meRoutes(app: FastifyInstance, parts: MeRoutesDeps): void {
  const { deps, factor, reader, findHostByUser, findSellerByUser } = parts
  async function me(userId: string): Promise<z.infer<typeof Me>> {
    const [user, host, seller] = await Promise.all([
      findUser(deps.database.read, userId),
      findHostByUser(userId),
      findSellerByUser(userId),
    ])
    if (!user) throw platformErrors.UNAUTHENTICATED()
    return {
      id: user.id,
      name: user.name,
      email: user.email,
      emailVerified: user.emailVerified,
      role: user.role as z.infer<typeof Me>['role'],
      language: user.language as z.infer<typeof Me>['language'],
      homeRegion: user.homeRegion as z.infer<typeof Me>['homeRegion'],
      avatar: user.image,
      host: host && { id: host.id, name: host.name },
      seller: seller && { id: seller.id, name: seller.name },
      createdAt: user.createdAt.toISOString(),
    }
  }

  /** The session slides in the database; the browser's copy of its end slides here, where the PWA asks on every visit. */
  function renewCookie(request: FastifyRequest, reply: FastifyReply) {
    const presented = presentedToken(request.headers, reader)
    if (!presented?.cookieValue || request.headers.cookie?.includes('.dont_remember=')) return
    const secure = reader.cookieName.startsWith('__Secure-') ? '; Secure' : ''
    const maxAge = deps.config.auth.sessionDays * 86_400
    reply.header(
      'set-cookie',
      `${reader.cookieName}=${presented.cookieValue}; Max-Age=${maxAge}; Path=/; HttpOnly; SameSite=Lax${secure}`,
    )
  }

  route(app, {
    method: 'GET',
    url: '/me',
    access: 'signed-in',
    summary: 'My profile',
    tags,
    schema: { response: { 200: Me } },
    handler: async (request, reply) => {
      renewCookie(request, reply)
      return me(request.viewer.userId)
    },
  })

  route(app, {
    method: 'PATCH',
    url: '/me',
    access: 'signed-in',
    problems: [413, 415],
    summary: 'Change my profile',
    tags,
    schema: { body: MePatch, response: { 200: Me } },
    handler: async (request) => {
      await changeProfile(deps, request.viewer.userId, request.body)
      return me(request.viewer.userId)
    },
  })

  route(app, {
    method: 'POST',
    url: '/me/step-up',
    access: 'signed-in',
    limit: 'auth',
    problems: [409, 429],
    summary: 'Prove again who is there, for what asks for it (403 STEP_UP_REQUIRED)',
    description: 'With the password, a code of the authenticator app (or a backup code), or a passkey.',
    tags,
    schema: { body: StepUp, response: { 200: SteppedUp } },
    handler: async (request) => {
      const until = await stepUp(factor, request, request.body)
      return { until: until.toISOString() }
    },
  })

  route(app, {
    method: 'POST',
    url: '/me/step-up/passkey-options',
    access: 'signed-in',
    summary: 'The question for proving who is there with one of my passkeys',
    tags,
    schema: { response: { 200: PasskeyQuestion } },
    handler: (request, reply) => askForPasskey(factor, request, reply, { anybody: false }),
  })

  route(app, {
    method: 'GET',
    url: '/me/sessions',
    access: 'signed-in',
    summary: 'Where I am signed in',
    tags,
    schema: { response: { 200: SessionList } },
    handler: async (request) => {
      const sessions = await listSessions(deps.database.read, request.viewer.userId, deps.now())
      const items = sessions.map((session) => ({
        id: session.id,
        current: session.id === request.viewer.sessionId,
        userAgent: session.userAgent || null,
        ipAddress: session.ipAddress || null,
        createdAt: session.createdAt.toISOString(),
        lastUsedAt: session.lastUsedAt?.toISOString() ?? null,
        secondFactor: session.secondFactorAt !== null,
        expiresAt: session.expiresAt.toISOString(),
      }))
      return { items, nextCursor: null }
    },
  })

  route(app, {
    method: 'DELETE',
    url: '/me/sessions/:id',
    access: 'signed-in',
    summary: 'End one of my sessions',
    tags,
    schema: { params: SessionIdParams, response: { 204: z.null() } },
    handler: async (request) => {
      await revokeSession(deps, request.viewer.userId, request.params.id)
      return null
    },
  })

  route(app, {
    method: 'POST',
    url: '/me/sessions/revoke-others',
    access: 'signed-in',
    summary: 'End all my other sessions',
    tags,
    schema: { response: { 200: SessionsRevoked } },
    handler: async (request) => ({
      revoked: await revokeOtherSessions(deps, request.viewer.userId, request.viewer.sessionId),
    }),
  })
}
