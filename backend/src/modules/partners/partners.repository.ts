/** Every query that writes or locks applications and teams. */
import type { ApplicationAnswers, ApplicationStatus, PartnerKind, TeamRole } from '../../../../contracts/partners.ts'
import type { Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

export interface LockedApplication {
  id: string
  userId: string
  kind: PartnerKind
  status: ApplicationStatus
  answers: ApplicationAnswers
  documents: string[]
  version: number
}

/**
 * With the answers, photos and documents of the last one of its kind that was decided: nobody writes their story twice.
 * @throws a violation of `applications_one_open_idx` when one of that kind is under way
 */
export async function insertApplication(tx: Tx, userId: string, kind: PartnerKind): Promise<string> {
  const id = newId()
  await tx.$executeRaw`
    INSERT INTO applications (id, user_id, kind, status, answers, documents, created_at, updated_at)
    SELECT ${id}::uuid, ${userId}::uuid, ${kind}::"PartnerKind", 'DRAFT', coalesce(before.answers, '{}'), coalesce(before.documents, '{}'), app_now(), app_now()
    FROM (SELECT) AS one LEFT JOIN LATERAL (
      SELECT a.answers, a.documents FROM applications a
      WHERE a.user_id = ${userId}::uuid AND a.kind = ${kind}::"PartnerKind" AND a.status IN ('APPROVED', 'REFUSED') ORDER BY a.created_at DESC LIMIT 1
    ) AS before ON true`
  return id
}

export async function lockApplication(tx: Tx, id: string): Promise<LockedApplication | null> {
  const [row] = await tx.$queryRaw<LockedApplication[]>`
    SELECT id, user_id AS "userId", kind::text AS kind, status::text AS status, answers, documents, version
    FROM applications WHERE id = ${id}::uuid FOR UPDATE`
  return row ?? null
}

export async function saveAnswers(
  tx: Tx,
  id: string,
  write: { answers: ApplicationAnswers; documents: string[] },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE applications SET answers = ${JSON.stringify(write.answers)}::jsonb, documents = ${write.documents}, version = version + 1, updated_at = app_now()
    WHERE id = ${id}::uuid`
}

/** Answers the new version. */
export async function setSubmitted(tx: Tx, id: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ version: number }[]>`
    UPDATE applications SET status = 'SUBMITTED', submitted_at = app_now(), version = version + 1, updated_at = app_now()
    WHERE id = ${id}::uuid RETURNING version`
  if (!row) throw new Error(`application ${id} vanished under its lock`)
  return row.version
}

export async function setReviewed(
  tx: Tx,
  id: string,
  review: { status: 'APPROVED' | 'MORE_NEEDED' | 'REFUSED'; note: string | null; by: string },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ version: number }[]>`
    UPDATE applications SET status = ${review.status}::"ApplicationStatus", staff_note = ${review.note}, reviewed_by = ${review.by}::uuid,
      reviewed_at = app_now(), version = version + 1, updated_at = app_now()
    WHERE id = ${id}::uuid RETURNING version`
  if (!row) throw new Error(`application ${id} vanished under its lock`)
  return row.version
}

/** Serialises what is decided about one team. */
export async function lockTeam(tx: Tx, partnerId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`team:${partnerId}`}, 0))`
}

/** Whoever writes the same page waits, so that the version they read is looked at after what the other one wrote. */
export async function lockProfile(tx: Tx, partnerId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`profile:${partnerId}`}, 0))`
}

export interface MemberRow {
  id: string
  partnerId: string
  partnerKind: PartnerKind
  role: TeamRole
  email: string
  userId: string | null
  acceptedAt: Date | null
  removedAt: Date | null
  expiresAt: Date
  isOver: boolean
}

const memberColumns = `id, partner_id AS "partnerId", partner_kind::text AS "partnerKind", role::text AS role, email, user_id AS "userId",
  accepted_at AS "acceptedAt", removed_at AS "removedAt", expires_at AS "expiresAt", expires_at <= app_now() AS "isOver"`

/** Of this partner, not removed; null otherwise. */
export async function lockMember(tx: Tx, partnerId: string, id: string): Promise<MemberRow | null> {
  const rows = await tx.$queryRawUnsafe<MemberRow[]>(
    `SELECT ${memberColumns} FROM team_members WHERE id = $1::uuid AND partner_id = $2::uuid AND removed_at IS NULL FOR UPDATE`,
    id,
    partnerId,
  )
  return rows[0] ?? null
}

export async function lockMemberByAddress(tx: Tx, partnerId: string, email: string): Promise<MemberRow | null> {
  const rows = await tx.$queryRawUnsafe<MemberRow[]>(
    `SELECT ${memberColumns} FROM team_members WHERE partner_id = $1::uuid AND email = $2 AND removed_at IS NULL FOR UPDATE`,
    partnerId,
    email,
  )
  return rows[0] ?? null
}

export async function lockMemberByInvite(tx: Tx, inviteHash: string): Promise<MemberRow | null> {
  const rows = await tx.$queryRawUnsafe<MemberRow[]>(
    `SELECT ${memberColumns} FROM team_members WHERE invite_hash = $1 FOR UPDATE`,
    inviteHash,
  )
  return rows[0] ?? null
}

/** People and invitations in the team now, and invitations of the last day, those that were withdrawn included. */
export async function countTeam(tx: Tx, partnerId: string): Promise<{ members: number; invitedToday: number }> {
  const [row] = await tx.$queryRaw<{ members: number; invitedToday: number }[]>`
    SELECT count(*) FILTER (WHERE removed_at IS NULL)::int AS members,
      count(*) FILTER (WHERE created_at > app_now() - interval '1 day')::int AS "invitedToday"
    FROM team_members WHERE partner_id = ${partnerId}::uuid`
  return row ?? { members: 0, invitedToday: 0 }
}

export async function insertInvitation(
  tx: Tx,
  invitation: { partnerId: string; kind: PartnerKind; role: TeamRole; email: string; by: string; days: number },
): Promise<{ id: string; expiresAt: Date }> {
  const [row] = await tx.$queryRaw<{ id: string; expiresAt: Date }[]>`
    INSERT INTO team_members (id, partner_kind, partner_id, role, email, invited_by, expires_at, created_at)
    VALUES (${newId()}::uuid, ${invitation.kind}::"PartnerKind", ${invitation.partnerId}::uuid, ${invitation.role}::"TeamRole", ${invitation.email},
      ${invitation.by}::uuid, app_now() + make_interval(days => ${invitation.days}), app_now())
    RETURNING id, expires_at AS "expiresAt"`
  if (!row) throw new Error('an invitation was not written')
  return row
}

/** False when the invitation is no longer open: no link is to be sent. */
export async function setInviteHash(tx: Tx, id: string, inviteHash: string): Promise<boolean> {
  const set = await tx.$executeRaw`
    UPDATE team_members SET invite_hash = ${inviteHash}
    WHERE id = ${id}::uuid AND accepted_at IS NULL AND removed_at IS NULL AND expires_at > app_now()`
  return set === 1
}

export async function setAccepted(tx: Tx, id: string, userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE team_members SET user_id = ${userId}::uuid, accepted_at = app_now(), invite_hash = NULL WHERE id = ${id}::uuid AND accepted_at IS NULL`
}

export async function setMemberRole(tx: Tx, id: string, role: TeamRole): Promise<void> {
  await tx.teamMember.update({ where: { id }, data: { role } })
}

export async function setRemoved(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE team_members SET removed_at = app_now(), invite_hash = NULL WHERE id = ${id}::uuid`
}
