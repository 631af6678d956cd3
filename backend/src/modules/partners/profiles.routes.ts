/** Profiles in their owner's hands, teams, and the mark that staff give. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  ActingFor,
  ActingForList,
  HostProfile,
  HostProfilePatch,
  Invitation,
  InvitationAnswer,
  PartnerIdParams,
  SellerProfile,
  SellerProfilePatch,
  TeamInvitation,
  TeamList,
  TeamMember,
  TeamMemberParams,
  TeamRoleChange,
  VerifiedMark,
} from '../../../../contracts/partners.ts'
import { platformErrors } from '../../platform/errors.ts'
import { expectedTag, sendVersion } from '../../platform/http/if-match.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import type { PartnerDeps } from './deps.ts'
import {
  editHostProfile,
  editSellerProfile,
  markVerified,
  moveProfile,
  requirePartner,
  showHostProfile,
  showSellerProfile,
} from './keep-profile.ts'
import { acceptInvitation, changeTeamRole, inviteHashOf, inviteToTeam, leaveTeam, removeFromTeam } from './keep-team.ts'
import { invitationByHash, listTeam } from './partners.queries.ts'
import { actionsOf } from './team-rights.rules.ts'

const sides = [
  { kind: 'HOST', path: '/host', tag: 'Hosts' },
  { kind: 'SELLER', path: '/seller', tag: 'Sellers' },
] as const
const moves = [
  { move: 'pause', summary: 'Takes everything out of sight until it is resumed; what was booked or bought stays' },
  { move: 'resume', summary: 'Shows it again' },
  { move: 'close', summary: 'The owner ends it; what was booked or bought stays' },
] as const

export function profileRoutes(app: FastifyInstance, deps: PartnerDeps): void {
  const db = deps.database.read
  async function acting(userId: string) {
    const [hosts, sellers] = await Promise.all([
      deps.team.actingFor(userId, 'HOST'),
      deps.team.actingFor(userId, 'SELLER'),
    ])
    return [...hosts, ...sellers].map(({ id, ...rest }) => ({ ...rest, partnerId: id, actions: actionsOf(rest.role) }))
  }

  route(app, {
    method: 'GET',
    url: '/me/partners',
    access: 'signed-in',
    summary: 'For which hosts and workshops I may act, and what I may do for each',
    description:
      'With several of one kind, the header `X-Acting-For: <partnerId>` says which a request of `/host` or `/seller` means; without it one’s own, or the first.',
    tags: ['Partners'],
    schema: { response: { 200: ActingForList } },
    handler: async (request) => ({ items: await acting(request.viewer.userId), nextCursor: null }),
  })

  route(app, {
    method: 'POST',
    url: '/team-invitations/look',
    access: 'public',
    problems: [404],
    summary: 'What the link of an invitation is about, before signing in',
    description: 'The secret stands in the body, which no log keeps. 404 for a link that was used or withdrawn.',
    tags: ['Partners'],
    schema: { body: InvitationAnswer, response: { 200: Invitation } },
    handler: async (request) => {
      const found = await invitationByHash(db, inviteHashOf(request.body.token))
      if (!found) throw platformErrors.NOT_FOUND()
      return found
    },
  })

  route(app, {
    method: 'POST',
    url: '/me/partners/accept',
    access: 'signed-in',
    problems: [409],
    summary: 'Come into a team by the link of the mail',
    tags: ['Partners'],
    schema: { body: InvitationAnswer, response: { 200: ActingFor } },
    handler: async (request) => {
      const { userId } = request.viewer
      const { partnerId } = await acceptInvitation(deps, { userId, token: request.body.token })
      const joined = (await acting(userId)).find((one) => one.partnerId === partnerId)
      if (!joined) throw platformErrors.NOT_FOUND()
      return joined
    },
  })

  route(app, {
    method: 'DELETE',
    url: '/me/partners/:id',
    access: 'signed-in',
    summary: 'Leave a team',
    tags: ['Partners'],
    schema: { params: PartnerIdParams, response: { 204: z.null() } },
    handler: async (request) => {
      await leaveTeam(deps, { userId: request.viewer.userId, partnerId: request.params.id })
      return null
    },
  })

  route(app, {
    method: 'GET',
    url: '/host/profile',
    access: 'signed-in',
    problems: [404],
    summary: 'The host profile as it is edited',
    tags: ['Hosts'],
    schema: { response: { 200: HostProfile } },
    async handler(request, reply) {
      const { id } = await requirePartner(deps, request.viewer.userId, 'HOST', 'profile')
      const profile = await showHostProfile(deps, db, id)
      sendVersion(reply, profile.version)
      return profile
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/host/profile',
    access: 'signed-in',
    problems: [404, 409],
    summary: 'Change the host profile',
    description: 'With `If-Match` only what stood in that `version` is changed; 409 `VERSION_CONFLICT` otherwise.',
    tags: ['Hosts'],
    schema: { body: HostProfilePatch, response: { 200: HostProfile } },
    async handler(request, reply) {
      const profile = await editHostProfile(deps, {
        userId: request.viewer.userId,
        patch: request.body,
        expected: expectedTag(request),
      })
      sendVersion(reply, profile.version)
      return profile
    },
  })
  route(app, {
    method: 'GET',
    url: '/seller/profile',
    access: 'signed-in',
    problems: [404],
    summary: 'The workshop’s profile as it is edited',
    tags: ['Sellers'],
    schema: { response: { 200: SellerProfile } },
    async handler(request, reply) {
      const { id } = await requirePartner(deps, request.viewer.userId, 'SELLER', 'profile')
      const profile = await showSellerProfile(deps, db, id)
      sendVersion(reply, profile.version)
      return profile
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/seller/profile',
    access: 'signed-in',
    problems: [404, 409],
    summary: 'Change the workshop’s profile',
    description: 'With `If-Match` only what stood in that `version` is changed; 409 `VERSION_CONFLICT` otherwise.',
    tags: ['Sellers'],
    schema: { body: SellerProfilePatch, response: { 200: SellerProfile } },
    async handler(request, reply) {
      const profile = await editSellerProfile(deps, {
        userId: request.viewer.userId,
        patch: request.body,
        expected: expectedTag(request),
      })
      sendVersion(reply, profile.version)
      return profile
    },
  })

  for (const { move, summary } of moves) {
    route(app, {
      method: 'POST',
      url: `/host/profile/${move}`,
      access: 'signed-in',
      problems: [404, 409],
      summary,
      tags: ['Hosts'],
      schema: { response: { 200: HostProfile } },
      handler: async (request) =>
        showHostProfile(deps, db, await moveProfile(deps, { userId: request.viewer.userId, kind: 'HOST', move })),
    })
    route(app, {
      method: 'POST',
      url: `/seller/profile/${move}`,
      access: 'signed-in',
      problems: [404, 409],
      summary,
      tags: ['Sellers'],
      schema: { response: { 200: SellerProfile } },
      handler: async (request) =>
        showSellerProfile(deps, db, await moveProfile(deps, { userId: request.viewer.userId, kind: 'SELLER', move })),
    })
  }

  for (const { kind, path, tag } of sides) {
    const tags = [tag]
    /** Who belongs to a business decides who sees its money. @throws NOT_FOUND, STEP_UP_REQUIRED */
    async function teamToChange(viewer: Viewer): Promise<string> {
      const { id } = await requirePartner(deps, viewer.userId, kind, 'team')
      await deps.assertProved(viewer)
      return id
    }
    async function member(partnerId: string, id: string) {
      const found = (await listTeam(db, partnerId)).find((one) => one.id === id)
      if (!found) throw platformErrors.NOT_FOUND()
      return found
    }
    route(app, {
      method: 'GET',
      url: `${path}/team`,
      access: 'signed-in',
      problems: [404],
      summary: 'Who is in the team, and who is invited; for its owner',
      tags,
      schema: { response: { 200: TeamList } },
      handler: async (request) => {
        const { id } = await requirePartner(deps, request.viewer.userId, kind, 'team')
        return { items: await listTeam(db, id), nextCursor: null }
      },
    })
    route(app, {
      method: 'POST',
      url: `${path}/team`,
      access: 'signed-in',
      idempotent: true,
      problems: [404, 409, 429],
      summary:
        'Invite by mail, as manager or helper; again for the same address sends a new link (403 STEP_UP_REQUIRED after a while)',
      tags,
      schema: { body: TeamInvitation, response: { 201: TeamMember } },
      handler: async (request) => {
        const partnerId = await teamToChange(request.viewer)
        const { userId } = request.viewer
        return member(partnerId, await inviteToTeam(deps, { partnerId, userId, kind, ...request.body }))
      },
    })
    route(app, {
      method: 'PATCH',
      url: `${path}/team/:id`,
      access: 'signed-in',
      summary: 'Another role, from the next request on (403 STEP_UP_REQUIRED after a while)',
      tags,
      schema: { params: TeamMemberParams, body: TeamRoleChange, response: { 200: TeamMember } },
      handler: async (request) => {
        const partnerId = await teamToChange(request.viewer)
        await changeTeamRole(deps, { partnerId, memberId: request.params.id, role: request.body.role })
        return member(partnerId, request.params.id)
      },
    })
    route(app, {
      method: 'DELETE',
      url: `${path}/team/:id`,
      access: 'signed-in',
      summary: 'Out of the team, or an invitation withdrawn (403 STEP_UP_REQUIRED after a while)',
      tags,
      schema: { params: TeamMemberParams, response: { 204: z.null() } },
      handler: async (request) => {
        const partnerId = await teamToChange(request.viewer)
        await removeFromTeam(deps, { partnerId, memberId: request.params.id })
        return null
      },
    })
  }

  for (const { kind, path, profile } of [
    { kind: 'HOST', path: '/admin/hosts/:id/verified', profile: HostProfile },
    { kind: 'SELLER', path: '/admin/sellers/:id/verified', profile: SellerProfile },
  ] as const)
    route(app, {
      method: 'PUT',
      url: path,
      access: { role: 'admin' },
      summary: 'The mark that staff have seen who they are',
      tags: ['Staff'],
      schema: { params: PartnerIdParams, body: VerifiedMark, response: { 200: profile } },
      handler: async (request) => {
        const { id } = request.params
        const { verified, reason = '' } = request.body
        await markVerified(deps, {
          kind,
          id,
          verified,
          reason,
          by: { userId: request.viewer.userId, ipAddress: request.ip },
        })
        return (kind === 'HOST' ? await showHostProfile(deps, db, id) : await showSellerProfile(deps, db, id)) as never
      },
    })
}
