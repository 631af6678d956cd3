/** For whom somebody may act, as it is now: a role that was taken away ends with the next request. */
import type { PartnerKind, PartnerRole } from '../../../../contracts/partners.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'

export interface Acting {
  id: string
  kind: PartnerKind
  name: string
  slug: string
  role: PartnerRole
}

const tables: Record<PartnerKind, Prisma.Sql> = {
  HOST: Prisma.sql`host_profiles`,
  SELLER: Prisma.sql`seller_profiles`,
}

/** Their own first, then by the day they came into the team. */
export async function actingFor(reader: Reader, userId: string, kind: PartnerKind): Promise<Acting[]> {
  return reader.$queryRaw<Acting[]>`
    SELECT id, ${kind} AS kind, name, slug, role FROM (
      SELECT p.id, p.name, p.slug, 'OWNER' AS role, NULL::timestamptz AS since FROM ${tables[kind]} p WHERE p.user_id = ${userId}::uuid
      UNION ALL
      SELECT p.id, p.name, p.slug, t.role::text, t.accepted_at FROM team_members t JOIN ${tables[kind]} p ON p.id = t.partner_id
      WHERE t.user_id = ${userId}::uuid AND t.partner_kind = ${kind}::"PartnerKind" AND t.accepted_at IS NOT NULL AND t.removed_at IS NULL
    ) a ORDER BY since NULLS FIRST, id`
}
