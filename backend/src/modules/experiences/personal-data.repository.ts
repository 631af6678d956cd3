/** A host's page closes without a name; what guests booked keeps its title. */
import { Prisma } from '../../platform/database/index.ts'
import { exported, type PersonalData, struck, struckMark } from '../../platform/personal-data.ts'

export const experiencesPersonalData: PersonalData = {
  async gather(reader, userId) {
    const [hostProfile, experiences] = await Promise.all([
      exported(
        reader,
        Prisma.sql`SELECT name, kind, bio, translations, region, verified, created_at AS "createdAt" FROM host_profiles WHERE user_id = ${userId}::uuid`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT e.title, e.description, e.translations, e.status, e.meeting_address AS "meetingAddress", e.created_at AS "createdAt"
          FROM experiences e JOIN host_profiles h ON h.id = e.host_id WHERE h.user_id = ${userId}::uuid ORDER BY e.id`,
      ),
    ])
    return { hostProfile, experiences }
  },
  async traces(reader, userId) {
    const host = await reader.hostProfile.findUnique({ where: { userId }, select: { name: true } })
    return host ? [host.name] : []
  },
  async forget(tx, leaving) {
    await tx.$executeRaw(Prisma.sql`
      UPDATE experiences e SET status = 'PAUSED', title = ${struck('e.title', leaving)}, description = ${struck('e.description', leaving)},
        translations = ${struck("(e.translations #- '{en,meetingAddress}')", leaving)}::jsonb, meeting_address = ${struckMark},
        meeting_lat = round(e.meeting_lat::numeric, 1), meeting_lng = round(e.meeting_lng::numeric, 1),
        images = '{}', image_alts = '{}', slug = 'cerrada-' || e.id, version = e.version + 1
      FROM host_profiles h WHERE h.id = e.host_id AND h.user_id = ${leaving.userId}::uuid`)
    await tx.$executeRaw(Prisma.sql`
      UPDATE host_profiles SET name = ${leaving.pseudonym}, slug = 'cerrada-' || id, bio = '', translations = '{}', image = NULL, verified = false,
        closed_at = coalesce(closed_at, app_now()), hidden_at = coalesce(hidden_at, app_now())
      WHERE user_id = ${leaving.userId}::uuid`)
  },
}
