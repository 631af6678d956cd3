/** The person's own notices go; in those of others their name is struck out. */
import { Prisma } from '../../platform/database/index.ts'
import { exported, type PersonalData, says, struck } from '../../platform/personal-data.ts'

export const notificationsPersonalData: PersonalData = {
  async gather(reader, userId) {
    const notifications = await exported(
      reader,
      Prisma.sql`SELECT type, data, read_at AS "readAt", created_at AS "createdAt" FROM notifications WHERE user_id = ${userId}::uuid ORDER BY id`,
    )
    return { notifications }
  },
  async forget(tx, leaving) {
    await tx.notification.deleteMany({ where: { userId: leaving.userId } })
    await tx.$executeRaw(
      Prisma.sql`UPDATE notifications SET data = ${struck('data', leaving)}::jsonb WHERE ${says('data', leaving)}`,
    )
  },
}
