/** Places in lines are given up; what a host told guests keeps the words without the name. */
import { Prisma } from '../../platform/database/index.ts'
import { exported, type PersonalData, says, struck } from '../../platform/personal-data.ts'

export const schedulesPersonalData: PersonalData = {
  async gather(reader, userId) {
    const [waiting, announcements] = await Promise.all([
      exported(
        reader,
        Prisma.sql`SELECT w.party, w.status, s.starts_at AS "startsAt", w.created_at AS "createdAt" FROM waitlist_entries w JOIN slots s ON s.id = w.slot_id
        WHERE w.user_id = ${userId}::uuid ORDER BY w.id`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT text, guests, created_at AS "createdAt" FROM slot_announcements WHERE user_id = ${userId}::uuid ORDER BY id`,
      ),
    ])
    return { waiting, announcements }
  },
  async forget(tx, leaving) {
    const { userId } = leaving
    await tx.$executeRaw(
      Prisma.sql`UPDATE waitlist_entries SET status = 'LEFT' WHERE user_id = ${userId}::uuid AND status = 'WAITING'`,
    )
    await tx.$executeRaw(
      Prisma.sql`UPDATE slot_announcements SET text = ${struck('text', leaving)} WHERE user_id = ${userId}::uuid`,
    )
    await tx.$executeRaw(Prisma.sql`
      UPDATE slot_offers o SET message = ${struck('o.message', leaving)} FROM bookings b JOIN host_profiles h ON h.id = b.host_id
      WHERE b.id = o.booking_id AND (h.user_id = ${userId}::uuid OR b.user_id = ${userId}::uuid) AND ${says('o.message', leaving)}`)
    await tx.$executeRaw(
      Prisma.sql`DELETE FROM calendar_feeds WHERE host_id IN (SELECT id FROM host_profiles WHERE user_id = ${userId}::uuid)`,
    )
  },
}
