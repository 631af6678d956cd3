/** Pictures and documents go with the next sweep, files and all. */
import { Prisma } from '../../platform/database/index.ts'
import { exported, type PersonalData } from '../../platform/personal-data.ts'
import { markAllRemoved } from './media.repository.ts'

export const mediaPersonalData: PersonalData = {
  async gather(reader, userId) {
    const files = await exported(
      reader,
      Prisma.sql`SELECT purpose, content_type AS "contentType", bytes, width, height,
          CASE WHEN content_hash IS NOT NULL THEN '/media/' || content_hash || '-' || width || '.webp' END AS "address", created_at AS "createdAt"
        FROM media WHERE owner_id = ${userId}::uuid ORDER BY id`,
    )
    return { files }
  },
  forget: (tx, { userId }) => markAllRemoved(tx, userId),
}
