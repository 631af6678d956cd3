/** `/api/v1/me/second-factor` and `/api/v1/me/passkeys`: what protects the account besides the password. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  BackupCodes,
  PasskeyIdParams,
  PasskeyQuestion,
  PasskeyRename,
  PasskeyWrite,
  SecondFactorConfirm,
  SecondFactorEnd,
  SecondFactorSecret,
  SecondFactorStart,
  Security,
} from '../../../../contracts/identity-security.ts'
import { route } from '../../platform/http/route.ts'
import { addPasskey, askForNewPasskey, nameOwnPasskey, removePasskey } from './passkeys.ts'
import { confirmApp, endApp, type FactorDeps, renewBackupCodes, showSecurity, startApp } from './second-factor.ts'

const tags = ['Me'] as const

export function secondFactorRoutes(app: FastifyInstance, factor: FactorDeps): void {
  route(app, {
    method: 'GET',
    url: '/me/security',
    access: 'signed-in',
    summary: 'What protects my account besides the password',
    tags,
    schema: { response: { 200: Security } },
    handler: (request) => showSecurity(factor, request.viewer),
  })
  route(app, {
    method: 'POST',
    url: '/me/second-factor',
    access: 'signed-in',
    limit: 'auth',
    problems: [409],
    summary: 'Begin with an authenticator app',
    description:
      'Answers the secret and ten backup codes, once. Signing in asks for a code from the first one on that is confirmed.',
    tags,
    schema: { body: SecondFactorStart, response: { 200: SecondFactorSecret } },
    handler: (request, reply) => startApp(factor, request, reply, request.body.password),
  })
  route(app, {
    method: 'POST',
    url: '/me/second-factor/confirm',
    access: 'signed-in',
    limit: 'auth',
    problems: [409],
    summary: 'Switch the authenticator app on with a code of it',
    description:
      'The session goes on under a new token, in the cookie and in `set-auth-token`. A mail tells the person.',
    tags,
    schema: { body: SecondFactorConfirm, response: { 204: z.null() } },
    handler: async (request, reply) => {
      await confirmApp(factor, request, reply, request.body.code)
      return null
    },
  })
  route(app, {
    method: 'POST',
    url: '/me/second-factor/backup-codes',
    access: 'signed-in',
    limit: 'auth',
    problems: [409],
    summary: 'New backup codes; the old ones end',
    tags,
    schema: { body: SecondFactorStart, response: { 200: BackupCodes } },
    handler: async (request, reply) => ({
      backupCodes: await renewBackupCodes(factor, request, reply, request.body.password),
    }),
  })
  route(app, {
    method: 'POST',
    url: '/me/second-factor/disable',
    access: 'signed-in',
    limit: 'auth',
    problems: [409, 429],
    summary: 'Switch the authenticator app off, with the password and a code (of the app, or a backup code)',
    description: 'The session goes on under a new token. A mail tells the person.',
    tags,
    schema: { body: SecondFactorEnd, response: { 204: z.null() } },
    handler: async (request, reply) => {
      await endApp(factor, request, reply, request.body)
      return null
    },
  })
  route(app, {
    method: 'POST',
    url: '/me/passkeys/options',
    access: 'signed-in',
    problems: [409],
    summary: 'The question for a new passkey (403 STEP_UP_REQUIRED after a while)',
    tags,
    schema: { response: { 200: PasskeyQuestion } },
    handler: (request, reply) => askForNewPasskey(factor, request, reply),
  })
  route(app, {
    method: 'POST',
    url: '/me/passkeys',
    access: 'signed-in',
    summary: 'Add a passkey: what the browser answered',
    tags,
    schema: { body: PasskeyWrite, response: { 201: Security } },
    handler: async (request) => {
      await addPasskey(factor, request, request.body)
      return showSecurity(factor, request.viewer)
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/me/passkeys/:id',
    access: 'signed-in',
    summary: 'Name a passkey',
    tags,
    schema: { params: PasskeyIdParams, body: PasskeyRename, response: { 200: Security } },
    handler: async (request) => {
      await nameOwnPasskey(factor, { userId: request.viewer.userId, id: request.params.id }, request.body.name)
      return showSecurity(factor, request.viewer)
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/me/passkeys/:id',
    access: 'signed-in',
    summary: 'Remove a passkey (403 STEP_UP_REQUIRED after a while)',
    tags,
    schema: { params: PasskeyIdParams, response: { 204: z.null() } },
    handler: async (request) => {
      await removePasskey(factor, request, request.params.id)
      return null
    },
  })
}
