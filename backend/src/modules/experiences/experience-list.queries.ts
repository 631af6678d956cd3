import type { Language } from '../../../../contracts/common.ts'
import type { ExperienceCard, ExperienceListQuery } from '../../../../contracts/experiences.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { rowLimit } from '../../platform/database/row-limit.ts'
import { nearWords, searchQuery } from '../../platform/database/text-search.ts'
import type { Typed } from '../../platform/lists/browse-list.ts'
import { cardOf } from './experience-card.ts'
import { type CardRow, cardColumns, nextSlot } from './experience-sql.ts'
import { namedHost } from './host.queries.ts'
import { onOffer } from './on-offer.ts'
import type { ListPage, ListPosition } from '../../platform/pure/list-cursor.ts'

interface Order {
  /** An integer, so that one cursor fits every order. Written exactly as in the index that serves it. */
  key: Prisma.Sql
  descending?: true
}

/** Beyond any date: experiences without a coming slot stand at the end of `soonest`. */
const never = 9_000_000_000_000_000

const orders: Record<ExperienceListQuery['sort'], Order> = {
  recommended: { key: Prisma.sql`(-e.rating_sum)` },
  rating: { key: Prisma.sql`(-((e.rating_sum + 20) * 1000 / (e.rating_count + 5)))` },
  price: { key: Prisma.sql`e.price_from_cents` },
  '-price': { key: Prisma.sql`e.price_from_cents`, descending: true },
  soonest: {
    key: Prisma.sql`coalesce((extract(epoch FROM next.starts_at) * 1000)::bigint, ${Prisma.raw(String(never))})`,
  },
}
/** With words, what fits them best is recommended. */
const byRank: Order = { key: Prisma.sql`(-(ts_rank(e.search, words.query) * 1000000)::int)` }
const byLikeness = (words: readonly string[]): Order => ({
  key: Prisma.sql`(-(strict_word_similarity(plain_text(${words.join(' ')}), e.search_name) * 1000000)::int)`,
})

function orderOf(sort: ExperienceListQuery['sort'], typed: Typed | null): Order {
  if (!typed || sort !== 'recommended') return orders[sort]
  return typed.exact ? byRank : byLikeness(typed.words)
}

function conditions(query: ExperienceListQuery, typed: Typed | null): Prisma.Sql[] {
  const { category, region, host, guests, priceMin, priceMax } = query
  const all = [onOffer('e')]
  if (category) all.push(Prisma.sql`e.category = ${category}::"ExperienceCategory"`)
  if (region) all.push(Prisma.sql`e.region = ${region}`)
  if (host) all.push(Prisma.sql`e.host_id = (SELECT own.id FROM host_profiles own WHERE ${namedHost('own', host)})`)
  if (guests !== undefined) all.push(Prisma.sql`${guests}::int BETWEEN e.min_party AND e.max_party`)
  if (priceMin !== undefined) all.push(Prisma.sql`e.price_from_cents >= ${priceMin}::int`)
  if (priceMax !== undefined) all.push(Prisma.sql`e.price_from_cents <= ${priceMax}::int`)
  if (typed?.exact) all.push(Prisma.sql`e.search @@ words.query`)
  else if (typed) all.push(nearWords(typed.words, { search: Prisma.sql`e.search`, name: Prisma.sql`e.search_name` }))
  return all
}

/**
 * One page of the public catalogue in one statement. Asking for dates or a party leaves only experiences with a slot
 * that can still be booked so; otherwise those without a coming slot are listed too.
 */
export async function listExperiences(
  reader: Reader,
  query: ExperienceListQuery,
  language: Language,
  { typed, after }: { typed: Typed | null; after: ListPosition | null },
): Promise<ListPage<ExperienceCard>> {
  const order = orderOf(query.sort, typed)
  const where = conditions(query, typed)
  const direction = order.descending ? Prisma.sql`DESC` : Prisma.empty
  if (after) {
    const compare = order.descending ? Prisma.sql`<` : Prisma.sql`>`
    where.push(Prisma.sql`(${order.key}, e.id) ${compare} (${after.key}::bigint, ${after.id}::uuid)`)
  }
  const needsSlot = query.from !== undefined || query.to !== undefined || query.guests !== undefined
  // The page is chosen first, so that slots are looked up for its rows alone unless the choice itself asks for them.
  const slotForChoice = needsSlot
    ? Prisma.sql`JOIN ${nextSlot(query)} ON true`
    : query.sort === 'soonest'
      ? Prisma.sql`LEFT JOIN ${nextSlot(query)} ON true`
      : Prisma.empty
  const rows = await reader.$queryRaw<(CardRow & { sort_key: bigint })[]>`
    SELECT ${cardColumns(language)}, page.sort_key
    FROM (
      SELECT e.id, ${order.key}::bigint AS sort_key
      FROM experiences e
      ${typed?.exact ? searchQuery(typed.words) : Prisma.empty}
      ${slotForChoice}
      WHERE ${Prisma.join(where, ' AND ')}
      ORDER BY ${order.key} ${direction}, e.id ${direction}
      LIMIT ${rowLimit(query.limit + 1)}
    ) page
    JOIN experiences e ON e.id = page.id
    JOIN host_profiles h ON h.id = e.host_id
    LEFT JOIN ${nextSlot(query)} ON true
    ORDER BY page.sort_key ${direction}, e.id ${direction}`
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return { items: shown.map(cardOf), end: last ? { key: Number(last.sort_key), id: last.id } : null }
}
