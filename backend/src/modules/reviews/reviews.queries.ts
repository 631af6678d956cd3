/** Reviews and questions as they are read. Every list is ordered by one integer, then by id, latest first. */
import type { Language } from '../../../../contracts/common.ts'
import type {
  InboxQuery,
  ListingKind,
  ListingRef,
  OwnReview,
  PublicAnswer,
  Question,
  ReceivedQuestion,
  ReceivedReview,
  Review,
  ReviewInboxQuery,
  ReviewListQuery,
} from '../../../../contracts/reviews.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import type { ListPage, ListPosition } from '../../platform/pure/list-cursor.ts'
import { publicName } from './review.rules.ts'

interface Asked {
  limit: number
  after: ListPosition | null
}

/** Milliseconds, which is all that the column keeps. */
const latest = (table: string): Prisma.Sql => Prisma.raw(`(-(extract(epoch FROM ${table}.created_at) * 1000)::bigint)`)
/** Unanswered ones stand before (or behind) all others: a number beyond any date. */
const unansweredFirst = (table: string) =>
  Prisma.sql`(CASE WHEN ${Prisma.raw(table)}.answer IS NULL THEN 0 ELSE 4000000000000000 END + ${latest(table)})`
const inboxOrders = (table: 'r' | 'q'): Record<InboxQuery['sort'], Prisma.Sql> => ({
  open: unansweredFirst(table),
  newest: latest(table),
  oldest: Prisma.raw(`(extract(epoch FROM ${table}.created_at) * 1000)::bigint`),
})
const reviewInboxOrders: Record<ReviewInboxQuery['sort'], Prisma.Sql> = {
  ...inboxOrders('r'),
  worst: Prisma.sql`r.rating::bigint`,
  best: Prisma.sql`(-r.rating)::bigint`,
}
const answeredFirst = Prisma.sql`(CASE WHEN q.answer IS NULL THEN 4000000000000000 ELSE 0 END + ${latest('q')})`

const reviewOrders: Record<ReviewListQuery['sort'], Prisma.Sql> = {
  recent: latest('r'),
  helpful: Prisma.sql`(-r.helpful_count)`,
  rating: Prisma.sql`(-r.rating)`,
  '-rating': Prisma.sql`r.rating`,
}

function beyond(key: Prisma.Sql, table: 'r' | 'q', after: ListPosition | null): Prisma.Sql {
  if (!after) return Prisma.empty
  const id = Prisma.raw(`${table}.id`)
  return Prisma.sql`AND (${key} > ${after.key}::bigint OR (${key} = ${after.key}::bigint AND ${id} < ${after.id}::uuid))`
}

function pageOf<Row extends { id: string; sort_key: bigint | number | string }, Item>(
  rows: Row[],
  limit: number,
  toItem: (row: Row) => Item,
): ListPage<Item> {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { items: shown.map(toItem), end: last ? { key: Number(last.sort_key), id: last.id } : null }
}

/** The name behind an answer: the host's or the workshop's. */
const payeeName = (table: 'r' | 'q') =>
  Prisma.raw(`CASE ${table}.listing_kind WHEN 'EXPERIENCE' THEN (SELECT h.name FROM host_profiles h WHERE h.id = ${table}.payee_id)
    ELSE (SELECT s.name FROM seller_profiles s WHERE s.id = ${table}.payee_id) END`)

const listingJson = (table: 'r' | 'q', language: Language) => {
  const of = (row: string, column: string) =>
    language === 'es'
      ? `${row}.${column}`
      : `coalesce(nullif(${row}.translations -> 'en' ->> '${column}', ''), ${row}.${column})`
  return Prisma.raw(`CASE ${table}.listing_kind
    WHEN 'EXPERIENCE' THEN (SELECT json_build_object('kind', 'EXPERIENCE', 'id', e.id, 'slug', e.slug, 'title', ${of('e', 'title')}, 'image', e.images[1])
      FROM experiences e WHERE e.id = ${table}.listing_id)
    ELSE (SELECT json_build_object('kind', 'PRODUCT', 'id', p.id, 'slug', p.slug, 'title', ${of('p', 'name')}, 'image', p.images[1])
      FROM products p WHERE p.id = ${table}.listing_id) END`)
}

interface AnswerRow {
  answer: string | null
  answered_at: Date | null
  payee_name: string | null
}
const answerOf = ({ answer, answered_at: at, payee_name: by }: AnswerRow): PublicAnswer | null =>
  answer !== null && at ? { text: answer, at: at.toISOString(), by: by ?? '' } : null

interface ReviewRow extends AnswerRow {
  id: string
  sort_key: bigint
  rating: number
  text: string
  language: string
  pictures: (Review['pictures'][number] & { id: string | null })[]
  author: string
  helpful_count: number
  found_helpful: boolean
  mine: boolean
  created_at: Date
  edited_at: Date | null
}

const reviewColumns = (
  viewerId: string | null,
) => Prisma.sql`r.id, r.rating, r.text, r.language, u.name AS author, r.answer, r.answered_at,
  ${payeeName('r')} AS payee_name, r.helpful_count, r.created_at, r.edited_at,
  EXISTS (SELECT 1 FROM review_votes v WHERE v.review_id = r.id AND v.user_id = ${viewerId}::uuid) AS found_helpful,
  coalesce(r.user_id = ${viewerId}::uuid, false) AS mine,
  coalesce((
    SELECT json_agg(json_build_object('id', m.id, 'url', image.url, 'blur', m.blur, 'width', m.width, 'height', m.height) ORDER BY image.position)
    FROM unnest(r.images) WITH ORDINALITY AS image(url, position)
    LEFT JOIN media m ON m.content_hash = substring(image.url FROM '([0-9a-f]{64})-[0-9]+\\.webp$')
  ), '[]') AS pictures`

const reviewOf = (row: ReviewRow): Review => ({
  id: row.id,
  rating: row.rating,
  text: row.text,
  language: row.language as Review['language'],
  pictures: row.pictures.map(({ url, blur, width, height }) => ({ url, blur, width, height })),
  author: { name: publicName(row.author) },
  answer: answerOf(row),
  helpfulCount: row.helpful_count,
  foundHelpful: row.found_helpful,
  mine: row.mine,
  createdAt: row.created_at.toISOString(),
  editedAt: row.edited_at?.toISOString() ?? null,
})

export async function listReviews(
  reader: Reader,
  listing: { kind: ListingKind; id: string },
  query: Pick<ReviewListQuery, 'sort' | 'stars'>,
  viewerId: string | null,
  { limit, after }: Asked,
): Promise<ListPage<Review>> {
  const key = reviewOrders[query.sort]
  const rows = await reader.$queryRaw<ReviewRow[]>`
    SELECT ${reviewColumns(viewerId)}, page.sort_key
    FROM (
      SELECT r.id, ${key}::bigint AS sort_key FROM reviews r
      WHERE r.listing_id = ${listing.id}::uuid AND r.listing_kind = ${listing.kind}::"ListingKind" AND r.hidden_at IS NULL
        ${query.stars === undefined ? Prisma.empty : Prisma.sql`AND r.rating = ${query.stars}::int`}
        ${beyond(key, 'r', after)}
      ORDER BY ${key}, r.id DESC LIMIT ${limit + 1}
    ) page
    JOIN reviews r ON r.id = page.id JOIN users u ON u.id = r.user_id
    ORDER BY page.sort_key, r.id DESC`
  return pageOf(rows, limit, reviewOf)
}

export async function countRatings(
  reader: Reader,
  listing: { kind: ListingKind; id: string },
): Promise<{ rating: number; count: number }[]> {
  return reader.$queryRaw<{ rating: number; count: number }[]>`
    SELECT rating, count(*)::int AS count FROM reviews
    WHERE listing_id = ${listing.id}::uuid AND listing_kind = ${listing.kind}::"ListingKind" AND hidden_at IS NULL GROUP BY rating`
}

/** One that everyone sees; null for a hidden one. */
export async function findReview(reader: Reader, id: string, viewerId: string | null): Promise<Review | null> {
  const [row] = await reader.$queryRaw<ReviewRow[]>`
    SELECT ${reviewColumns(viewerId)} FROM reviews r JOIN users u ON u.id = r.user_id WHERE r.id = ${id}::uuid AND r.hidden_at IS NULL`
  return row ? reviewOf(row) : null
}

interface OwnReviewRow extends ReviewRow {
  listing: ListingRef
  booking_id: string | null
  order_line_id: string | null
  editable_until: Date
  hidden: boolean
}

/** A person's own reviews, hidden ones too; with an id, that one alone. */
export async function listOwnReviews(
  reader: Reader,
  userId: string,
  language: Language,
  { limit, after, id }: Asked & { id?: string },
): Promise<ListPage<OwnReview>> {
  const rows = await reader.$queryRaw<OwnReviewRow[]>`
    SELECT ${reviewColumns(userId)}, ${latest('r')} AS sort_key, ${listingJson('r', language)} AS listing, r.booking_id, r.order_line_id,
      r.editable_until, r.hidden_at IS NOT NULL AS hidden
    FROM reviews r JOIN users u ON u.id = r.user_id
    WHERE r.user_id = ${userId}::uuid ${id === undefined ? Prisma.empty : Prisma.sql`AND r.id = ${id}::uuid`}
      ${beyond(latest('r'), 'r', after)}
    ORDER BY ${latest('r')}, r.id DESC LIMIT ${limit + 1}`
  return pageOf(rows, limit, (row) => ({
    ...reviewOf(row),
    listing: row.listing,
    bookingId: row.booking_id,
    orderLineId: row.order_line_id,
    editableUntil: row.editable_until.toISOString(),
    hidden: row.hidden,
    imageIds: row.pictures.flatMap((picture) => picture.id ?? []),
  }))
}

interface Inbox extends Asked {
  payeeId: string
  answered: boolean | null
  viewerId: string
  language: Language
}
const answeredOnly = (table: 'r' | 'q', answered: boolean | null) =>
  answered === null ? Prisma.empty : Prisma.raw(`AND ${table}.answer IS ${answered ? 'NOT NULL' : 'NULL'}`)

/** What a host or workshop received. `id` asks for one alone. */
export async function listReceivedReviews(
  reader: Reader,
  asked: Inbox & Partial<Pick<ReviewInboxQuery, 'sort' | 'stars'>> & { id?: string },
): Promise<ListPage<ReceivedReview>> {
  const { payeeId, answered, viewerId, language, limit, after, id, sort = 'open', stars } = asked
  const key = reviewInboxOrders[sort]
  const rows = await reader.$queryRaw<(ReviewRow & { listing: ListingRef; code: string })[]>`
    SELECT ${reviewColumns(viewerId)}, ${key}::bigint AS sort_key, ${listingJson('r', language)} AS listing,
      coalesce((SELECT b.code FROM bookings b WHERE b.id = r.booking_id),
        (SELECT o.code FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE l.id = r.order_line_id)) AS code
    FROM reviews r JOIN users u ON u.id = r.user_id
    WHERE r.payee_id = ${payeeId}::uuid AND r.hidden_at IS NULL ${answeredOnly('r', answered)}
      ${stars === undefined ? Prisma.empty : Prisma.sql`AND r.rating = ${stars}::int`}
      ${id === undefined ? Prisma.empty : Prisma.sql`AND r.id = ${id}::uuid`} ${beyond(key, 'r', after)}
    ORDER BY ${key}, r.id DESC LIMIT ${limit + 1}`
  return pageOf(rows, limit, (row) => ({ ...reviewOf(row), listing: row.listing, code: row.code }))
}

export async function countUnanswered(
  reader: Reader,
  table: 'reviews' | 'questions',
  payeeId: string,
): Promise<number> {
  const [row] = await reader.$queryRaw<{ number: number }[]>`
    SELECT count(*)::int AS number FROM ${Prisma.raw(table)} WHERE payee_id = ${payeeId}::uuid AND answer IS NULL AND hidden_at IS NULL`
  return row?.number ?? 0
}

interface QuestionRow extends AnswerRow {
  id: string
  sort_key: bigint
  text: string
  author: string
  mine: boolean
  created_at: Date
}
const questionColumns = (viewerId: string | null) => Prisma.sql`q.id, q.text, u.name AS author, q.answer, q.answered_at,
  ${payeeName('q')} AS payee_name, coalesce(q.user_id = ${viewerId}::uuid, false) AS mine, q.created_at`
const questionOf = (row: QuestionRow): Question => ({
  id: row.id,
  text: row.text,
  author: { name: publicName(row.author) },
  answer: answerOf(row),
  mine: row.mine,
  createdAt: row.created_at.toISOString(),
})

/** Those with an answer first, each part latest first. `id` asks for one alone. */
export async function listQuestions(
  reader: Reader,
  listing: { kind: ListingKind; id: string },
  viewerId: string | null,
  { limit, after, id }: Asked & { id?: string },
): Promise<ListPage<Question>> {
  const rows = await reader.$queryRaw<QuestionRow[]>`
    SELECT ${questionColumns(viewerId)}, ${answeredFirst}::bigint AS sort_key
    FROM questions q JOIN users u ON u.id = q.user_id
    WHERE q.listing_id = ${listing.id}::uuid AND q.listing_kind = ${listing.kind}::"ListingKind" AND q.hidden_at IS NULL
      ${id === undefined ? Prisma.empty : Prisma.sql`AND q.id = ${id}::uuid`} ${beyond(answeredFirst, 'q', after)}
    ORDER BY ${answeredFirst}, q.id DESC LIMIT ${limit + 1}`
  return pageOf(rows, limit, questionOf)
}

/** What a host or workshop was asked. `id` asks for one alone. */
export async function listReceivedQuestions(
  reader: Reader,
  asked: Inbox & Partial<Pick<InboxQuery, 'sort'>> & { id?: string },
): Promise<ListPage<ReceivedQuestion>> {
  const { payeeId, answered, viewerId, language, limit, after, id, sort = 'open' } = asked
  const key = inboxOrders('q')[sort]
  const rows = await reader.$queryRaw<(QuestionRow & { listing: ListingRef })[]>`
    SELECT ${questionColumns(viewerId)}, ${key}::bigint AS sort_key, ${listingJson('q', language)} AS listing
    FROM questions q JOIN users u ON u.id = q.user_id
    WHERE q.payee_id = ${payeeId}::uuid AND q.hidden_at IS NULL ${answeredOnly('q', answered)}
      ${id === undefined ? Prisma.empty : Prisma.sql`AND q.id = ${id}::uuid`} ${beyond(key, 'q', after)}
    ORDER BY ${key}, q.id DESC LIMIT ${limit + 1}`
  return pageOf(rows, limit, (row) => ({ ...questionOf(row), listing: row.listing }))
}
