/** Facts for complaints: people, bookings, orders, purchases, payments. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  AdminBooking,
  AdminCheckout,
  AdminOrder,
  AdminPayment,
  CaseFileExportQuery,
  CaseFileListQuery,
  CaseFilePage,
  FreshQuery,
} from '../../../../contracts/staff-files.ts'
import { AdminIdParams, AdminUserDetail, OpenQuery, SessionsEnded, StaffReason } from '../../../../contracts/staff.ts'
import { platformErrors } from '../../platform/errors.ts'
import { csvPageRows, replyWithCsv } from '../../platform/http/csv-list.ts'
import { readCursor } from '../../platform/lists/read-cursor.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import { decodeCursor, encodeCursor, listFingerprint } from '../../platform/pure/list-cursor.ts'
import { maskAddress, maskDeep, maskEmail } from '../identity/index.ts'
import { caseFilesCsv } from './case-files-csv.ts'
import { searchCaseFiles } from './case-list.queries.ts'
import type { StaffDeps } from './deps.ts'
import { openBooking, openCheckout, openOrder } from './open-case-file.ts'
import { paymentFile } from './payment-file.queries.ts'
import { userDetail } from './person-file.queries.ts'

const admin = { role: 'admin' } as const
const tags = ['Staff'] as const

type Asking = FastifyRequest & { viewer: Viewer }

export function caseFileRoutes(app: FastifyInstance, deps: StaffDeps): void {
  const { database } = deps
  const db = database.read
  const audited = (request: Asking, action: string, subject: string, details: Record<string, string | number | null>) =>
    database.transaction((tx) =>
      deps.identity.audit(tx, { actorId: request.viewer.userId, action, subject, details, ipAddress: request.ip }),
    )

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
      if (!reason) {
        const liveSessions = detail.liveSessions.map((session) => ({
          ...session,
          ipAddress: session.ipAddress && maskAddress(session.ipAddress),
        }))
        return { ...maskDeep(detail), email: maskEmail(detail.email), liveSessions, masked: true }
      }
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
    url: '/admin/case-files',
    access: admin,
    summary: 'Bookings, orders, purchases and payments by code, id, person, business or the provider’s id',
    tags,
    schema: { querystring: CaseFileListQuery, response: { 200: CaseFilePage } },
    async handler(request) {
      const { limit, cursor, ...filters } = request.query
      const fingerprint = listFingerprint(filters)
      const after = readCursor(cursor, (text) => decodeCursor(fingerprint, text))
      const { items, next } = await searchCaseFiles(db, { filters, after, limit })
      return { items, nextCursor: next && encodeCursor(fingerprint, next) }
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/case-files.csv',
    access: admin,
    summary: 'What that search finds, as a spreadsheet; that it was taken is written down',
    tags,
    schema: { querystring: CaseFileExportQuery, response: { 200: z.string() } },
    async handler(request, reply) {
      const filters = request.query
      await audited(
        request,
        'case-files.exported',
        `case-files:${filters.kind?.toLowerCase() ?? 'all'}`,
        Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)),
      )
      return replyWithCsv(
        reply,
        caseFilesCsv(request.language, async (after) => {
          const { items, next } = await searchCaseFiles(db, { filters, after, limit: csvPageRows })
          return { items, nextCursor: next }
        }),
      )
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
      return openBooking(deps, request.params.id, request.language)
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
      return openOrder(deps, request.params.id, request.language)
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/checkouts/:id',
    access: admin,
    summary: 'A purchase with its orders, bookings, payments and everything that happened',
    tags,
    schema: { params: AdminIdParams, response: { 200: AdminCheckout } },
    handler: (request) => openCheckout(deps, request.params.id, request.language),
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
      if (!request.query.fresh) return file
      const transferIds = file.transfers.flatMap(({ providerTransferId }) => providerTransferId ?? [])
      return { ...file, provider: await deps.payments.providerObjects({ intentId: file.intentId, transferIds }) }
    },
  })
}
