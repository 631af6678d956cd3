/** `/api/v1/me`: consents, the export of one's own data, and the end of the account. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { AccountClosure, Consents, ConsentWrite, ExportQuery } from '../../../../contracts/privacy.ts'
import { route } from '../../platform/http/route.ts'
import { askToClose, showClosure, takeBack } from './close-account.ts'
import { showConsents, writeConsent } from './consents.ts'
import type { PrivacyDeps } from './deps.ts'
import { exportPage } from './export-page.rules.ts'
import { gatherData } from './gather-data.ts'

const tags = ['Privacy']

export function privacyRoutes(app: FastifyInstance, deps: PrivacyDeps & { now: () => Date }): void {
  route(app, {
    method: 'GET',
    url: '/me/consents',
    access: 'signed-in',
    summary: 'What I agreed to, by version',
    tags,
    schema: { response: { 200: Consents } },
    handler: ({ viewer }) => showConsents(deps, viewer.userId),
  })
  route(app, {
    method: 'PUT',
    url: '/me/consents',
    access: 'signed-in',
    problems: [409],
    summary: 'Agree to the version of today, or take back that news may come by mail',
    tags,
    schema: { body: ConsentWrite, response: { 200: Consents } },
    handler: async ({ viewer, body }) => {
      await writeConsent(deps, viewer.userId, body)
      return showConsents(deps, viewer.userId)
    },
  })
  route(app, {
    method: 'GET',
    url: '/me/export',
    access: 'signed-in',
    timeoutMs: 30_000,
    summary: 'Everything the house keeps about me, as JSON or as a page (403 STEP_UP_REQUIRED after a while)',
    tags,
    schema: {
      querystring: ExportQuery,
      response: { 200: z.string().meta({ contentMediaType: 'application/json text/html' }) },
    },
    handler: async (request, reply) => {
      const { viewer, language } = request
      await deps.identity.assertProved(viewer)
      const parts = await gatherData(deps, viewer.userId)
      const madeAt = deps.now().toISOString()
      await deps.database.transaction((tx) =>
        deps.identity.audit(tx, {
          actorId: viewer.userId,
          action: 'user.data-exported',
          subject: `user:${viewer.userId}`,
          details: {},
          ipAddress: request.ip,
        }),
      )
      const isPage = request.query.format === 'html'
      return reply
        .header('content-disposition', `attachment; filename="guelaguetza-connect.${isPage ? 'html' : 'json'}"`)
        .type(isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8')
        .serializer((text: unknown) => String(text))
        .send(isPage ? exportPage(parts, language, madeAt) : JSON.stringify({ madeAt, ...parts }, null, 2))
    },
  })
  route(app, {
    method: 'GET',
    url: '/me/closure',
    access: 'signed-in',
    summary: 'Whether my account is to be closed, and what stands in the way',
    tags,
    schema: { response: { 200: AccountClosure } },
    handler: ({ viewer }) => showClosure(deps, viewer.userId),
  })
  route(app, {
    method: 'POST',
    url: '/me/closure',
    access: 'signed-in',
    problems: [409],
    summary: 'Close my account in fourteen days (403 STEP_UP_REQUIRED after a while)',
    description:
      'Refused while something is under way: `GET /me/closure` says what. Then name, address, phone and messages are struck out.',
    tags,
    schema: { response: { 200: AccountClosure } },
    handler: async ({ viewer, ip }) => {
      await askToClose(deps, { userId: viewer.userId, sessionId: viewer.sessionId, ipAddress: ip })
      return showClosure(deps, viewer.userId)
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/me/closure',
    access: 'signed-in',
    problems: [409],
    summary: 'Keep my account after all',
    tags,
    schema: { response: { 200: AccountClosure } },
    handler: async ({ viewer, ip }) => {
      await takeBack(deps, { userId: viewer.userId, ipAddress: ip })
      return showClosure(deps, viewer.userId)
    },
  })
}
