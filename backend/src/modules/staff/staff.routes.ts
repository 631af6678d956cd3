/** `/api/v1/admin`: what the payment provider told us, announcements, tasks. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  AdminAnnouncement,
  AdminAnnouncementPage,
  AdminIdParams,
  AnnouncementList,
  AnnouncementListQuery,
  AnnouncementWrite,
  StaffTask,
  StaffTaskListQuery,
  StaffTaskPage,
  StaffTaskResolve,
  WebhookEventListQuery,
  WebhookEventPage,
  WebhookEventParams,
  WebhookReplayed,
} from '../../../../contracts/staff.ts'
import { platformErrors } from '../../platform/errors.ts'
import { idPage, readIdCursor } from '../../platform/http/id-page.ts'
import { readCursor } from '../../platform/lists/read-cursor.ts'
import { route } from '../../platform/http/route.ts'
import { invalidField } from '../../platform/invalid-input.ts'
import { decodeForeignKeyset, encodeKeyset } from '../../platform/pure/keyset-cursor.ts'
import { maskDeep } from '../identity/index.ts'
import type { StaffDeps } from './deps.ts'
import {
  type AnnouncementView,
  listAnnouncements,
  listTasks,
  listWebhookEvents,
  type TaskView,
} from './staff.queries.ts'
import { deleteAnnouncement, insertAnnouncement, resolveTask } from './staff.repository.ts'

const admin = { role: 'admin' } as const
const tags = ['Staff'] as const

const toTask = (row: TaskView): z.infer<typeof StaffTask> => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  subjectName: row.subjectName,
  details: maskDeep(row.details),
  createdAt: row.createdAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  resolvedBy: row.resolvedBy === null ? null : { id: row.resolvedBy, name: row.resolverName ?? '' },
})
const toAnnouncement = (row: AnnouncementView): z.infer<typeof AdminAnnouncement> => ({
  id: row.id,
  text: row.text,
  level: row.level,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt?.toISOString() ?? null,
  createdBy: { id: row.createdBy, name: row.creatorName },
  createdAt: row.createdAt.toISOString(),
})

export function staffRoutes(app: FastifyInstance, deps: StaffDeps): void {
  const { database } = deps
  const db = database.read
  route(app, {
    method: 'GET',
    url: '/admin/webhook-events',
    access: admin,
    summary: 'What the payment provider told us',
    tags,
    schema: { querystring: WebhookEventListQuery, response: { 200: WebhookEventPage } },
    async handler(request) {
      const { status, objectId, type, sort, cursor, limit } = request.query
      const after = readCursor(cursor, decodeForeignKeyset)
      const rows = await listWebhookEvents(db, {
        status,
        objectId: objectId || undefined,
        type: type || undefined,
        sort,
        after,
        limit,
      })
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
    summary: 'All announcements',
    tags,
    schema: { querystring: AnnouncementListQuery, response: { 200: AdminAnnouncementPage } },
    async handler(request) {
      const { sort, cursor, limit } = request.query
      const rows = await listAnnouncements(db, { current: false, sort, after: readIdCursor(cursor), limit })
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
      const { text, level, startsAt, endsAt } = request.body
      if (endsAt && new Date(endsAt) <= new Date(startsAt ?? Date.now()))
        throw invalidField('/endsAt', { es: 'Debe ser después del inicio.', en: 'Must be after the start.' })
      const id = await database.transaction(async (tx) => {
        const made = await insertAnnouncement(tx, {
          text,
          level,
          startsAt: startsAt ? new Date(startsAt) : null,
          endsAt: endsAt ? new Date(endsAt) : null,
          by: request.viewer.userId,
        })
        await deps.identity.audit(tx, {
          actorId: request.viewer.userId,
          action: 'announcement.made',
          subject: `announcement:${made}`,
          details: { es: text.es, en: text.en, level },
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
      const { state, sort, cursor, limit } = request.query
      return idPage(await listTasks(db, { state, sort, after: readIdCursor(cursor), limit }), limit, toTask)
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
