/** Workshops and crafts as they are read. */
import { Id, type Language } from '../../../../contracts/common.ts'
import type { Craft, Seller } from '../../../../contracts/products.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { localText } from '../../platform/database/local-text.ts'
import { onSale } from './on-sale.ts'
import type { ListPage, ListPosition } from '../../platform/pure/list-cursor.ts'

/** The workshop of a person. */
export interface OwnSeller {
  id: string
  slug: string
  name: string
}

/** The workshop of a person; null for someone who does not sell. */
export async function findSellerByUser(reader: Reader, userId: string): Promise<OwnSeller | null> {
  return reader.sellerProfile.findUnique({ where: { userId }, select: { id: true, slug: true, name: true } })
}

interface SellerRow {
  id: string
  slug: string
  name: string
  owner_name: string
  town: string
  region: string
  lat: number | null
  lng: number | null
  founded_year: number | null
  story: string
  images: string[]
  verified: boolean
  return_days: number
  crafts: { slug: string; name: string }[]
  product_count: number
  is_paused: boolean
}

/** A workshop that closed, or that staff hid, is not there. One that pauses is, without its pieces. */
const isShown = Prisma.sql`s.closed_at IS NULL AND s.hidden_at IS NULL`

function sellerColumns(language: Language): Prisma.Sql {
  return Prisma.sql`s.id, s.slug, s.name, s.owner_name, s.town, s.region, s.lat, s.lng, s.founded_year, s.images, s.verified, s.return_days, s.paused_at IS NOT NULL AS is_paused,
    ${localText(language, 's', Prisma.sql`s.story`, 'story')} AS story,
    coalesce((
      SELECT json_agg(json_build_object('slug', c.slug, 'name', ${localText(language, 'c', Prisma.sql`c.name`, 'name')}) ORDER BY own.number)
      FROM unnest(s.crafts) WITH ORDINALITY own (slug, number) JOIN craft_types c ON c.slug = own.slug
    ), '[]') AS crafts,
    (SELECT count(*)::int FROM products p WHERE p.seller_id = s.id AND ${onSale('p')}) AS product_count`
}

const sellerOf = (row: SellerRow): Seller => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  town: row.town,
  verified: row.verified,
  ownerName: row.owner_name,
  region: row.region as Seller['region'],
  location: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
  crafts: row.crafts,
  foundedYear: row.founded_year,
  story: row.story,
  images: row.images,
  returnDays: row.return_days,
  productCount: row.product_count,
  isPaused: row.is_paused,
})

/** A page of workshops, those that staff have verified first, then by age. */
export async function listSellers(
  reader: Reader,
  query: { region?: string | undefined; craft?: string | undefined; limit: number },
  language: Language,
  after: ListPosition | null,
): Promise<ListPage<Seller>> {
  const where = [isShown]
  if (query.region) where.push(Prisma.sql`s.region = ${query.region}`)
  if (query.craft) where.push(Prisma.sql`${query.craft} = ANY(s.crafts)`)
  if (after) where.push(Prisma.sql`((NOT s.verified)::int, s.id) > (${after.key}::int, ${after.id}::uuid)`)
  const rows = await reader.$queryRaw<SellerRow[]>`
    SELECT ${sellerColumns(language)} FROM seller_profiles s
    WHERE ${Prisma.join(where, ' AND ')} ORDER BY (NOT s.verified)::int, s.id LIMIT ${query.limit + 1}`
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return { items: shown.map(sellerOf), end: last ? { key: last.verified ? 0 : 1, id: last.id } : null }
}

export async function findSeller(reader: Reader, idOrSlug: string, language: Language): Promise<Seller | null> {
  const named = Id.safeParse(idOrSlug).success ? Prisma.sql`s.id = ${idOrSlug}::uuid` : Prisma.sql`s.slug = ${idOrSlug}`
  const [row] = await reader.$queryRaw<SellerRow[]>`
    SELECT ${sellerColumns(language)} FROM seller_profiles s WHERE ${named} AND ${isShown}`
  return row ? sellerOf(row) : null
}

/** All crafts in their order, with how many products each has on sale. */
export async function listCrafts(reader: Reader, language: Language): Promise<Craft[]> {
  return reader.$queryRaw<Craft[]>`
    SELECT c.slug, c.category::text AS category, c.towns, coalesce(counted.number, 0) AS "productCount",
      ${localText(language, 'c', Prisma.sql`c.name`, 'name')} AS name,
      ${localText(language, 'c', Prisma.sql`c.technique`, 'technique')} AS technique,
      ${localText(language, 'c', Prisma.sql`c.description`, 'description')} AS description
    FROM craft_types c
    LEFT JOIN (SELECT craft, count(*)::int AS number FROM products p WHERE ${onSale('p')} GROUP BY craft) counted ON counted.craft = c.slug
    ORDER BY c.sort, c.slug`
}
