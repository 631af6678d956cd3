/** The other side keeps the conversation; what the person wrote in it is gone. */
import { Prisma } from '../../platform/database/index.ts'
import { exported, type PersonalData, says, struck, struckMark } from '../../platform/personal-data.ts'

export const messagesPersonalData: PersonalData = {
  async gather(reader, userId) {
    const [messages, blocked] = await Promise.all([
      exported(
        reader,
        Prisma.sql`SELECT m.text, m.images, m.created_at AS "createdAt", t.subject_kind AS "about" FROM messages m JOIN threads t ON t.id = m.thread_id
        WHERE m.sender_id = ${userId}::uuid ORDER BY m.id`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT u.name, b.created_at AS "createdAt" FROM user_blocks b JOIN users u ON u.id = b.blocked_id
          WHERE b.blocker_id = ${userId}::uuid ORDER BY b.created_at`,
      ),
    ])
    return { messages, blocked }
  },
  async forget(tx, leaving) {
    const { userId } = leaving
    await tx.$executeRaw(
      Prisma.sql`UPDATE messages SET text = ${struckMark}, images = '{}' WHERE sender_id = ${userId}::uuid`,
    )
    await tx.$executeRaw(Prisma.sql`
      UPDATE messages m SET text = ${struck('m.text', leaving)} FROM threads t
      WHERE t.id = m.thread_id AND (t.buyer_id = ${userId}::uuid OR t.payee_user_id = ${userId}::uuid) AND ${says('m.text', leaving)}`)
    await tx.userBlock.deleteMany({ where: { OR: [{ blockerId: userId }, { blockedId: userId }] } })
  },
}
