/** For whom somebody may act, as it is now: a role that was taken away ends with the next request. */
import type { HostProfile, PartnerKind, PartnerRole } from '../../../../contracts/partners.ts'
import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import { type Marks, stateOf } from './profile-state.rules.ts'

export interface Acting {
  id: string
  kind: PartnerKind
  name: string
  slug: string
  role: PartnerRole
  state: HostProfile['state']
}

const tables: Record<PartnerKind, Prisma.Sql> = {
  HOST: Prisma.sql`host_profiles`,
  SELLER: Prisma.sql`seller_profiles`,
}

/** Their own first, then by the day they came into the team. */
export async function actingFor(reader: Reader, userId: string, kind: PartnerKind): Promise<Acting[]> {
  const marks = Prisma.sql`p.paused_at AS "pausedAt", p.closed_at AS "closedAt", p.hidden_at AS "hiddenAt"`
  const rows = await reader.$queryRaw<(Omit<Acting, 'state'> & Marks)[]>`
    SELECT id, ${kind} AS kind, name, slug, role, "pausedAt", "closedAt", "hiddenAt" FROM (
      SELECT p.id, p.name, p.slug, 'OWNER' AS role, NULL::timestamptz AS since, ${marks} FROM ${tables[kind]} p WHERE p.user_id = ${userId}::uuid
      UNION ALL
      SELECT p.id, p.name, p.slug, t.role::text, t.accepted_at, ${marks} FROM team_members t JOIN ${tables[kind]} p ON p.id = t.partner_id
      WHERE t.user_id = ${userId}::uuid AND t.partner_kind = ${kind}::"PartnerKind" AND t.accepted_at IS NOT NULL AND t.removed_at IS NULL
    ) a ORDER BY since NULLS FIRST, id`
  return rows.map(({ pausedAt, closedAt, hiddenAt, ...acting }) => ({
    ...acting,
    state: stateOf({ pausedAt, closedAt, hiddenAt }),
  }))
}

/** Whose team: of one profile, or of whatever of a kind a person owns. */
export type TeamOf = { partnerId: string } | { ownerUserId: string; kind: PartnerKind }

/** Everybody in the team now besides the owner. */
export async function teamNow(
  reader: Reader | Tx,
  of: TeamOf,
): Promise<{ userId: string; role: Exclude<PartnerRole, 'OWNER'> }[]> {
  const which =
    'partnerId' in of
      ? Prisma.sql`t.partner_id = ${of.partnerId}::uuid`
      : Prisma.sql`t.partner_kind = ${of.kind}::"PartnerKind"
          AND t.partner_id IN (SELECT p.id FROM ${tables[of.kind]} p WHERE p.user_id = ${of.ownerUserId}::uuid)`
  return reader.$queryRaw`
    SELECT t.user_id AS "userId", t.role::text AS role FROM team_members t
    WHERE ${which} AND t.user_id IS NOT NULL AND t.accepted_at IS NOT NULL AND t.removed_at IS NULL ORDER BY t.accepted_at, t.id`
}

/** The owner first, then everybody in the team now. */
export async function everybodyNow(
  reader: Reader,
  partnerId: string,
  kind: PartnerKind,
): Promise<{ userId: string; role: PartnerRole }[]> {
  return reader.$queryRaw`
    SELECT user_id AS "userId", role FROM (
      SELECT p.user_id, 'OWNER' AS role, NULL::timestamptz AS since FROM ${tables[kind]} p WHERE p.id = ${partnerId}::uuid
      UNION ALL
      SELECT t.user_id, t.role::text, t.accepted_at FROM team_members t
      WHERE t.partner_id = ${partnerId}::uuid AND t.user_id IS NOT NULL AND t.accepted_at IS NOT NULL AND t.removed_at IS NULL
    ) a ORDER BY since NULLS FIRST, user_id`
}
