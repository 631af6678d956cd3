/** Promises about media as SQL: each row returned is a violation. */
import type { Guarantee } from '../../platform/module.ts'

export const mediaGuarantees: Guarantee[] = [
  {
    name: 'what nothing shows is removed within two days',
    sql: `SELECT id FROM media WHERE attached_at IS NULL AND created_at < app_now() - interval '2 days'`,
  },
  {
    name: 'no original outlives its use by a day',
    sql: `SELECT id FROM media WHERE original_key IS NOT NULL AND status IN ('READY', 'REFUSED') AND created_at < app_now() - interval '1 day 3 hours'`,
  },
  {
    name: 'what a listing shows of ours is there and attached',
    sql: `SELECT l.id, image.url FROM (SELECT id, images FROM experiences UNION ALL SELECT id, images FROM products) l
          CROSS JOIN LATERAL unnest(l.images) AS image(url)
          LEFT JOIN media m ON m.content_hash = substring(image.url FROM '/media/([0-9a-f]{64})-[0-9]+\\.webp$')
          WHERE image.url ~ '/media/[0-9a-f]{64}-[0-9]+\\.webp$' AND (m.id IS NULL OR m.attached_at IS NULL OR m.status <> 'READY')`,
  },
]
