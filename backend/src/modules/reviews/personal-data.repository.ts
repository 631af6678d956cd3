/** Reviews, answers and questions help others and stay, without name and pictures; so do their stars. */
import { Prisma } from '../../platform/database/index.ts'
import { exported, type PersonalData, struck } from '../../platform/personal-data.ts'

export const reviewsPersonalData: PersonalData = {
  async gather(reader, userId) {
    const [reviews, questions, helpfulVotes] = await Promise.all([
      exported(
        reader,
        Prisma.sql`SELECT listing_kind AS "about", rating, text, created_at AS "createdAt", edited_at AS "editedAt" FROM reviews WHERE user_id = ${userId}::uuid ORDER BY id`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT listing_kind AS "about", text, created_at AS "createdAt" FROM questions WHERE user_id = ${userId}::uuid ORDER BY id`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT r.listing_kind AS "about", r.rating, v.created_at AS "createdAt" FROM review_votes v JOIN reviews r ON r.id = v.review_id
          WHERE v.user_id = ${userId}::uuid ORDER BY v.created_at`,
      ),
    ])
    return { reviews, questions, helpfulVotes }
  },
  async forget(tx, leaving) {
    const { userId } = leaving
    const own = Prisma.sql`(user_id = ${userId}::uuid OR answered_by = ${userId}::uuid OR payee_id IN (
      SELECT id FROM host_profiles WHERE user_id = ${userId}::uuid UNION ALL SELECT id FROM seller_profiles WHERE user_id = ${userId}::uuid))`
    const texts = Prisma.sql`text = ${struck('text', leaving)}, answer = ${struck('answer', leaving)}`
    await tx.$executeRaw(Prisma.sql`
      UPDATE reviews SET ${texts}, images = CASE WHEN user_id = ${userId}::uuid THEN '{}' ELSE images END WHERE ${own}`)
    await tx.$executeRaw(Prisma.sql`UPDATE questions SET ${texts} WHERE ${own}`)
  },
}
