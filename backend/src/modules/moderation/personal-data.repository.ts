/** Decisions stay, for whoever they were about and for the books of staff, without saying who it was. */
import { Prisma } from '../../platform/database/index.ts'
import { exported, type PersonalData, struck } from '../../platform/personal-data.ts'

export const moderationPersonalData: PersonalData = {
  async gather(reader, userId) {
    const [reports, decisions] = await Promise.all([
      exported(
        reader,
        Prisma.sql`SELECT content_kind AS "about", reason, note, created_at AS "createdAt" FROM reports WHERE reporter_id = ${userId}::uuid ORDER BY id`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT content_kind AS "about", action, reason, until, appeal, appeal_text AS "appealText", appeal_answer AS "appealAnswer",
          created_at AS "createdAt" FROM decisions WHERE reported_user_id = ${userId}::uuid AND action <> 'KEEP' ORDER BY id`,
      ),
    ])
    return { reports, decisions }
  },
  async forget(tx, leaving) {
    const { userId } = leaving
    await tx.$executeRaw(Prisma.sql`
      UPDATE reports SET note = ${struck('note', leaving)}, snapshot = ${struck('snapshot', leaving)}::jsonb
      WHERE reporter_id = ${userId}::uuid OR reported_user_id = ${userId}::uuid`)
    await tx.$executeRaw(Prisma.sql`
      UPDATE decisions SET reason = ${struck('reason', leaving)}, appeal_text = ${struck('appeal_text', leaving)},
        appeal_answer = ${struck('appeal_answer', leaving)} WHERE reported_user_id = ${userId}::uuid`)
  },
}
