/** `/api/auth`: the second step of signing in, and signing in with a passkey. */
import type { FastifyInstance } from 'fastify'
import { SignedIn } from '../../../../contracts/identity.ts'
import { PasskeyQuestion, PasskeySignIn, SecondStep } from '../../../../contracts/identity-security.ts'
import { route } from '../../platform/http/route.ts'
import { authBasePath } from './auth.ts'
import type { FactorDeps } from './second-factor.ts'
import { askForPasskey, passkeySignIn, secondStep } from './second-step.ts'

const tags = ['Sessions'] as const

export function secondStepRoutes(app: FastifyInstance, factor: FactorDeps): void {
  route(app, {
    method: 'POST',
    url: `${authBasePath}/second-factor`,
    access: 'public',
    ignoreViewer: true,
    limit: 'auth',
    problems: [429],
    summary: 'The second step of signing in: a code of the authenticator app, or a backup code',
    description:
      'Five tries per challenge, ten in a row per account. Clients without cookies send the `challenge` of the first step.',
    tags,
    schema: { body: SecondStep, response: { 200: SignedIn } },
    handler: (request, reply) => secondStep(factor, request, reply, request.body),
  })
  route(app, {
    method: 'POST',
    url: `${authBasePath}/passkey/options`,
    access: 'public',
    ignoreViewer: true,
    summary: 'The question for signing in with a passkey',
    tags,
    schema: { response: { 200: PasskeyQuestion } },
    handler: (request, reply) => askForPasskey(factor, request, reply, { anybody: true }),
  })
  route(app, {
    method: 'POST',
    url: `${authBasePath}/passkey`,
    access: 'public',
    ignoreViewer: true,
    limit: 'auth',
    summary: 'Sign in with a passkey',
    tags,
    schema: { body: PasskeySignIn, response: { 200: SignedIn } },
    handler: (request, reply) => passkeySignIn(factor, request, reply, request.body.credential),
  })
}
