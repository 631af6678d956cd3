import type { Language } from '../../../../contracts/common.ts'
import { Prisma } from '../../platform/database/index.ts'

/**
 * The pictures of a listing as `ShownPicture`s in one JSON column, for the statement of another module that reads a table
 * with `images` and `image_alts` as `alias`.
 */
export function shownPictures(alias: 'e' | 'p', language: Language): Prisma.Sql {
  const of = Prisma.raw(alias)
  const alt =
    language === 'es'
      ? Prisma.sql`${of}.image_alts -> image.url ->> 'es'`
      : Prisma.sql`coalesce(nullif(${of}.image_alts -> image.url ->> 'en', ''), ${of}.image_alts -> image.url ->> 'es')`
  return Prisma.sql`coalesce((
      SELECT json_agg(json_build_object('url', image.url, 'alt', coalesce(${alt}, ''), 'blur', m.blur, 'width', m.width, 'height', m.height)
        ORDER BY image.position)
      FROM unnest(${of}.images) WITH ORDINALITY AS image(url, position)
      LEFT JOIN media m ON m.content_hash = substring(image.url FROM '([0-9a-f]{64})-[0-9]+\.webp$')
    ), '[]')`
}
