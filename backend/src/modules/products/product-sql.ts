/** The pieces of SQL that the catalogue's statements share: `p` is a product, `s` its workshop, `c` its craft. */
import type { Language } from '../../../../contracts/common.ts'
import { Prisma } from '../../platform/database/index.ts'
import { localText, localTexts } from '../../platform/database/local-text.ts'

/** Texts of product `p` in the language asked for. */
export const productText = (language: Language, column: string, key = column): Prisma.Sql =>
  localText(language, 'p', Prisma.raw(`p.${column}`), key)
export const productTexts = (language: Language, column: string): Prisma.Sql =>
  localTexts(language, 'p', Prisma.raw(`p.${column}`), column)

/** What can be bought of product `p` now, and between which prices: the variants on sale, summed up. */
export const shelf = Prisma.sql`LATERAL (
    SELECT coalesce(sum(v.on_hand - v.reserved), 0)::int AS stock, min(v.price_cents) < max(v.price_cents) AS price_varies
    FROM product_variants v WHERE v.product_id = p.id AND v.active
  ) shelf`

/** Whether a piece of product `p` can be bought now. */
export const inStock = Prisma.sql`EXISTS (
    SELECT 1 FROM product_variants v WHERE v.product_id = p.id AND v.active AND v.on_hand > v.reserved
  )`

/** SOLD_OUT follows the stock by itself. */
const shownStatus = Prisma.sql`CASE WHEN p.status = 'ACTIVE' AND shelf.stock <= 0 THEN 'SOLD_OUT' ELSE p.status::text END`

export const cardJoins = Prisma.sql`
  JOIN seller_profiles s ON s.id = p.seller_id
  LEFT JOIN craft_types c ON c.slug = p.craft
  CROSS JOIN ${shelf}`

/** The columns of a card, for what `cardJoins` joined. */
export function cardColumns(language: Language): Prisma.Sql {
  return Prisma.sql`p.id, p.slug, p.category::text AS category, p.town, p.region, p.price_from_cents, p.made_to_order, p.lead_time_days,
    p.age_restricted, p.images, p.rating_sum, p.rating_count, ${productText(language, 'name')} AS name,
    coalesce(shelf.price_varies, false) AS price_varies, shelf.stock, ${shownStatus} AS status,
    p.craft, ${localText(language, 'c', Prisma.sql`c.name`, 'name')} AS craft_name,
    s.id AS seller_id, s.slug AS seller_slug, s.name AS seller_name, s.town AS seller_town, s.verified AS seller_verified`
}

export interface CardRow {
  id: string
  slug: string
  name: string
  category: string
  town: string
  region: string
  price_from_cents: number
  price_varies: boolean
  stock: number
  status: string
  made_to_order: boolean
  lead_time_days: number
  age_restricted: boolean
  images: string[]
  rating_sum: number
  rating_count: number
  craft: string | null
  craft_name: string | null
  seller_id: string
  seller_slug: string
  seller_name: string
  seller_town: string
  seller_verified: boolean
}
