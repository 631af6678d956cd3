/** Becoming a host or seller: one's own applications, and staff who read them. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  AdminApplication,
  AdminApplicationListQuery,
  AdminApplicationPage,
  Application,
  ApplicationApproval,
  ApplicationIdParams,
  ApplicationList,
  ApplicationPatch,
  ApplicationReview,
  ApplicationStart,
} from '../../../../contracts/partners.ts'
import { OnboardingLink } from '../../../../contracts/payouts.ts'
import { platformErrors } from '../../platform/errors.ts'
import { idPage, readIdCursor } from '../../platform/http/id-page.ts'
import { expectedVersion, sendVersion } from '../../platform/http/if-match.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import { beginApplication, beginPayouts, editApplication, lookAtPayouts, submitApplication } from './apply.ts'
import type { PartnerDeps } from './deps.ts'
import { findApplication, findOwnApplication, listApplications, listOwnApplications } from './partners.queries.ts'
import { type Review, reviewApplication } from './review-application.ts'

const tags = ['Partners']
const staffTags = ['Staff']
const admin = { role: 'admin' } as const

export function applicationRoutes(app: FastifyInstance, deps: PartnerDeps): void {
  async function own(id: string, userId: string) {
    const application = await findOwnApplication(deps.media, deps.database.read, { id, userId })
    if (!application) throw platformErrors.NOT_FOUND()
    return application
  }
  async function any(id: string) {
    const application = await findApplication(deps.media, deps.database.read, id)
    if (!application || application.status === 'DRAFT') throw platformErrors.NOT_FOUND()
    return application
  }
  async function review(request: FastifyRequest & { viewer: Viewer }, id: string, decision: Review) {
    await reviewApplication(deps, {
      id,
      review: decision,
      by: { userId: request.viewer.userId, ipAddress: request.ip },
    })
    return any(id)
  }

  route(app, {
    method: 'GET',
    url: '/me/applications',
    access: 'signed-in',
    summary: 'My applications to be a host or seller, with what each still needs',
    tags,
    schema: { response: { 200: ApplicationList } },
    handler: async (request) => ({
      items: await listOwnApplications(deps.media, deps.database.read, request.viewer.userId),
      nextCursor: null,
    }),
  })

  route(app, {
    method: 'POST',
    url: '/me/applications',
    access: 'signed-in',
    idempotent: true,
    problems: [409],
    summary: 'Begin an application; one of each kind at a time',
    tags,
    schema: { body: ApplicationStart, response: { 201: Application } },
    handler: async (request) => {
      const { userId } = request.viewer
      return own(await beginApplication(deps, { userId, kind: request.body.kind }), userId)
    },
  })

  route(app, {
    method: 'GET',
    url: '/me/applications/:id',
    access: 'signed-in',
    summary: 'One of my applications',
    tags,
    schema: { params: ApplicationIdParams, response: { 200: Application } },
    handler: async (request, reply) => {
      const { userId } = request.viewer
      const { id } = request.params
      const found = await own(id, userId)
      const application = (await lookAtPayouts(deps, { ...found, userId })) ? await own(id, userId) : found
      sendVersion(reply, application.version)
      return application
    },
  })

  route(app, {
    method: 'POST',
    url: '/me/applications/:id/payouts',
    access: 'signed-in',
    problems: [409, 503],
    summary: 'A link to the provider’s page that opens the account money will go to; good for minutes',
    tags,
    schema: { params: ApplicationIdParams, response: { 201: OnboardingLink } },
    handler: (request) => beginPayouts(deps, { id: request.params.id, userId: request.viewer.userId }),
  })

  route(app, {
    method: 'PATCH',
    url: '/me/applications/:id',
    access: 'signed-in',
    problems: [409],
    summary: 'Answer some of it; while it is a draft or staff asked for more',
    tags,
    schema: { params: ApplicationIdParams, body: ApplicationPatch, response: { 200: Application } },
    handler: async (request, reply) => {
      const given = request.headers['if-match']?.trim()
      const { userId } = request.viewer
      await editApplication(deps, {
        id: request.params.id,
        userId,
        patch: request.body,
        expectedVersion: given === undefined || given === '*' ? null : expectedVersion(request),
      })
      const application = await own(request.params.id, userId)
      sendVersion(reply, application.version)
      return application
    },
  })

  route(app, {
    method: 'POST',
    url: '/me/applications/:id/submit',
    access: 'signed-in',
    problems: [409],
    summary: 'Send it to staff; 409 APPLICATION_INCOMPLETE says what is missing',
    tags,
    schema: { params: ApplicationIdParams, response: { 200: Application } },
    handler: async (request) => {
      const { userId } = request.viewer
      await submitApplication(deps, { id: request.params.id, userId, language: request.language })
      return own(request.params.id, userId)
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/applications',
    access: admin,
    summary: 'Applications that were sent, newest or oldest first',
    tags: staffTags,
    schema: { querystring: AdminApplicationListQuery, response: { 200: AdminApplicationPage } },
    handler: async (request) => {
      const { cursor, ...query } = request.query
      const after = readIdCursor(cursor)
      const rows = await listApplications(deps.media, deps.database.read, { ...query, after })
      return idPage(rows, query.limit, (row) => row)
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/applications/:id',
    access: admin,
    summary: 'One application with everything in it',
    tags: staffTags,
    schema: { params: ApplicationIdParams, response: { 200: AdminApplication } },
    handler: (request) => any(request.params.id),
  })

  route(app, {
    method: 'POST',
    url: '/admin/applications/:id/approve',
    access: admin,
    problems: [409],
    summary: 'Makes the host or seller profile',
    tags: staffTags,
    schema: { params: ApplicationIdParams, body: ApplicationApproval, response: { 200: AdminApplication } },
    handler: (request) =>
      review(request, request.params.id, {
        move: 'approve',
        verified: request.body.verified,
        reason: request.body.reason || null,
      }),
  })

  for (const { move, summary } of [
    { move: 'ask', summary: 'Asks for more; the person may edit and send again' },
    { move: 'refuse', summary: 'Says no, with the reason the person reads' },
  ] as const)
    route(app, {
      method: 'POST',
      url: `/admin/applications/:id/${move}`,
      access: admin,
      problems: [409],
      summary,
      tags: staffTags,
      schema: { params: ApplicationIdParams, body: ApplicationReview, response: { 200: AdminApplication } },
      handler: (request) => review(request, request.params.id, { move, reason: request.body.reason }),
    })
}
