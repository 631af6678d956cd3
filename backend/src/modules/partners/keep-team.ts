/** The owner's team: invited by mail, in by the link, out at once. */
import { createHash } from 'node:crypto'
import type { PartnerKind, TeamRole } from '../../../../contracts/partners.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { PartnerDeps } from './deps.ts'
import { partnerErrors } from './partners.errors.ts'
import { teamJoined } from './partners.events.ts'
import { mailInvitation } from './partners.jobs.ts'
import { partnerFacts, personFacts } from './partners.queries.ts'
import {
  countTeam,
  insertInvitation,
  lockMember,
  lockMemberByAddress,
  lockMemberByInvite,
  lockTeam,
  setAccepted,
  setMemberRole,
  setRemoved,
} from './partners.repository.ts'

const invitationDays = 7
/** People and open invitations; a cooperative has fewer. */
const mostMembers = 30
/** Strangers' mailboxes are not ours to fill. */
const invitationsPerDay = 20

type Deps = Pick<PartnerDeps, 'database' | 'jobs' | 'events' | 'team'>
/** Of a team whose owner asked: who that is, the caller found out. */
interface Asked {
  partnerId: string
}

/** Only its hash is kept: who reads the table cannot come in. */
export const inviteHashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/**
 * Asked again for the same address, the invitation is sent anew with the role of now.
 * @throws ALREADY_IN_TEAM, TEAM_FULL, INVITATIONS_PER_DAY
 */
export async function inviteToTeam(
  deps: Deps,
  input: Asked & { kind: PartnerKind; userId: string; email: string; role: TeamRole },
): Promise<string> {
  const { partnerId } = input
  const email = input.email.toLowerCase()
  return deps.database.transaction(async (tx) => {
    await lockTeam(tx, partnerId)
    const partner = await partnerFacts(tx, input.kind, partnerId)
    if (partner?.email === email) throw partnerErrors.ALREADY_IN_TEAM()
    const before = await lockMemberByAddress(tx, partnerId, email)
    if (before?.acceptedAt) throw partnerErrors.ALREADY_IN_TEAM()
    const { members, invitedToday } = await countTeam(tx, partnerId)
    if (!before && members >= mostMembers) throw partnerErrors.TEAM_FULL({ params: { most: mostMembers } })
    if (invitedToday >= invitationsPerDay)
      throw partnerErrors.INVITATIONS_PER_DAY({ params: { limit: invitationsPerDay }, retryAfterSeconds: 3600 })
    // A renewed one is a new row too, so that the day's limit counts it.
    if (before) await setRemoved(tx, before.id)
    const { id, expiresAt } = await insertInvitation(tx, {
      partnerId,
      kind: input.kind,
      role: input.role,
      email,
      by: input.userId,
      days: invitationDays,
    })
    await deps.jobs.send(tx, mailInvitation, { memberId: id, expiresAt: expiresAt.toISOString() })
    return id
  })
}

/**
 * The link of the mail, used once, by the account of that very address.
 * @throws INVITATION_OVER, INVITATION_NOT_YOURS
 */
export async function acceptInvitation(
  deps: Deps,
  input: { userId: string; token: string },
): Promise<{ partnerId: string; kind: PartnerKind }> {
  return deps.database.transaction(async (tx) => {
    const member = await lockMemberByInvite(tx, inviteHashOf(input.token))
    if (!member || member.acceptedAt || member.removedAt || member.isOver) throw partnerErrors.INVITATION_OVER()
    const { email } = await personFacts(tx, input.userId)
    if (email.toLowerCase() !== member.email) throw partnerErrors.INVITATION_NOT_YOURS()
    const partner = await partnerFacts(tx, member.partnerKind, member.partnerId)
    if (!partner) throw partnerErrors.INVITATION_OVER()
    await setAccepted(tx, member.id, input.userId)
    const person = await tx.user.findUniqueOrThrow({ where: { id: input.userId }, select: { name: true } })
    await deps.events.publish(tx, teamJoined, {
      memberId: member.id,
      kind: member.partnerKind,
      partnerId: member.partnerId,
      partnerName: partner.name,
      ownerUserId: partner.userId,
      userId: input.userId,
      userName: person.name,
      role: member.role,
    })
    return { partnerId: member.partnerId, kind: member.partnerKind }
  })
}

/** Effective with the member's next request. @throws NOT_FOUND */
export async function changeTeamRole(deps: Deps, input: Asked & { memberId: string; role: TeamRole }): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const member = await lockMember(tx, input.partnerId, input.memberId)
    if (!member) throw platformErrors.NOT_FOUND()
    await setMemberRole(tx, member.id, input.role)
  })
}

/** An invitation is withdrawn, a person out with their next request. @throws NOT_FOUND */
export async function removeFromTeam(deps: Deps, input: Asked & { memberId: string }): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const member = await lockMember(tx, input.partnerId, input.memberId)
    if (!member) throw platformErrors.NOT_FOUND()
    await setRemoved(tx, member.id)
  })
}

/** Somebody leaves a team they are in. @throws NOT_FOUND */
export async function leaveTeam(
  deps: Pick<Deps, 'database'>,
  input: { userId: string; partnerId: string },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const member = await tx.teamMember.findFirst({
      where: { partnerId: input.partnerId, userId: input.userId, removedAt: null, acceptedAt: { not: null } },
      select: { id: true },
    })
    if (!member) throw platformErrors.NOT_FOUND()
    await setRemoved(tx, member.id)
  })
}
