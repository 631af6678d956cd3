/** What a thread may be about, and between whom. */
import type { ThreadSubjectKind } from '../../../../contracts/messages.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { onOffer } from '../experiences/index.ts'
import { onSale } from '../products/index.ts'

export interface Subject {
  /** Null for a listing: whoever asks is the buyer. */
  buyerId: string | null
  payeeId: string
  payeeUserId: string
  /** A listing that everyone sees, or something that was paid for: before that it is none of the seller's. */
  open: boolean
}

const sources: Record<ThreadSubjectKind, (id: string) => Prisma.Sql> = {
  EXPERIENCE: (id) => Prisma.sql`
    SELECT NULL AS "buyerId", h.id AS "payeeId", h.user_id AS "payeeUserId", ${onOffer('e')} AS open
    FROM experiences e JOIN host_profiles h ON h.id = e.host_id WHERE e.id = ${id}::uuid`,
  PRODUCT: (id) => Prisma.sql`
    SELECT NULL AS "buyerId", s.id AS "payeeId", s.user_id AS "payeeUserId", ${onSale('p')} AS open
    FROM products p JOIN seller_profiles s ON s.id = p.seller_id WHERE p.id = ${id}::uuid`,
  BOOKING: (id) => Prisma.sql`
    SELECT b.user_id AS "buyerId", h.id AS "payeeId", h.user_id AS "payeeUserId", b.confirmed_at IS NOT NULL AS open
    FROM bookings b JOIN host_profiles h ON h.id = b.host_id WHERE b.id = ${id}::uuid`,
  ORDER: (id) => Prisma.sql`
    SELECT o.user_id AS "buyerId", s.id AS "payeeId", s.user_id AS "payeeUserId", o.paid_at IS NOT NULL AS open
    FROM orders o JOIN seller_profiles s ON s.id = o.seller_id WHERE o.id = ${id}::uuid`,
}

export async function findSubject(db: Reader, kind: ThreadSubjectKind, id: string): Promise<Subject | null> {
  const [row] = await db.$queryRaw<Subject[]>(sources[kind](id))
  return row ?? null
}

const bilingual = (spanish: string, english: string) =>
  Prisma.raw(`jsonb_build_object('es', ${spanish}, 'en', coalesce(nullif(${english}, ''), ${spanish}))`)

/** What to call what a thread `t` is about: `about.title` in both languages, `about.code`, `about.slug`, `about.image`. */
export const aboutSubject: Prisma.Sql = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT ${bilingual('e.title', "e.translations -> 'en' ->> 'title'")} AS title, NULL AS code, e.slug, e.images[1] AS image
    FROM experiences e WHERE t.subject_kind = 'EXPERIENCE' AND e.id = t.subject_id
    UNION ALL
    SELECT ${bilingual('p.name', "p.translations -> 'en' ->> 'name'")}, NULL, p.slug, p.images[1]
    FROM products p WHERE t.subject_kind = 'PRODUCT' AND p.id = t.subject_id
    UNION ALL
    SELECT ${bilingual('e.title', "e.translations -> 'en' ->> 'title'")}, b.code, e.slug, e.images[1]
    FROM bookings b JOIN experiences e ON e.id = b.experience_id WHERE t.subject_kind = 'BOOKING' AND b.id = t.subject_id
    UNION ALL
    SELECT coalesce(l.name, jsonb_build_object('es', '', 'en', '')), o.code, NULL, l.image
    FROM orders o LEFT JOIN LATERAL (SELECT name, image FROM order_lines l WHERE l.order_id = o.id ORDER BY l.id LIMIT 1) l ON true
    WHERE t.subject_kind = 'ORDER' AND o.id = t.subject_id
  ) about`
