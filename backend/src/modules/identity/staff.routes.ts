/** `/api/v1/admin`: what the staff do with accounts, and the record of it. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  AdminUser,
  AdminUserExportQuery,
  AdminUserListQuery,
  AdminUserPage,
  AuditEntry,
  AuditExportQuery,
  AuditIdParams,
  AuditListQuery,
  AuditOpenQuery,
  AuditPage,
  BanRequest,
  RoleChange,
  Unban,
  UserIdParams,
} from '../../../../contracts/identity.ts'
import { platformErrors } from '../../platform/errors.ts'
import { csvPageRows, replyWithCsv } from '../../platform/http/csv-list.ts'
import { idPage, readIdCursor } from '../../platform/http/id-page.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import { invalidField } from '../../platform/invalid-input.ts'
import { banUser, unbanUser } from './ban-user.ts'
import { changeRole } from './change-role.ts'
import type { IdentityDeps } from './deps.ts'
import { findAuditEntry, findUser, listAuditEntries, searchUsers } from './identity.queries.ts'
import { insertAuditEntry } from './identity.repository.ts'
import { maskAddress, maskDeep, maskEmail } from './mask.rules.ts'
import { auditCsv, usersCsv } from './staff-csv.ts'
import { isBanned } from './staff.rules.ts'
import { assertProved } from './proof.ts'

const tags = ['Staff'] as const
type AuditRow = Awaited<ReturnType<typeof listAuditEntries>>[number]
type UserRow = Awaited<ReturnType<typeof searchUsers>>[number]

const object = (value: unknown): Record<string, unknown> | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null

/** Role changes said `from` and `to` before entries said `before` and `after`. */
function toAuditEntry(entry: AuditRow, open: boolean): z.infer<typeof AuditEntry> {
  const said = (entry.details ?? {}) as Record<string, unknown>
  const details = open ? said : maskDeep(said)
  const moved = 'from' in details && 'to' in details
  return {
    id: entry.id,
    action: entry.action,
    subject: entry.subject,
    subjectName: entry.subjectName,
    actor: entry.actor,
    details,
    before: object(details['before']) ?? (moved ? { role: details['from'] } : null),
    after: object(details['after']) ?? (moved ? { role: details['to'] } : null),
    reason: typeof details['reason'] === 'string' && details['reason'] !== '' ? details['reason'] : null,
    ipAddress: entry.ipAddress && (open ? entry.ipAddress : maskAddress(entry.ipAddress)),
    masked: !open,
    requestId: entry.requestId,
    createdAt: entry.createdAt.toISOString(),
  }
}

/** A ban that is over is shown as no ban. */
function toAdminUser(user: UserRow, now: Date): z.infer<typeof AdminUser> {
  const banned = isBanned(user, now)
  return {
    id: user.id,
    name: user.name,
    email: maskEmail(user.email),
    emailVerified: user.emailVerified,
    role: user.role as z.infer<typeof AdminUser>['role'],
    banned,
    banReason: banned ? user.banReason : null,
    banExpires: banned ? (user.banExpires?.toISOString() ?? null) : null,
    createdAt: user.createdAt.toISOString(),
  }
}

export function staffRoutes(app: FastifyInstance, deps: IdentityDeps): void {
  const actionOf = (request: FastifyRequest & { viewer: Viewer }, targetId: string) => ({
    actorId: request.viewer.userId,
    targetId,
    ipAddress: request.ip,
  })
  const usersOf = ({ q, role, state, sort }: z.output<typeof AdminUserExportQuery>) => ({
    q: q || undefined,
    role,
    state,
    sort,
    now: deps.now(),
  })
  const entriesOf = ({ subject, actor, action, from, until, sort }: z.output<typeof AuditExportQuery>) => ({
    subject: subject || undefined,
    actor,
    action: action || undefined,
    from: from === undefined ? undefined : new Date(from),
    until: until === undefined ? undefined : new Date(until),
    sort,
  })
  async function exported(
    request: FastifyRequest & { viewer: Viewer },
    action: string,
    subject: string,
    filters: Record<string, string | undefined>,
  ) {
    const asked = Object.entries(filters).flatMap(([key, value]) => (value ? [[key, value] as const] : []))
    const details = Object.fromEntries(asked)
    const facts = { actorId: request.viewer.userId, action, subject, details, ipAddress: request.ip }
    await deps.database.transaction((tx) => insertAuditEntry(tx, facts))
  }
  async function one(id: string) {
    const user = await findUser(deps.database.read, id)
    if (!user) throw platformErrors.NOT_FOUND()
    return toAdminUser(user, deps.now())
  }

  route(app, {
    method: 'GET',
    url: '/admin/users',
    access: { role: 'moderator' },
    summary: 'Find people',
    tags,
    schema: { querystring: AdminUserListQuery, response: { 200: AdminUserPage } },
    handler: async (request) => {
      const { cursor, limit } = request.query
      const users = await searchUsers(deps.database.read, {
        ...usersOf(request.query),
        after: readIdCursor(cursor),
        limit,
      })
      return idPage(users, limit, (user) => toAdminUser(user, deps.now()))
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/users.csv',
    access: { role: 'admin' },
    summary: 'The people a search finds, as a spreadsheet, masked; that it was taken is written down',
    tags,
    schema: { querystring: AdminUserExportQuery, response: { 200: z.string() } },
    handler: async (request, reply) => {
      const filters = usersOf(request.query)
      await exported(request, 'users.exported', 'users', request.query)
      const people = usersCsv(request.language, async (after) => {
        const rows = await searchUsers(deps.database.read, {
          ...filters,
          after: readIdCursor(after ?? undefined),
          limit: csvPageRows,
        })
        return idPage(rows, csvPageRows, (user) => toAdminUser(user, deps.now()))
      })
      return replyWithCsv(reply, people)
    },
  })

  route(app, {
    method: 'POST',
    url: '/admin/users/:id/ban',
    access: { role: 'moderator' },
    summary: 'Suspend an account',
    description: 'Ends all its sessions at once. Moderators suspend plain users; administrators anyone but themselves.',
    tags,
    schema: { params: UserIdParams, body: BanRequest, response: { 200: AdminUser } },
    handler: async (request) => {
      await assertProved(deps, request.viewer)
      const { reason, until } = request.body
      const end = until === undefined ? null : new Date(until)
      if (end && end <= deps.now()) {
        throw invalidField('/until', { es: 'Debe estar en el futuro.', en: 'Must be in the future.' })
      }
      await banUser(deps, actionOf(request, request.params.id), { reason, until: end })
      return one(request.params.id)
    },
  })

  route(app, {
    method: 'POST',
    url: '/admin/users/:id/unban',
    access: { role: 'moderator' },
    summary: 'Lift a suspension',
    tags,
    schema: { params: UserIdParams, body: Unban.nullish(), response: { 200: AdminUser } },
    handler: async (request) => {
      await assertProved(deps, request.viewer)
      await unbanUser(deps, actionOf(request, request.params.id), request.body?.reason ?? null)
      return one(request.params.id)
    },
  })

  route(app, {
    method: 'PUT',
    url: '/admin/users/:id/role',
    access: { role: 'admin' },
    summary: 'Give a person another role',
    tags,
    schema: { params: UserIdParams, body: RoleChange, response: { 200: AdminUser } },
    handler: async (request) => {
      await assertProved(deps, request.viewer)
      const { role, reason = null } = request.body
      await changeRole(deps, actionOf(request, request.params.id), { role, reason })
      return one(request.params.id)
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/audit-log',
    access: { role: 'admin' },
    summary: 'Who did what to whom',
    tags,
    schema: { querystring: AuditListQuery, response: { 200: AuditPage } },
    handler: async (request) => {
      const { cursor, limit } = request.query
      const entries = await listAuditEntries(deps.database.read, {
        ...entriesOf(request.query),
        after: readIdCursor(cursor),
        limit,
      })
      return idPage(entries, limit, (entry) => toAuditEntry(entry, false))
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/audit-log.csv',
    access: { role: 'admin' },
    summary: 'What that search finds, as a spreadsheet, masked; that it was taken is written down too',
    tags,
    schema: { querystring: AuditExportQuery, response: { 200: z.string() } },
    handler: async (request, reply) => {
      const filters = entriesOf(request.query)
      await exported(request, 'audit.exported', 'audit-log', request.query)
      const entries = auditCsv(request.language, async (after) => {
        const rows = await listAuditEntries(deps.database.read, {
          ...filters,
          after: readIdCursor(after ?? undefined),
          limit: csvPageRows,
        })
        return idPage(rows, csvPageRows, (entry) => toAuditEntry(entry, false))
      })
      return replyWithCsv(reply, entries)
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/audit-log/:id',
    access: { role: 'admin' },
    summary: 'One entry; with a reason, what is masked in it is shown, and that is written down',
    tags,
    schema: { params: AuditIdParams, querystring: AuditOpenQuery, response: { 200: AuditEntry } },
    handler: async (request) => {
      const { id } = request.params
      const { reason } = request.query
      const entry = await findAuditEntry(deps.database.read, id)
      if (!entry) throw platformErrors.NOT_FOUND()
      if (reason)
        await deps.database.transaction((tx) =>
          insertAuditEntry(tx, {
            actorId: request.viewer.userId,
            action: 'audit.opened',
            subject: entry.subject,
            details: { entryId: id, reason },
            ipAddress: request.ip,
          }),
        )
      return toAuditEntry(entry, Boolean(reason))
    },
  })
}
