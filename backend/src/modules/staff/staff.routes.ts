/** `/api/v1/admin`: facts for complaints, money above policy, settings, announcements, tasks. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  AdminAnnouncement,
  AdminAnnouncementPage,
  AdminBooking,
  AdminIdParams,
  AdminOrder,
  AdminPayment,
  AdminUserDetail,
  AnnouncementList,
  AnnouncementWrite,
  CommissionRateList,
  CommissionRateWrite,
  FreshQuery,
  OpenQuery,
  SessionsEnded,
  StaffReason,
  StaffRefund,
  StaffRefundListQuery,
  StaffRefundPage,
  StaffRefundRequest,
  StaffTask,
  StaffTaskListQuery,
  StaffTaskPage,
  StaffTaskResolve,
  WebhookEventListQuery,
  WebhookEventPage,
  WebhookEventParams,
  WebhookReplayed,
} from '../../../../contracts/staff.ts'
import { PageQuery } from '../../../../contracts/common.ts'
import { platformErrors } from '../../platform/errors.ts'
import { idPage, readIdCursor } from '../../platform/http/id-page.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import { invalidField } from '../../platform/http/validation.ts'
import { decodeKeyset, encodeKeyset } from '../../platform/pure/keyset-cursor.ts'
import { pesos } from '../../platform/pure/money.ts'
import { maskDeep, maskEmail } from '../identity/index.ts'
import { askProvider } from './ask-provider.ts'
import { bookingFile, orderFile, paymentFile } from './case-files.queries.ts'
import type { StaffDeps, StaffMember } from './deps.ts'
import { askRefund, decideRefund, type RefundDeps } from './give-refund.ts'
import {
  type AnnouncementView,
  listAnnouncements,
  listStaffRefunds,
  listTasks,
  listWebhookEvents,
  type RefundView,
  type TaskView,
  userDetail,
} from './staff.queries.ts'
import { deleteAnnouncement, insertAnnouncement, resolveTask } from './staff.repository.ts'

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
const toTask = (row: TaskView): z.infer<typeof StaffTask> => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  details: maskDeep(row.details),
  createdAt: row.createdAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  resolvedBy: row.resolvedBy === null ? null : { id: row.resolvedBy, name: row.resolverName ?? '' },
})
const toAnnouncement = (row: AnnouncementView): z.infer<typeof AdminAnnouncement> => ({
  id: row.id,
  text: row.text,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt?.toISOString() ?? null,
  createdBy: { id: row.createdBy, name: row.creatorName },
  createdAt: row.createdAt.toISOString(),
})

export function staffRoutes(app: FastifyInstance, deps: StaffDeps & RefundDeps): void {
  const { database } = deps
  const db = database.read
  const audited = (request: Asking, action: string, subject: string, details: Record<string, string | number | null>) =>
    database.transaction((tx) =>
      deps.identity.audit(tx, { actorId: request.viewer.userId, action, subject, details, ipAddress: request.ip }),
    )
  async function refund(id: string) {
    const [row] = await listStaffRefunds(db, { id, limit: 1 })
    if (!row) throw platformErrors.NOT_FOUND()
    return toRefund(row)
  }

  route(app, {
    method: 'GET',
    url: '/admin/users/:id',
    access: admin,
    summary: 'Everything of a person; with a reason their address too, and that is written down',
    tags,
    schema: { params: AdminIdParams, querystring: OpenQuery, response: { 200: AdminUserDetail } },
    async handler(request) {
      const { id } = request.params
      const { reason } = request.query
      const detail = await userDetail(db, id)
      if (!detail) throw platformErrors.NOT_FOUND()
      if (!reason) return { ...maskDeep(detail), email: maskEmail(detail.email), masked: true }
      await audited(request, 'user.opened', `user:${id}`, { reason })
      return { ...detail, masked: false }
    },
  })

  route(app, {
    method: 'POST',
    url: '/admin/users/:id/end-sessions',
    access: admin,
    summary: 'Signs a person out everywhere',
    tags,
    schema: { params: AdminIdParams, body: StaffReason, response: { 200: SessionsEnded } },
    async handler(request) {
      const { userId: actorId } = request.viewer
      const ended = await deps.identity.endSessions({
        userId: request.params.id,
        actorId,
        reason: request.body.reason,
        ipAddress: request.ip,
      })
      return { ended }
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/bookings/:id',
    access: admin,
    summary: 'A booking with its payments and everything that happened',
    tags,
    schema: { params: AdminIdParams, response: { 200: AdminBooking } },
    async handler(request) {
      const file = await bookingFile(db, request.params.id, request.language)
      if (!file) throw platformErrors.NOT_FOUND()
      return file
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/orders/:id',
    access: admin,
    summary: 'An order with its payments and everything that happened',
    tags,
    schema: { params: AdminIdParams, response: { 200: AdminOrder } },
    async handler(request) {
      const file = await orderFile(db, request.params.id, request.language)
      if (!file) throw platformErrors.NOT_FOUND()
      return file
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/payments/:id',
    access: admin,
    summary: 'A payment with refunds, ledger, transfers and webhooks; with `fresh`, what the provider says now',
    tags,
    schema: { params: AdminIdParams, querystring: FreshQuery, response: { 200: AdminPayment } },
    async handler(request) {
      const file = await paymentFile(db, request.params.id)
      if (!file) throw platformErrors.NOT_FOUND()
      return request.query.fresh ? { ...file, provider: await askProvider(deps, file) } : file
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/refunds',
    access: admin,
    summary: 'Refunds above policy, newest first',
    tags,
    schema: { querystring: StaffRefundListQuery, response: { 200: StaffRefundPage } },
    async handler(request) {
      const { status, cursor, limit } = request.query
      return idPage(await listStaffRefunds(db, { status, before: readIdCursor(cursor), limit }), limit, toRefund)
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

  route(app, {
    method: 'GET',
    url: '/admin/webhook-events',
    access: admin,
    summary: 'What the payment provider told us, newest first',
    tags,
    schema: { querystring: WebhookEventListQuery, response: { 200: WebhookEventPage } },
    async handler(request) {
      const { status, objectId, cursor, limit } = request.query
      const after = cursor === undefined ? null : decodeKeyset(cursor)
      if (cursor !== undefined && !after)
        throw invalidField('/query/cursor', { es: 'No es un cursor de esta lista.', en: 'Not a cursor of this list.' })
      const rows = await listWebhookEvents(db, { status, objectId: objectId || undefined, after, limit })
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return {
        items: shown.map((row) => ({
          ...row,
          providerAt: row.providerAt.toISOString(),
          receivedAt: row.receivedAt.toISOString(),
          processedAt: row.processedAt?.toISOString() ?? null,
        })),
        nextCursor: rows.length > limit && last ? encodeKeyset({ at: last.receivedAt, id: last.id }) : null,
      }
    },
  })

  route(app, {
    method: 'POST',
    url: '/admin/webhook-events/:id/replay',
    access: admin,
    summary: 'Works an event off again; what is true is re-read from the provider',
    tags,
    schema: { params: WebhookEventParams, response: { 200: WebhookReplayed } },
    async handler(request) {
      const { id } = request.params
      await database.transaction(async (tx) => {
        if (!(await deps.payments.replayEvent(tx, id))) throw platformErrors.NOT_FOUND()
        await deps.identity.audit(tx, {
          actorId: request.viewer.userId,
          action: 'webhook.replayed',
          subject: `webhook:${id}`,
          details: {},
          ipAddress: request.ip,
        })
      })
      return { replayed: true as const }
    },
  })

  const rates = async () => ({
    items: (await deps.ledger.commissionRates(db)).map((rate) => ({ ...rate, startsAt: rate.startsAt.toISOString() })),
    nextCursor: null,
  })
  route(app, {
    method: 'GET',
    url: '/admin/commission-rates',
    access: admin,
    summary: 'What the platform keeps: past, now and planned',
    tags,
    schema: { response: { 200: CommissionRateList } },
    handler: rates,
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
        await deps.identity.audit(tx, {
          actorId: request.viewer.userId,
          action: 'commission.planned',
          subject: `commission:${kind}`,
          details: { bps, startsAt, reason },
          ipAddress: request.ip,
        })
      })
      return rates()
    },
  })

  route(app, {
    method: 'GET',
    url: '/announcements',
    access: 'public',
    cacheSeconds: 30,
    summary: 'What everyone should know now',
    tags: ['System'],
    schema: { response: { 200: AnnouncementList } },
    async handler(request) {
      const rows = await listAnnouncements(db, { current: true, limit: 10 })
      return {
        items: rows.map((row) => ({ ...toAnnouncement(row), text: row.text[request.language] })),
        nextCursor: null,
      }
    },
  })
  route(app, {
    method: 'GET',
    url: '/admin/announcements',
    access: admin,
    summary: 'All announcements, newest first',
    tags,
    schema: { querystring: PageQuery, response: { 200: AdminAnnouncementPage } },
    async handler(request) {
      const { cursor, limit } = request.query
      const rows = await listAnnouncements(db, { current: false, before: readIdCursor(cursor), limit })
      return idPage(rows, limit, toAnnouncement)
    },
  })
  route(app, {
    method: 'POST',
    url: '/admin/announcements',
    access: admin,
    idempotent: true,
    summary: 'Tell everyone something, in both languages',
    tags,
    schema: { body: AnnouncementWrite, response: { 201: AdminAnnouncement } },
    async handler(request) {
      const { text, startsAt, endsAt } = request.body
      if (endsAt && new Date(endsAt) <= new Date(startsAt ?? Date.now()))
        throw invalidField('/endsAt', { es: 'Debe ser después del inicio.', en: 'Must be after the start.' })
      const id = await database.transaction(async (tx) => {
        const made = await insertAnnouncement(tx, {
          text,
          startsAt: startsAt ? new Date(startsAt) : null,
          endsAt: endsAt ? new Date(endsAt) : null,
          by: request.viewer.userId,
        })
        await deps.identity.audit(tx, {
          actorId: request.viewer.userId,
          action: 'announcement.made',
          subject: `announcement:${made}`,
          details: { es: text.es, en: text.en },
          ipAddress: request.ip,
        })
        return made
      })
      const [row] = await listAnnouncements(db, { id, current: false, limit: 1 })
      if (!row) throw platformErrors.NOT_FOUND()
      return toAnnouncement(row)
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/admin/announcements/:id',
    access: admin,
    summary: 'Take an announcement back',
    tags,
    schema: { params: AdminIdParams, response: { 204: z.null() } },
    async handler(request) {
      const { id } = request.params
      await database.transaction(async (tx) => {
        const text = await deleteAnnouncement(tx, id)
        if (!text) throw platformErrors.NOT_FOUND()
        await deps.identity.audit(tx, {
          actorId: request.viewer.userId,
          action: 'announcement.removed',
          subject: `announcement:${id}`,
          details: { ...text },
          ipAddress: request.ip,
        })
      })
      return null
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/tasks',
    access: admin,
    summary: 'What a person of the staff has to see to',
    tags,
    schema: { querystring: StaffTaskListQuery, response: { 200: StaffTaskPage } },
    async handler(request) {
      const { state, cursor, limit } = request.query
      return idPage(await listTasks(db, { state, before: readIdCursor(cursor), limit }), limit, toTask)
    },
  })
  route(app, {
    method: 'POST',
    url: '/admin/tasks/:id/resolve',
    access: admin,
    problems: [409],
    summary: 'Close a task with what was done about it',
    tags,
    schema: { params: AdminIdParams, body: StaffTaskResolve, response: { 200: StaffTask } },
    async handler(request) {
      const { id } = request.params
      const [task] = await listTasks(db, { id, state: 'all', limit: 1 })
      if (!task) throw platformErrors.NOT_FOUND()
      await database.transaction(async (tx) => {
        if (!(await resolveTask(tx, id, request.viewer.userId))) throw platformErrors.INVALID_TRANSITION()
        await deps.identity.audit(tx, {
          actorId: request.viewer.userId,
          action: 'task.resolved',
          subject: task.subject,
          details: { taskId: id, kind: task.kind, note: request.body.note },
          ipAddress: request.ip,
        })
      })
      const [resolved] = await listTasks(db, { id, state: 'all', limit: 1 })
      if (!resolved) throw platformErrors.NOT_FOUND()
      return toTask(resolved)
    },
  })
}
