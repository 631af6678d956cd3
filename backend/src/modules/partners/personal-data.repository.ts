/** Applications and their documents go; places in teams end. */
import { Prisma } from '../../platform/database/index.ts'
import { exported, type PersonalData } from '../../platform/personal-data.ts'

export const partnersPersonalData: PersonalData = {
  async gather(reader, userId) {
    const [applications, teams] = await Promise.all([
      exported(
        reader,
        Prisma.sql`SELECT kind, status, answers, staff_note AS "staffNote", created_at AS "createdAt" FROM applications WHERE user_id = ${userId}::uuid ORDER BY id`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT partner_kind AS kind, role, email, accepted_at AS "acceptedAt", removed_at AS "removedAt" FROM team_members WHERE user_id = ${userId}::uuid ORDER BY id`,
      ),
    ])
    return { applications, teams }
  },
  async traces(reader, userId) {
    const rows = await reader.$queryRaw<{ said: string }[]>(Prisma.sql`
      SELECT DISTINCT answers ->> field AS said FROM applications, unnest(ARRAY['name', 'phone', 'address', 'contactPhone', 'ownerName']) AS field
      WHERE user_id = ${userId}::uuid AND answers ->> field <> ''`)
    return rows.map(({ said }) => said)
  },
  async forget(tx, { userId }) {
    await tx.application.deleteMany({ where: { userId } })
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })
    await tx.$executeRaw(Prisma.sql`DELETE FROM team_members WHERE user_id IS NULL AND email = ${email}`)
    await tx.$executeRaw(Prisma.sql`
      UPDATE team_members SET email = id || '@closed.invalid', removed_at = coalesce(removed_at, app_now()), invite_hash = NULL
      WHERE user_id = ${userId}::uuid
        OR partner_id IN (SELECT id FROM host_profiles WHERE user_id = ${userId}::uuid UNION ALL SELECT id FROM seller_profiles WHERE user_id = ${userId}::uuid)`)
  },
}
