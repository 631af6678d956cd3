/** `/api/auth`: signing up, in and out, verifying an address, choosing a new password. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  AuthDone,
  CurrentSession,
  MailPromised,
  PasswordChange,
  PasswordReset,
  PasswordResetRequest,
  SignedIn,
  SignedOut,
  SignedUp,
  SignIn,
  SignUp,
  VerificationRequest,
  VerifyEmailQuery,
} from '../../../../contracts/identity.ts'
import { DomainError, platformErrors } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import { type Auth, authBasePath } from './auth.ts'
import { type AuthGateway, notBefore } from './auth-gateway.ts'
import { assertGoodPassword } from './check-password.ts'
import type { ConsentAtSignUp, IdentityDeps, MailLater } from './deps.ts'
import { findSessionByToken, findUser, findUserByEmail } from './identity.queries.ts'
import { banOf } from './resolve-viewer.ts'
import { firstStep, withoutToken } from './second-step.ts'
import { secondStepRoutes } from './second-step.routes.ts'
import { presentedToken, type TokenReader } from './session-token.ts'

export interface AuthRoutesDeps {
  deps: IdentityDeps
  auth: Auth
  gateway: AuthGateway
  reader: TokenReader
  mailLater: MailLater
  consentAtSignUp?: ConsentAtSignUp | undefined
}

const tags = ['Sessions'] as const
/** Longer than the work takes on a busy machine, shorter than a person notices. */
const signUpFloorMs = 350
const refusedSignInFloorMs = 250
const mailFloorMs = 60

export function authRoutes(app: FastifyInstance, parts: AuthRoutesDeps): void {
  const { deps, auth, gateway, reader, mailLater } = parts
  const url = (path: string) => `${authBasePath}${path}`
  const sessionOf = async (request: FastifyRequest) => {
    const presented = presentedToken(request.headers, reader)
    if (!presented) return null
    return findSessionByToken(deps.database.read, presented.token)
  }

  route(app, {
    method: 'POST',
    url: url('/sign-up/email'),
    access: 'public',
    ignoreViewer: true,
    limit: 'auth',
    summary: 'Create an account',
    description:
      'Answers the same for an address that already has an account; its owner gets a mail instead. Sign in next, with the same credentials.',
    tags,
    schema: { body: SignUp, response: { 200: SignedUp } },
    handler: async (request, reply) => {
      const { name, password, language = request.language } = request.body
      const email = request.body.email.toLowerCase()
      assertGoodPassword(password, email)
      const body = { name, email, password, language }
      return notBefore(signUpFloorMs, async () => {
        const answer = await signUpOnce(gateway, request, reply, body)
        const { id } = SignedUp.shape.user.parse(toUser(answer))
        if (request.body.consents) await parts.consentAtSignUp?.(id, request.body.consents)
        return { token: null, user: { ...SignedUp.shape.user.parse(toUser(answer)), name, email, language } }
      })
    },
  })

  route(app, {
    method: 'POST',
    url: url('/sign-in/email'),
    access: 'public',
    ignoreViewer: true,
    limit: 'auth',
    problems: [401],
    summary: 'Sign in',
    description:
      'Sets the session cookie and answers the bearer token in the header `set-auth-token`; or, with an authenticator app, asks for its code (`secondFactor`).',
    tags,
    schema: { body: SignIn, response: { 200: SignedIn } },
    handler: async (request, reply) => {
      const { email, password, rememberMe } = request.body
      const started = performance.now()
      try {
        const body = { email: email.toLowerCase(), password, ...(rememberMe === undefined ? {} : { rememberMe }) }
        const asked = await gateway.ask(request, '/sign-in/email', body)
        const answer = await firstStep({ deps, auth, gateway }, asked)
        gateway.pass(reply, answer.secondFactor ? withoutToken(asked) : asked)
        return answer
      } catch (error) {
        await notBefore(Math.max(0, refusedSignInFloorMs - (performance.now() - started)), async () => {})
        // Said only to who knew the password.
        if (error instanceof DomainError && error.code === 'ACCOUNT_BANNED') {
          const person = await findUserByEmail(deps.database.read, email.toLowerCase())
          if (person)
            throw platformErrors.ACCOUNT_BANNED({
              ban: banOf(deps.appealTokens, { ...person, userId: person.id }, deps.now()),
            })
        }
        throw error
      }
    },
  })

  secondStepRoutes(app, { deps, auth, gateway })

  route(app, {
    method: 'POST',
    url: url('/sign-out'),
    access: 'public',
    ignoreViewer: true,
    summary: 'Sign out',
    tags,
    schema: { response: { 200: SignedOut } },
    handler: async (request, reply) => {
      const session = await sessionOf(request)
      await gateway.call(request, reply, '/sign-out', {})
      if (session) {
        await deps.sessionsChanged(session.userId, { reason: 'signed-out', sessionIds: [session.sessionId] })
      }
      return { success: true }
    },
  })

  route(app, {
    method: 'GET',
    url: url('/get-session'),
    access: 'public',
    summary: 'The current session, or null',
    tags,
    schema: { response: { 200: CurrentSession } },
    handler: async (request, reply) => {
      if (!request.viewer) return null
      const answer = (await gateway.call(request, reply, '/get-session', null)) as { session: object } | null
      return answer ? CurrentSession.parse({ session: answer.session, user: toUser(answer) }) : null
    },
  })

  route(app, {
    method: 'GET',
    url: url('/verify-email'),
    access: 'public',
    ignoreViewer: true,
    summary: 'Confirm an address with the token of the mail',
    description: 'Works once; asking again with the same token changes nothing and answers the same.',
    tags,
    schema: { querystring: VerifyEmailQuery, response: { 200: AuthDone } },
    handler: async (request, reply) => {
      await gateway.call(request, reply, `/verify-email?token=${encodeURIComponent(request.query.token)}`, null)
      return { status: true }
    },
  })

  for (const [path, kind, schema, summary] of [
    ['/send-verification-email', 'verify', VerificationRequest, 'Send the verification mail again'],
    ['/request-password-reset', 'reset', PasswordResetRequest, 'Ask for a mail to choose a new password'],
  ] as const) {
    route(app, {
      method: 'POST',
      url: url(path),
      access: 'public',
      ignoreViewer: true,
      limit: 'auth',
      summary,
      description: 'Answers the same whether or not the address has an account.',
      tags,
      schema: { body: schema, response: { 200: MailPromised } },
      handler: (request) =>
        notBefore(mailFloorMs, async () => {
          await mailLater({ kind, email: request.body.email.toLowerCase(), requestedAt: deps.now().toISOString() })
          return { status: true }
        }),
    })
  }

  route(app, {
    method: 'POST',
    url: url('/reset-password'),
    access: 'public',
    ignoreViewer: true,
    summary: 'Choose a new password with the token of the mail',
    description: 'Works once and ends every session of the account.',
    tags,
    schema: { body: PasswordReset, response: { 200: AuthDone } },
    handler: async (request, reply) => {
      const { token, newPassword } = request.body
      const { internalAdapter } = await auth.$context
      const link = await internalAdapter.findVerificationValue(`reset-password:${token}`)
      const person = link ? await findUser(deps.database.read, link.value) : null
      assertGoodPassword(newPassword, person?.email ?? null)
      await gateway.call(request, reply, '/reset-password', { token, newPassword })
      return { status: true }
    },
  })

  route(app, {
    method: 'POST',
    url: url('/change-password'),
    access: 'signed-in',
    limit: 'auth',
    summary: 'Change the password',
    tags,
    schema: { body: PasswordChange, response: { 200: AuthDone } },
    handler: async (request, reply) => {
      const person = await findUser(deps.database.read, request.viewer.userId)
      assertGoodPassword(request.body.newPassword, person?.email ?? null)
      await gateway.call(request, reply, '/change-password', request.body)
      await deps.sessionsChanged(
        request.viewer.userId,
        request.body.revokeOtherSessions ? { reason: 'password-changed' } : undefined,
      )
      return { status: true }
    },
  })
}

/** Two sign-ups of one new address at the same moment: the slower one finds the account and answers like for any known address. */
async function signUpOnce(gateway: AuthGateway, request: FastifyRequest, reply: FastifyReply, body: object) {
  try {
    return await gateway.call(request, reply, '/sign-up/email', body)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'AUTH_REFUSED') throw error
    return gateway.call(request, reply, '/sign-up/email', body)
  }
}

const toUser = (answer: unknown) => (answer as { user: object }).user
