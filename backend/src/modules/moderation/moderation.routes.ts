import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PageQuery } from '../../../../contracts/common.ts'
import {
  AppealByLink,
  AppealDecision,
  AppealLink,
  AppealWrite,
  CaseListQuery,
  CasePage,
  CaseParams,
  Decision,
  DecisionListQuery,
  DecisionPage,
  DecisionWrite,
  ModerationCase,
  ModerationIdParams,
  OwnDecision,
  OwnDecisionPage,
  ReportReceipt,
  ReportWrite,
  Suspension,
} from '../../../../contracts/moderation.ts'
import { platformErrors } from '../../platform/errors.ts'
import { idPage, readIdCursor } from '../../platform/http/id-page.ts'
import { readCursor } from '../../platform/lists/read-cursor.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import { invalidField } from '../../platform/invalid-input.ts'
import { decodeKeyset } from '../../platform/pure/keyset-cursor.ts'
import { appealByLink, openAppealLink } from './appeal-link.ts'
import { appealDecision, decideAppeal } from './appeal-decision.ts'
import { listDecisions, listOwnDecisions } from './cases.queries.ts'
import { decideCase } from './decide-case.ts'
import type { ModerationDeps } from './deps.ts'
import { browseCases, showCase, showOwnDecision } from './read-cases.ts'
import { reportContent } from './report-content.ts'

const tags = ['Moderation']
const access = { role: 'moderator' } as const

export function moderationRoutes(app: FastifyInstance, deps: ModerationDeps): void {
  const { read } = deps.database
  const moderatorOf = (request: FastifyRequest & { viewer: Viewer }) => ({
    userId: request.viewer.userId,
    ipAddress: request.ip,
  })
  async function oneDecision(id: string) {
    const [decision] = await listDecisions(read, { id }, { limit: 1, before: undefined })
    if (!decision) throw platformErrors.NOT_FOUND()
    return decision
  }

  route(app, {
    method: 'POST',
    url: '/reports',
    access: 'signed-in',
    idempotent: true,
    problems: [404, 409],
    summary: 'Say that something should not be there',
    description: 'A listing, review, question, message or profile; once per person until staff decide.',
    tags,
    schema: { body: ReportWrite, response: { 201: ReportReceipt } },
    handler: ({ viewer, body }) => reportContent(deps, { reporterId: viewer.userId, report: body }),
  })
  route(app, {
    method: 'GET',
    url: '/me/decisions',
    access: 'signed-in',
    summary: 'What staff decided about what you made',
    tags,
    schema: { querystring: PageQuery, response: { 200: OwnDecisionPage } },
    handler: async ({ viewer, query: { limit, cursor } }) => {
      const page = { limit: limit + 1, before: readIdCursor(cursor) }
      return idPage(await listOwnDecisions(read, viewer.userId, page), limit, (decision) => decision)
    },
  })
  route(app, {
    method: 'POST',
    url: '/me/decisions/:id/appeal',
    access: 'signed-in',
    idempotent: true,
    problems: [404, 409],
    summary: 'Appeal a decision, once',
    description: 'Somebody else than whoever decided answers it.',
    tags,
    schema: { params: ModerationIdParams, body: AppealWrite, response: { 200: OwnDecision } },
    handler: async ({ viewer: { userId }, params: { id }, body: { text }, ip: ipAddress }) => {
      await appealDecision(deps, { decisionId: id, userId, text, ipAddress })
      return showOwnDecision(deps, userId, id)
    },
  })

  route(app, {
    method: 'POST',
    url: '/appeals/open',
    access: 'public',
    ignoreViewer: true,
    summary: 'What a suspended person may read with the link they were sent',
    tags,
    schema: { body: AppealLink, response: { 200: Suspension } },
    handler: ({ body: { token } }) => openAppealLink(deps, token),
  })
  route(app, {
    method: 'POST',
    url: '/appeals',
    access: 'public',
    ignoreViewer: true,
    limit: 'auth',
    problems: [404, 409],
    summary: 'Appeal a suspension with that link, once',
    tags,
    schema: { body: AppealByLink, response: { 200: OwnDecision } },
    handler: ({ body: { token, text }, ip: ipAddress }) => appealByLink(deps, { token, text, ipAddress }),
  })

  route(app, {
    method: 'GET',
    url: '/moderation/cases',
    access,
    summary: 'What was reported and waits for a decision',
    description: 'One case per thing, however many reported it; the longest waiting first.',
    tags,
    schema: { querystring: CaseListQuery, response: { 200: CasePage } },
    handler: async ({ query: { contentKind, sort, limit, cursor } }) => {
      const after = readCursor(cursor, decodeKeyset)
      return browseCases(deps, { kind: contentKind ?? null, sort, limit, after })
    },
  })
  route(app, {
    method: 'GET',
    url: '/moderation/cases/:kind/:id',
    access,
    summary: 'One case: reports, the content as it is and was, what stands around it, and the person’s history',
    tags,
    schema: { params: CaseParams, response: { 200: ModerationCase } },
    handler: ({ params: { kind, id } }) => showCase(deps, kind, id),
  })
  route(app, {
    method: 'GET',
    url: '/moderation/decisions',
    access,
    summary: 'Decisions, latest first',
    description: 'With `appeal=OPEN`, the appeals that wait.',
    tags,
    schema: { querystring: DecisionListQuery, response: { 200: DecisionPage } },
    handler: async ({ query: { userId, appeal, sort, limit, cursor } }) => {
      const filter = { ...(userId ? { userId } : {}), ...(appeal ? { appeal } : {}) }
      const page = { limit: limit + 1, before: readIdCursor(cursor), sort }
      return idPage(await listDecisions(read, filter, page), limit, (decision) => decision)
    },
  })
  route(app, {
    method: 'POST',
    url: '/moderation/decisions',
    access,
    idempotent: true,
    problems: [404, 409],
    summary: 'Decide a case',
    description: 'Closes all open reports of it. The person is told, with the reason, unless it is kept.',
    tags,
    schema: { body: DecisionWrite, response: { 201: Decision } },
    handler: async (request) => {
      const { until, ...decision } = request.body
      const end = until === undefined ? null : new Date(until)
      if (end && decision.action !== 'SUSPEND')
        throw invalidField('/until', { es: 'Solo una suspensión termina.', en: 'Only a suspension ends.' })
      if (end && end <= new Date())
        throw invalidField('/until', { es: 'Debe estar en el futuro.', en: 'Must be in the future.' })
      const id = await decideCase(deps, { moderator: moderatorOf(request), decision: { ...decision, until: end } })
      return oneDecision(id)
    },
  })
  route(app, {
    method: 'POST',
    url: '/moderation/decisions/:id/appeal',
    access,
    idempotent: true,
    problems: [404, 409],
    summary: 'Decide an appeal',
    description: 'By somebody else than whoever decided. Overturned, the content comes back and a suspension ends.',
    tags,
    schema: { params: ModerationIdParams, body: AppealDecision, response: { 200: Decision } },
    handler: async (request) => {
      const { id } = request.params
      await decideAppeal(deps, { decisionId: id, moderator: moderatorOf(request), verdict: request.body })
      return oneDecision(id)
    },
  })
}
