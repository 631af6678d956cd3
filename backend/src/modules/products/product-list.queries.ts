import { Id, type Language } from '../../../../contracts/common.ts'
import type { ProductCard, ProductListQuery } from '../../../../contracts/products.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { rowLimit } from '../../platform/database/row-limit.ts'
import { nearWords, searchQuery } from '../../platform/database/text-search.ts'
import type { Typed } from '../../platform/lists/browse-list.ts'
import type { ListPage, ListPosition } from '../../platform/pure/list-cursor.ts'
import { onSale } from './on-sale.ts'
import { cardOf } from './product-card.ts'
import { cardColumns, cardJoins, type CardRow, inStock } from './product-sql.ts'

interface Order {
  /** Written exactly as in the index that serves it. */
  by: Prisma.Sql
  descending?: true
  /** `by` as an integer, so that one cursor fits every order; absent when it is one. */
  key?: Prisma.Sql
  /** The integer of a cursor as a value of `by`. */
  from?: (key: number) => Prisma.Sql
  /** Among equals the random end of the id decides and not its beginning, the time: a workshop writes its pieces down together. */
  mixed?: true
}

const orders: Record<ProductListQuery['sort'], Order> = {
  recommended: { by: Prisma.sql`(-p.rating_sum)`, mixed: true },
  rating: { by: Prisma.sql`(-((p.rating_sum + 20) * 1000 / (p.rating_count + 5)))` },
  price: { by: Prisma.sql`p.price_from_cents` },
  '-price': { by: Prisma.sql`p.price_from_cents`, descending: true },
  newest: {
    by: Prisma.sql`p.created_at`,
    descending: true,
    // Milliseconds, which is all that the column keeps.
    key: Prisma.sql`(extract(epoch FROM p.created_at) * 1000)`,
    from: (key) => Prisma.sql`(timestamptz 'epoch' + ${key}::bigint * interval '1 millisecond')`,
  },
}
/** Written exactly as in the indexes. */
const randomEnd = Prisma.sql`(right(p.id::text, 12)), `
/** With words, what fits them best is recommended. */
const byRank: Order = { by: Prisma.sql`(-(ts_rank(p.search, words.query) * 1000000)::int)` }
const byLikeness = (words: readonly string[]): Order => ({
  by: Prisma.sql`(-(strict_word_similarity(plain_text(${words.join(' ')}), p.search_name) * 1000000)::int)`,
})

function orderOf(sort: ProductListQuery['sort'], typed: Typed | null): Order {
  if (!typed || sort !== 'recommended') return orders[sort]
  return typed.exact ? byRank : byLikeness(typed.words)
}

function conditions(query: ProductListQuery, typed: Typed | null): Prisma.Sql[] {
  const { category, craft, region, town, seller, priceMin, priceMax } = query
  const all = [onSale('p')]
  if (category) all.push(Prisma.sql`p.category = ${category}::"ProductCategory"`)
  if (craft) all.push(Prisma.sql`p.craft = ${craft}`)
  if (region) all.push(Prisma.sql`p.region = ${region}`)
  if (town) all.push(Prisma.sql`p.town = ${town}`)
  if (seller && Id.safeParse(seller).success) all.push(Prisma.sql`p.seller_id = ${seller}::uuid`)
  else if (seller) all.push(Prisma.sql`p.seller_id = (SELECT id FROM seller_profiles WHERE slug = ${seller})`)
  if (priceMin !== undefined) all.push(Prisma.sql`p.price_from_cents >= ${priceMin}::int`)
  if (priceMax !== undefined) all.push(Prisma.sql`p.price_from_cents <= ${priceMax}::int`)
  if (query.inStock === 'true') all.push(inStock)
  if (typed?.exact) all.push(Prisma.sql`p.search @@ words.query`)
  else if (typed) all.push(nearWords(typed.words, { search: Prisma.sql`p.search`, name: Prisma.sql`p.search_name` }))
  return all
}

/** One page of the public catalogue in one statement. The page is chosen first; the rest is looked up for its rows alone. */
export async function listProducts(
  reader: Reader,
  query: ProductListQuery,
  language: Language,
  { typed, after }: { typed: Typed | null; after: ListPosition | null },
): Promise<ListPage<ProductCard>> {
  const order = orderOf(query.sort, typed)
  const where = conditions(query, typed)
  const mixed = order.mixed ? randomEnd : Prisma.empty
  const direction = order.descending ? Prisma.sql`DESC` : Prisma.empty
  if (after) {
    const compare = order.descending ? Prisma.sql`<` : Prisma.sql`>`
    const from = order.from?.(after.key) ?? Prisma.sql`${after.key}::bigint`
    const end = order.mixed ? Prisma.sql`right(${after.id}::text, 12), ` : Prisma.empty
    where.push(Prisma.sql`(${order.by}, ${mixed} p.id) ${compare} (${from}, ${end} ${after.id}::uuid)`)
  }
  const rows = await reader.$queryRaw<(CardRow & { sort_key: bigint })[]>`
    SELECT ${cardColumns(language)}, page.sort_key
    FROM (
      SELECT p.id, ${order.key ?? order.by}::bigint AS sort_key
      FROM products p
      ${typed?.exact ? searchQuery(typed.words) : Prisma.empty}
      WHERE ${Prisma.join(where, ' AND ')}
      ORDER BY ${order.by} ${direction}, ${mixed} p.id ${direction}
      LIMIT ${rowLimit(query.limit + 1)}
    ) page
    JOIN products p ON p.id = page.id
    ${cardJoins}
    ORDER BY page.sort_key ${direction}, ${mixed} p.id ${direction}`
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return { items: shown.map(cardOf), end: last ? { key: Number(last.sort_key), id: last.id } : null }
}
