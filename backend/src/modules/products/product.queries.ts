import { Id, type Language } from '../../../../contracts/common.ts'
import type { Product, ProductCard } from '../../../../contracts/products.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { localText } from '../../platform/database/local-text.ts'
import { pesos } from '../../platform/pure/money.ts'
import { onSale } from './on-sale.ts'
import { shownPictures } from '../media/index.ts'
import { cardOf } from './product-card.ts'
import { cardColumns, cardJoins, type CardRow, inStock, productText, productTexts } from './product-sql.ts'

export interface FoundProduct {
  /** A draft or an archived product is its seller's alone. */
  listed: boolean
  sellerUserId: string
  product: Product
}

interface DetailRow extends CardRow {
  listed: boolean
  seller_user_id: string
  seller_owner: string
  seller_story: string
  seller_founded: number | null
  description: string
  pictures: Product['pictures']
  materials: string[]
  technique: string
  care: string
  dimensions: Product['dimensions']
  weight_grams: number
  return_days: number
  commission_bps: number
  version: number
  variants: (Omit<Product['variants'][number], 'price'> & { priceCents: number })[]
}

/** Everything of one product's page in one statement, listed or not; null when there is none. */
export async function findProduct(reader: Reader, idOrSlug: string, language: Language): Promise<FoundProduct | null> {
  const named = Id.safeParse(idOrSlug).success ? Prisma.sql`p.id = ${idOrSlug}::uuid` : Prisma.sql`p.slug = ${idOrSlug}`
  const [row] = await reader.$queryRaw<DetailRow[]>`
    SELECT ${cardColumns(language)}, ${shownPictures('p', language)} AS pictures, ${onSale('p')} AS listed, ${productText(language, 'description')} AS description,
      ${productTexts(language, 'materials')} AS materials, ${productText(language, 'technique')} AS technique,
      ${productText(language, 'care')} AS care, p.dimensions, p.weight_grams, p.version,
      s.user_id AS seller_user_id, s.owner_name AS seller_owner, s.founded_year AS seller_founded, s.return_days,
      ${localText(language, 's', Prisma.sql`s.story`, 'story')} AS seller_story,
      coalesce((
        SELECT r.bps FROM commission_rates r WHERE r.kind = 'PRODUCT' AND r.starts_at <= app_now() ORDER BY r.starts_at DESC LIMIT 1
      ), 0) AS commission_bps,
      coalesce((
        SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'label', ${localText(language, 'v', Prisma.sql`v.label`, 'label')},
          'options', v.options, 'priceCents', v.price_cents, 'stock', v.on_hand - v.reserved) ORDER BY v.sort, v.id)
        FROM product_variants v WHERE v.product_id = p.id AND v.active
      ), '[]') AS variants
    FROM products p ${cardJoins}
    WHERE ${named}`
  if (!row) return null
  const card = cardOf(row)
  return {
    listed: row.listed,
    sellerUserId: row.seller_user_id,
    product: {
      ...card,
      description: row.description,
      pictures: row.pictures,
      materials: row.materials,
      technique: row.technique,
      care: row.care,
      dimensions: row.dimensions,
      weightGrams: row.weight_grams,
      variants: row.variants.map(({ priceCents, ...variant }) => ({ ...variant, price: pesos(priceCents) })),
      sellerShareBps: 10_000 - row.commission_bps,
      returnDays: row.return_days,
      seller: {
        ...card.seller,
        ownerName: row.seller_owner,
        story: row.seller_story,
        foundedYear: row.seller_founded,
      },
      version: row.version,
    },
  }
}

/** Pieces that can be bought now from the same workshop, then of the same craft, in one statement; null when there is no such product on sale. */
export async function findRelated(
  reader: Reader,
  productId: string,
  language: Language,
  limit: number,
): Promise<ProductCard[] | null> {
  const rows = await reader.$queryRaw<CardRow[]>`
    WITH this AS (SELECT id, seller_id, craft FROM products p WHERE id = ${productId}::uuid AND ${onSale('p')}),
    -- LATERAL, so that each walks its index in order and stops.
    near AS (
      SELECT of_seller.id, 0 AS distance, of_seller.rating_sum FROM this CROSS JOIN LATERAL (
        SELECT p.id, p.rating_sum FROM products p
        WHERE p.seller_id = this.seller_id AND ${onSale('p')} AND p.id <> this.id AND ${inStock}
        ORDER BY (-p.rating_sum), p.id LIMIT ${limit}
      ) of_seller
      UNION ALL
      SELECT of_craft.id, 1, of_craft.rating_sum FROM this CROSS JOIN LATERAL (
        SELECT p.id, p.rating_sum FROM products p
        WHERE p.craft = this.craft AND ${onSale('p')} AND p.seller_id <> this.seller_id AND ${inStock}
        ORDER BY (-p.rating_sum), (right(p.id::text, 12)), p.id LIMIT ${limit}
      ) of_craft
    )
    SELECT ${cardColumns(language)}
    FROM (SELECT * FROM near ORDER BY distance, -rating_sum, id LIMIT ${limit}) page
    JOIN products p ON p.id = page.id ${cardJoins}
    ORDER BY page.distance, -page.rating_sum, p.id`
  if (rows.length > 0) return rows.map(cardOf)
  const there = await reader.$queryRaw<
    unknown[]
  >`SELECT 1 FROM products p WHERE id = ${productId}::uuid AND ${onSale('p')}`
  return there.length > 0 ? [] : null
}
