/** A seller's products as they are edited: both languages, drafts and archived ones included. */
import type { Language } from '../../../../contracts/common.ts'
import type { OwnProduct, ownProductSorts, StockMovement, StockMovementQuery } from '../../../../contracts/products.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { localText } from '../../platform/database/local-text.ts'
import { pesos } from '../../platform/pure/money.ts'
import { ratingOf } from '../../platform/pure/ratings.ts'
import type { ListPage, ListPosition } from '../../platform/pure/list-cursor.ts'
import type { KeptPictures, Media } from '../media/index.ts'
import { inStock, shelf } from './product-sql.ts'

type Pictures = Pick<Media, 'ownPictures'>
const keptOf = ({ images, image_alts }: OwnRow): KeptPictures => ({ images, imageAlts: image_alts })

interface OwnRow {
  id: string
  slug: string
  name: string
  category: OwnProduct['category']
  craft: OwnProduct['craft']
  town: string
  region: OwnProduct['region']
  price_from_cents: number
  price_varies: boolean
  stock: number
  status: OwnProduct['status']
  made_to_order: boolean
  lead_time_days: number
  age_restricted: boolean
  images: string[]
  image_alts: KeptPictures['imageAlts']
  rating_sum: number
  rating_count: number
  description: string
  materials: string[]
  technique: string
  care: string
  dimensions: OwnProduct['dimensions']
  weight_grams: number
  low_stock_at: number | null
  is_low: boolean
  translations: OwnProduct['translations']
  version: number
  variants: (Omit<OwnProduct['variants'][number], 'price'> & { priceCents: number })[]
}

/** As few pieces as its seller wants to hear of; the same that the day's figures count. */
const isLow = Prisma.sql`(p.status = 'ACTIVE' AND EXISTS (
    SELECT 1 FROM product_variants v WHERE v.product_id = p.id AND v.active AND v.on_hand - v.reserved <= p.low_stock_at
  ))`

const ownColumns = (language: Language) => Prisma.sql`p.id, p.slug, p.name, p.category::text AS category,
  CASE WHEN c.slug IS NULL THEN NULL ELSE json_build_object('slug', c.slug, 'name', ${localText(language, 'c', Prisma.sql`c.name`, 'name')}) END AS craft,
  p.town, p.region, p.price_from_cents, coalesce(shelf.price_varies, false) AS price_varies, shelf.stock,
  CASE WHEN p.status = 'ACTIVE' AND shelf.stock <= 0 THEN 'SOLD_OUT' ELSE p.status::text END AS status,
  p.made_to_order, p.lead_time_days, p.age_restricted, p.images, p.image_alts, p.rating_sum, p.rating_count,
  p.description, p.materials, p.technique, p.care, p.dimensions, p.weight_grams, p.low_stock_at, ${isLow} AS is_low, p.translations, p.version,
  coalesce((
    SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'label', v.label, 'options', v.options, 'priceCents', v.price_cents,
      'stock', v.on_hand - v.reserved, 'translations', v.translations, 'onHand', v.on_hand, 'reserved', v.reserved, 'active', v.active)
      ORDER BY v.active DESC, v.sort, v.id)
    FROM product_variants v WHERE v.product_id = p.id
  ), '[]') AS variants`

const ownOf = (row: OwnRow, pictures: OwnProduct['pictures']): OwnProduct => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  category: row.category,
  craft: row.craft,
  town: row.town,
  region: row.region,
  price: pesos(row.price_from_cents),
  priceVaries: row.price_varies,
  stock: row.stock,
  status: row.status,
  madeToOrder: row.made_to_order,
  leadTimeDays: row.lead_time_days,
  ageRestricted: row.age_restricted,
  images: row.images,
  pictures,
  rating: ratingOf(row.rating_sum, row.rating_count),
  reviewCount: row.rating_count,
  description: row.description,
  materials: row.materials,
  technique: row.technique,
  care: row.care,
  dimensions: row.dimensions,
  weightGrams: row.weight_grams,
  lowStockAt: row.low_stock_at,
  isLow: row.is_low,
  translations: row.translations,
  version: row.version,
  variants: row.variants.map(({ priceCents, ...variant }) => ({ ...variant, price: pesos(priceCents) })),
})

/** Null when it is not this seller's. */
export async function findOwnProduct(
  media: Pictures,
  reader: Reader,
  sellerId: string,
  productId: string,
  language: Language,
): Promise<OwnProduct | null> {
  const [row] = await reader.$queryRaw<OwnRow[]>`
    SELECT ${ownColumns(language)} FROM products p LEFT JOIN craft_types c ON c.slug = p.craft CROSS JOIN ${shelf}
    WHERE p.id = ${productId}::uuid AND p.seller_id = ${sellerId}::uuid`
  if (!row) return null
  const [pictures = []] = await media.ownPictures(reader, [keptOf(row)])
  return ownOf(row, pictures)
}

function inStatus(status: OwnProduct['status']): Prisma.Sql {
  if (status === 'SOLD_OUT') return Prisma.sql`p.status = 'ACTIVE' AND NOT ${inStock}`
  if (status === 'ACTIVE') return Prisma.sql`p.status = 'ACTIVE' AND ${inStock}`
  return Prisma.sql`p.status = ${status}::"ProductStatus"`
}

type Sort = (typeof ownProductSorts)[number]
/** Names have no number: such a page begins where the name of its last row stands now. */
interface Order {
  by: Prisma.Sql
  after(key: number, id: string): Prisma.Sql
  keyOf(row: Pick<OwnRow, 'stock' | 'price_from_cents'>): number
}
const orders: Record<Sort, Order> = {
  newest: {
    by: Prisma.sql`p.id DESC`,
    after: (_, id) => Prisma.sql`p.id < ${id}::uuid`,
    keyOf: () => 0,
  },
  name: {
    by: Prisma.sql`plain_text(p.name), p.id`,
    after: (_, id) =>
      Prisma.sql`(plain_text(p.name), p.id) > (SELECT plain_text(l.name), l.id FROM products l WHERE l.id = ${id}::uuid)`,
    keyOf: () => 0,
  },
  stock: {
    by: Prisma.sql`shelf.stock, p.id`,
    after: (key, id) => Prisma.sql`(shelf.stock, p.id) > (${key}, ${id}::uuid)`,
    keyOf: ({ stock }) => stock,
  },
  price: {
    by: Prisma.sql`p.price_from_cents, p.id`,
    after: (key, id) => Prisma.sql`(p.price_from_cents, p.id) > (${key}, ${id}::uuid)`,
    keyOf: ({ price_from_cents }) => price_from_cents,
  },
  '-price': {
    by: Prisma.sql`p.price_from_cents DESC, p.id DESC`,
    after: (key, id) => Prisma.sql`(p.price_from_cents, p.id) < (${key}, ${id}::uuid)`,
    keyOf: ({ price_from_cents }) => price_from_cents,
  },
}

/** Which of a seller's products, in which order. */
interface Chosen {
  status?: OwnProduct['status'] | undefined
  words: readonly string[]
  low: boolean
  sort: Sort
}

function ofSeller(sellerId: string, { status, words, low }: Chosen): Prisma.Sql[] {
  const where = [Prisma.sql`p.seller_id = ${sellerId}::uuid`]
  if (status) where.push(inStatus(status))
  for (const word of words) where.push(Prisma.sql`p.search_name LIKE '%' || plain_text(${word}) || '%'`)
  if (low) where.push(isLow)
  return where
}

/** A page of everything a seller has. `words` must each be in a name, as they are typed. */
export async function listOwnProducts(
  media: Pictures,
  reader: Reader,
  sellerId: string,
  language: Language,
  page: Chosen & { limit: number; after: ListPosition | null },
): Promise<ListPage<OwnProduct>> {
  const where = ofSeller(sellerId, page)
  const order = orders[page.sort]
  if (page.after) where.push(order.after(page.after.key, page.after.id))
  const rows = await reader.$queryRaw<OwnRow[]>`
    SELECT ${ownColumns(language)} FROM products p LEFT JOIN craft_types c ON c.slug = p.craft CROSS JOIN ${shelf}
    WHERE ${Prisma.join(where, ' AND ')} ORDER BY ${order.by} LIMIT ${page.limit + 1}`
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  const pictures = await media.ownPictures(reader, shown.map(keptOf))
  return {
    items: shown.map((row, index) => ownOf(row, pictures[index] ?? [])),
    end: last ? { key: order.keyOf(last), id: last.id } : null,
  }
}

/** A page of what moved the pieces of a seller's product; null when it is not this seller's. */
export async function listMovements(
  reader: Reader,
  sellerId: string,
  productId: string,
  page: Pick<StockMovementQuery, 'kind' | 'sort' | 'limit'> & { after: ListPosition | null },
): Promise<ListPage<StockMovement> | null> {
  const own = await reader.$queryRaw<unknown[]>`
    SELECT 1 FROM products WHERE id = ${productId}::uuid AND seller_id = ${sellerId}::uuid`
  if (own.length === 0) return null
  const isNewest = page.sort === 'newest'
  const [beyond, direction] = isNewest ? [Prisma.sql`<`, Prisma.sql`DESC`] : [Prisma.sql`>`, Prisma.sql`ASC`]
  const after = page.after ? Prisma.sql`AND m.id ${beyond} ${page.after.id}::uuid` : Prisma.empty
  const ofKind = page.kind ? Prisma.sql`AND m.kind::text = ${page.kind}` : Prisma.empty
  const rows = await reader.$queryRaw<(Omit<StockMovement, 'createdAt'> & { created_at: Date })[]>`
    SELECT m.id, m.variant_id AS "variantId", m.kind::text AS kind, m.quantity, m.note, m.created_at
    FROM stock_movements m JOIN product_variants v ON v.id = m.variant_id
    WHERE v.product_id = ${productId}::uuid ${ofKind} ${after} ORDER BY m.id ${direction} LIMIT ${page.limit + 1}`
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return {
    items: shown.map(({ created_at, ...movement }) => ({ ...movement, createdAt: created_at.toISOString() })),
    end: last ? { key: 0, id: last.id } : null,
  }
}

export interface ExportedVariant {
  slug: string
  name: string
  nameEn: string | null
  description: string
  descriptionEn: string | null
  category: string
  craft: string | null
  status: string
  sku: string
  label: string
  labelEn: string | null
  priceCents: number
  stock: number
  lowStockAt: number | null
  weightGrams: number
  leadTimeDays: number
  madeToOrder: boolean
  materials: string[]
}
const productsAtOnce = 200

/** Some products of a spreadsheet, each with all of its variants. */
export async function variantsForExport(
  reader: Reader,
  sellerId: string,
  chosen: Chosen & { after: ListPosition | null },
): Promise<{ items: ExportedVariant[]; nextCursor: ListPosition | null }> {
  const where = ofSeller(sellerId, chosen)
  const order = orders[chosen.sort]
  if (chosen.after) where.push(order.after(chosen.after.key, chosen.after.id))
  const rows = await reader.$queryRaw<(ExportedVariant & { productId: string; fromCents: number; pieces: number })[]>`
    SELECT p.id AS "productId", p.price_from_cents AS "fromCents", p.pieces, p.slug, p.name, p.translations -> 'en' ->> 'name' AS "nameEn",
      p.description, p.translations -> 'en' ->> 'description' AS "descriptionEn",
      p.category::text AS category, p.craft, p.status::text AS status, v.sku, v.label, v.translations -> 'en' ->> 'label' AS "labelEn",
      v.price_cents AS "priceCents", v.on_hand - v.reserved AS stock, p.low_stock_at AS "lowStockAt", p.weight_grams AS "weightGrams",
      p.lead_time_days AS "leadTimeDays", p.made_to_order AS "madeToOrder", p.materials
    FROM (
      SELECT p.*, shelf.stock AS pieces, row_number() OVER (ORDER BY ${order.by}) AS place FROM products p CROSS JOIN ${shelf}
      WHERE ${Prisma.join(where, ' AND ')} ORDER BY ${order.by} LIMIT ${productsAtOnce}
    ) p JOIN product_variants v ON v.product_id = p.id
    ORDER BY p.place, v.sort, v.id`
  const last = rows.at(-1)
  return {
    items: rows.map(({ productId: _, fromCents: __, pieces: ___, ...variant }) => variant),
    nextCursor: last
      ? { key: order.keyOf({ stock: last.pieces, price_from_cents: last.fromCents }), id: last.productId }
      : null,
  }
}
