/** Money above policy, by one administrator or two; and what the platform keeps. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import {
  AdminIdParams,
  CommissionRateList,
  CommissionRateListQuery,
  CommissionRateWrite,
  StaffReason,
  StaffRefund,
  StaffRefundListQuery,
  StaffRefundPage,
  StaffRefundRequest,
} from '../../../../contracts/staff.ts'
import { platformErrors } from '../../platform/errors.ts'
import { idPage, readIdCursor } from '../../platform/http/id-page.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import { invalidField } from '../../platform/invalid-input.ts'
import { pesos } from '../../platform/pure/money.ts'
import type { StaffDeps, StaffMember } from './deps.ts'
import { askRefund, decideRefund, type RefundDeps } from './give-refund.ts'
import { listStaffRefunds, type RefundView } from './staff.queries.ts'

const admin = { role: 'admin' } as const
const tags = ['Staff'] as const

type Asking = FastifyRequest & { viewer: Viewer }
const memberOf = (request: Asking): StaffMember => ({
  userId: request.viewer.userId,
  sessionId: request.viewer.sessionId,
  ipAddress: request.ip,
  language: request.language,
})

const toRefund = (row: RefundView): z.infer<typeof StaffRefund> => ({
  id: row.id,
  subjectType: row.subjectType,
  subjectId: row.subjectId,
  paymentId: row.paymentId,
  amount: pesos(row.amountCents),
  reason: row.reason,
  bearer: row.bearer,
  status: row.status,
  requestedBy: { id: row.requestedBy, name: row.requesterName },
  decidedBy: row.decidedBy === null ? null : { id: row.decidedBy, name: row.deciderName ?? '' },
  createdAt: row.createdAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
})
export function staffMoneyRoutes(app: FastifyInstance, deps: StaffDeps & RefundDeps): void {
  const { database } = deps
  const db = database.read
  async function refund(id: string) {
    const [row] = await listStaffRefunds(db, { id, limit: 1 })
    if (!row) throw platformErrors.NOT_FOUND()
    return toRefund(row)
  }

  route(app, {
    method: 'GET',
    url: '/admin/refunds',
    access: admin,
    summary: 'Refunds above policy',
    tags,
    schema: { querystring: StaffRefundListQuery, response: { 200: StaffRefundPage } },
    async handler(request) {
      const { status, sort, cursor, limit } = request.query
      return idPage(await listStaffRefunds(db, { status, sort, after: readIdCursor(cursor), limit }), limit, toRefund)
    },
  })

  route(app, {
    method: 'POST',
    url: '/admin/refunds',
    access: admin,
    idempotent: true,
    problems: [404, 409],
    summary: 'Give back more than the policy says; above the limit a second administrator confirms',
    tags,
    schema: { body: StaffRefundRequest, response: { 201: StaffRefund } },
    handler: async (request) => refund(await askRefund(deps, request.body, memberOf(request))),
  })

  for (const { path, confirm, summary } of [
    { path: 'confirm', confirm: true, summary: 'The second person agrees: the money goes back' },
    { path: 'refuse', confirm: false, summary: 'The second person does not agree' },
  ])
    route(app, {
      method: 'POST',
      url: `/admin/refunds/:id/${path}`,
      access: admin,
      problems: [409],
      summary,
      tags,
      schema: { params: AdminIdParams, body: StaffReason, response: { 200: StaffRefund } },
      async handler(request) {
        const { id } = request.params
        await decideRefund(deps, { id, confirm, reason: request.body.reason, by: memberOf(request) })
        return refund(id)
      },
    })

  async function rates(sort: 'newest' | 'oldest' = 'newest') {
    const found = await deps.ledger.commissionRates(db)
    const items = found.map((rate) => ({ ...rate, startsAt: rate.startsAt.toISOString() }))
    return { items: sort === 'oldest' ? items.toReversed() : items, nextCursor: null }
  }
  route(app, {
    method: 'GET',
    url: '/admin/commission-rates',
    access: admin,
    summary: 'What the platform keeps: past, now and planned',
    tags,
    schema: { querystring: CommissionRateListQuery, response: { 200: CommissionRateList } },
    handler: (request) => rates(request.query.sort),
  })
  route(app, {
    method: 'POST',
    url: '/admin/commission-rates',
    access: admin,
    summary: 'Plan a commission for a future day; what was sold keeps its rate',
    tags,
    schema: { body: CommissionRateWrite, response: { 201: CommissionRateList } },
    async handler(request) {
      await deps.identity.assertProved(request.viewer)
      const { kind, bps, startsAt, reason } = request.body
      await database.transaction(async (tx) => {
        if (!(await deps.ledger.setCommissionRate(tx, { kind, bps, startsAt: new Date(startsAt) })))
          throw invalidField('/startsAt', { es: 'Debe estar en el futuro.', en: 'Must be in the future.' })
        const now = (await deps.ledger.commissionRates(db)).find(
          (rate) => rate.kind === kind && rate.state === 'CURRENT',
        )
        await deps.identity.audit(tx, {
          actorId: request.viewer.userId,
          action: 'commission.planned',
          subject: `commission:${kind}`,
          details: { bps, startsAt, reason, before: { bps: now?.bps ?? null }, after: { bps } },
          ipAddress: request.ip,
        })
      })
      return rates()
    },
  })
}
