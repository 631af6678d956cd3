/** A workshop's page closes without a name; what was bought keeps the name of the piece. */
import { Prisma } from '../../platform/database/index.ts'
import { exported, type PersonalData, struck } from '../../platform/personal-data.ts'

export const productsPersonalData: PersonalData = {
  async gather(reader, userId) {
    const [workshop, pieces] = await Promise.all([
      exported(
        reader,
        Prisma.sql`SELECT name, owner_name AS "ownerName", town, region, crafts, story, translations, created_at AS "createdAt"
          FROM seller_profiles WHERE user_id = ${userId}::uuid`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT p.name, p.description, p.translations, p.status, p.created_at AS "createdAt" FROM products p
          JOIN seller_profiles s ON s.id = p.seller_id WHERE s.user_id = ${userId}::uuid ORDER BY p.id`,
      ),
    ])
    return { workshop, pieces }
  },
  async traces(reader, userId) {
    const seller = await reader.sellerProfile.findUnique({ where: { userId }, select: { name: true, ownerName: true } })
    return seller ? [seller.name, seller.ownerName] : []
  },
  async forget(tx, leaving) {
    await tx.$executeRaw(Prisma.sql`
      UPDATE products p SET status = 'ARCHIVED', name = ${struck('p.name', leaving)}, description = ${struck('p.description', leaving)},
        translations = ${struck('p.translations', leaving)}::jsonb, images = '{}', image_alts = '{}', slug = 'cerrada-' || p.id, version = p.version + 1
      FROM seller_profiles s WHERE s.id = p.seller_id AND s.user_id = ${leaving.userId}::uuid`)
    await tx.$executeRaw(Prisma.sql`
      UPDATE seller_profiles SET name = ${leaving.pseudonym}, owner_name = ${leaving.pseudonym}, slug = 'cerrado-' || id, story = '',
        translations = '{}', images = '{}', lat = NULL, lng = NULL, verified = false,
        closed_at = coalesce(closed_at, app_now()), hidden_at = coalesce(hidden_at, app_now())
      WHERE user_id = ${leaving.userId}::uuid`)
  },
}
