/** What reviews and questions are about: listings, and what somebody bought of them. Other modules' tables, read only. */
import type { ListingKind } from '../../../../contracts/reviews.ts'
import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import { onOffer } from '../experiences/index.ts'
import { onSale } from '../products/index.ts'

export interface Listing {
  kind: ListingKind
  id: string
  slug: string
  title: { es: string; en: string }
  payeeId: string
  payeeUserId: string
  payeeName: string
  /** Whether everyone sees it. */
  listed: boolean
}

const englishOf = (table: string, column: string, key: string) =>
  Prisma.raw(
    `jsonb_build_object('es', ${table}.${column}, 'en', coalesce(nullif(${table}.translations -> 'en' ->> '${key}', ''), ${table}.${column}))`,
  )

export async function findListing(reader: Reader | Tx, kind: ListingKind, id: string): Promise<Listing | null> {
  const [row] =
    kind === 'EXPERIENCE'
      ? await reader.$queryRaw<Omit<Listing, 'kind'>[]>`
          SELECT e.id, e.slug, ${englishOf('e', 'title', 'title')} AS title, h.id AS "payeeId", h.user_id AS "payeeUserId", h.name AS "payeeName",
            ${onOffer('e')} AS listed
          FROM experiences e JOIN host_profiles h ON h.id = e.host_id WHERE e.id = ${id}::uuid`
      : await reader.$queryRaw<Omit<Listing, 'kind'>[]>`
          SELECT p.id, p.slug, ${englishOf('p', 'name', 'name')} AS title, s.id AS "payeeId", s.user_id AS "payeeUserId", s.name AS "payeeName",
            ${onSale('p')} AS listed
          FROM products p JOIN seller_profiles s ON s.id = p.seller_id WHERE p.id = ${id}::uuid`
  return row ? { kind, ...row } : null
}

/** Something a person paid for. */
export interface Bought {
  userId: string
  listingKind: ListingKind
  listingId: string
  /** It took place, or arrived: there is something to say about it. */
  over: boolean
}

/** Somebody came; a booking that nobody came for was never lived. */
const wasThere = Prisma.sql`(b.status = 'COMPLETED' AND b.no_show_at IS NULL)`
/** Something of the line stayed with the buyer. */
const arrived = Prisma.sql`(o.status = 'DELIVERED' AND l.refunded_quantity < l.quantity)`

export async function findBought(
  tx: Tx,
  what: { bookingId?: string | undefined; orderLineId?: string | undefined },
): Promise<Bought | null> {
  const [row] = what.bookingId
    ? await tx.$queryRaw<Bought[]>`
        SELECT b.user_id AS "userId", 'EXPERIENCE' AS "listingKind", b.experience_id AS "listingId", ${wasThere} AS over
        FROM bookings b WHERE b.id = ${what.bookingId}::uuid`
    : await tx.$queryRaw<Bought[]>`
        SELECT o.user_id AS "userId", 'PRODUCT' AS "listingKind", l.product_id AS "listingId", ${arrived} AS over
        FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE l.id = ${what.orderLineId}::uuid`
  return row ?? null
}

export interface ReviewableRow {
  id: string
  bookingId: string | null
  orderLineId: string | null
  code: string
  kind: ListingKind
  listingId: string
  slug: string
  title: { es: string; en: string }
  image: string | null
  at: Date
}

/** What a person may still review, latest first. */
export async function listReviewable(
  reader: Reader,
  userId: string,
  page: { limit: number; after: { at: Date; id: string } | null },
): Promise<ReviewableRow[]> {
  const after = page.after
    ? Prisma.sql`WHERE (found.at, found.id) < (${page.after.at}, ${page.after.id}::uuid)`
    : Prisma.empty
  return reader.$queryRaw<ReviewableRow[]>`
    SELECT * FROM (
      SELECT b.id, b.id AS "bookingId", null::uuid AS "orderLineId", b.code, 'EXPERIENCE' AS kind, e.id AS "listingId", e.slug,
        ${englishOf('e', 'title', 'title')} AS title, e.images[1] AS image, coalesce(b.completed_at, b.updated_at) AS at
      FROM bookings b JOIN experiences e ON e.id = b.experience_id
      WHERE b.user_id = ${userId}::uuid AND ${wasThere} AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.booking_id = b.id)
      UNION ALL
      SELECT l.id, null, l.id, o.code, 'PRODUCT', p.id, p.slug, ${englishOf('p', 'name', 'name')}, coalesce(l.image, p.images[1]),
        coalesce(o.delivered_at, o.updated_at)
      FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN products p ON p.id = l.product_id
      WHERE o.user_id = ${userId}::uuid AND ${arrived} AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.order_line_id = l.id)
    ) found
    ${after}
    ORDER BY found.at DESC, found.id DESC LIMIT ${page.limit + 1}`
}
