/** Writes and locks on the people's tables. */
import type { Language } from '../../../../contracts/common.ts'
import type { MePatch, Role } from '../../../../contracts/identity.ts'
import { currentContext } from '../../platform/context.ts'
import { Prisma, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { StaffMember } from './staff.rules.ts'

export interface NewUser {
  id: string
  name: string
  email: string
  passwordHash: string
  role: Role
  language: Language
  homeRegion: string | null
  emailVerified: boolean
  createdAt: Date
}

/** The person with a password account. An address that exists already changes nothing; answers the id that holds it. */
export async function insertUser(tx: Tx, user: NewUser): Promise<string> {
  const { passwordHash, ...row } = user
  await tx.user.createMany({ data: [{ ...row, updatedAt: row.createdAt }], skipDuplicates: true })
  const { id } = await tx.user.findUniqueOrThrow({ where: { email: row.email }, select: { id: true } })
  if (id === row.id) {
    const known = await tx.account.findFirst({ where: { userId: id, providerId: 'credential' }, select: { id: true } })
    if (!known) {
      const account = { id: newId(), accountId: id, providerId: 'credential', userId: id, password: passwordHash }
      await tx.account.create({ data: { ...account, createdAt: row.createdAt, updatedAt: row.createdAt } })
    }
  }
  return id
}

export async function updateProfile(tx: Tx, userId: string, patch: MePatch): Promise<void> {
  const { avatar, ...rest } = patch
  const data = Object.fromEntries(Object.entries({ ...rest, image: avatar }).filter(([, value]) => value !== undefined))
  await tx.user.update({ where: { id: userId }, data })
}

/**
 * Locks the person and every active administrator, in the order of their ids, so that two staff decisions are taken one
 * after the other and the second sees what the first did.
 */
export async function lockStaffDecision(
  tx: Tx,
  ids: { actorId: string; targetId: string },
  now: Date,
): Promise<{ actor: StaffMember | null; target: StaffMember | null; activeAdmins: string[] }> {
  const rows = await tx.$queryRaw<(StaffMember & { active: boolean })[]>(Prisma.sql`
    SELECT id, role, NOT (banned AND (ban_expires IS NULL OR ban_expires > ${now})) AS active
    FROM users
    WHERE id IN (${ids.actorId}::uuid, ${ids.targetId}::uuid) OR role = 'admin'
    ORDER BY id
    FOR UPDATE`)
  const find = (id: string) => rows.find((row) => row.id === id) ?? null
  const actor = find(ids.actorId)
  return {
    // A banned actor's request may still be under way: it decides nothing any more.
    actor: actor?.active ? actor : null,
    target: find(ids.targetId),
    activeAdmins: rows.filter((row) => row.role === 'admin' && row.active).map((row) => row.id),
  }
}

/** Null for who is not suspended. The caller holds the person's row. */
export async function findBanReason(tx: Tx, userId: string): Promise<string | null> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { banned: true, banReason: true } })
  return user?.banned ? user.banReason : null
}

export async function setBan(
  tx: Tx,
  userId: string,
  ban: { reason: string; until: Date | null } | null,
): Promise<void> {
  await tx.user.update({
    where: { id: userId },
    data: { banned: ban !== null, banReason: ban?.reason ?? null, banExpires: ban?.until ?? null },
  })
}

export async function setRole(tx: Tx, userId: string, role: Role): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { role } })
}

export async function markEmailVerified(tx: Tx, userId: string): Promise<void> {
  await tx.user.updateMany({ where: { id: userId, emailVerified: false }, data: { emailVerified: true } })
}

/** The person of this session has just said their password; false when there is no such session of theirs. */
export async function setProved(tx: Tx, who: { userId: string; sessionId: string }, at: Date): Promise<boolean> {
  const { count } = await tx.session.updateMany({
    where: { id: who.sessionId, userId: who.userId },
    data: { provedAt: at },
  })
  return count > 0
}

export async function deleteSessionByToken(tx: Tx, token: string): Promise<void> {
  await tx.session.deleteMany({ where: { token } })
}

/** Answers how many. */
export async function deleteSessionsOf(tx: Tx, userId: string): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: { userId } })
  return count
}

/** Deletes one of the person's own sessions; false when there is no such session of theirs. */
export async function deleteSession(tx: Tx, userId: string, sessionId: string): Promise<boolean> {
  const { count } = await tx.session.deleteMany({ where: { id: sessionId, userId } })
  return count > 0
}

/** Answers the ids of the sessions that are gone. */
export async function deleteOtherSessions(tx: Tx, userId: string, keepId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    DELETE FROM sessions WHERE user_id = ${userId}::uuid AND id <> ${keepId}::uuid RETURNING id`)
  return rows.map((row) => row.id)
}

/** Sessions nobody can use any more, and links that expired. */
export async function deleteExpired(tx: Tx, now: Date): Promise<number> {
  const sessions = await tx.session.deleteMany({ where: { expiresAt: { lt: now } } })
  const links = await tx.verification.deleteMany({ where: { expiresAt: { lt: now } } })
  return sessions.count + links.count
}

/** Moves a session's end forward; only when nobody else did since `readAt`. */
export async function extendSession(tx: Tx, session: { id: string; updatedAt: Date }, until: Date, now: Date) {
  await tx.session.updateMany({
    where: { id: session.id, updatedAt: session.updatedAt },
    data: { expiresAt: until, updatedAt: now },
  })
}

/** For the person's list of sessions; nobody waits for anything that depends on it. */
export const noteUse = (sessionId: string, now: Date) =>
  Prisma.sql`UPDATE sessions SET last_used_at = ${now} WHERE id = ${sessionId}::uuid`

export interface AuditFacts {
  actorId: string | null
  /** `user.banned` */
  action: string
  /** `user:<id>` */
  subject: string
  details: Record<string, Prisma.InputJsonValue | null>
  ipAddress: string | null
}

export async function insertAuditEntry(tx: Tx, facts: AuditFacts): Promise<void> {
  const details = facts.details as Prisma.InputJsonObject
  await tx.auditEntry.create({
    data: { ...facts, id: newId(), details, requestId: currentContext().requestId ?? null },
  })
}
