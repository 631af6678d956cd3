/** `/api/v1/admin`: what the staff do with accounts, and the record of it. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import {
  AdminUser,
  AdminUserListQuery,
  AdminUserPage,
  AuditListQuery,
  AuditPage,
  BanRequest,
  RoleChange,
  UserIdParams,
} from '../../../../contracts/identity.ts'
import { platformErrors } from '../../platform/errors.ts'
import { idPage, readIdCursor } from '../../platform/http/id-page.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import { invalidField } from '../../platform/http/validation.ts'
import { banUser, unbanUser } from './ban-user.ts'
import { changeRole } from './change-role.ts'
import type { IdentityDeps } from './deps.ts'
import { findUser, listAuditEntries, searchUsers } from './identity.queries.ts'
import { isBanned } from './staff.rules.ts'

const tags = ['Staff'] as const
type UserRow = Awaited<ReturnType<typeof searchUsers>>[number]

/** A ban that is over is shown as no ban. */
function toAdminUser(user: UserRow, now: Date): z.infer<typeof AdminUser> {
  const banned = isBanned(user, now)
  return {
    id: user.id,
    name: user.name,
    email: user.email,
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
      const { q, cursor, limit } = request.query
      const users = await searchUsers(deps.database.read, { q: q || undefined, before: readIdCursor(cursor), limit })
      return idPage(users, limit, (user) => toAdminUser(user, deps.now()))
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
    schema: { params: UserIdParams, response: { 200: AdminUser } },
    handler: async (request) => {
      await unbanUser(deps, actionOf(request, request.params.id))
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
      await changeRole(deps, actionOf(request, request.params.id), request.body.role)
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
      const { subject, cursor, limit } = request.query
      const entries = await listAuditEntries(deps.database.read, {
        subject: subject || undefined,
        before: readIdCursor(cursor),
        limit,
      })
      return idPage(entries, limit, ({ id, action, subject: about, actor, details, requestId, createdAt }) => ({
        id,
        action,
        subject: about,
        actor,
        details: details as Record<string, unknown>,
        requestId,
        createdAt: createdAt.toISOString(),
      }))
    },
  })
}
