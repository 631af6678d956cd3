/** Every query that writes or locks the offers that guests get when a time was moved or closed. */
import { type Database, Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

export interface NewOffer {
  bookingId: string
  slotId: string
  oldStartsAt: Date
  newStartsAt: Date | null
  message: string
  answerBy: Date
}

/** A time moved again before everybody answered: the new offer takes the place of the one still open, and keeps its first time. */
export async function insertOffer(tx: Tx, offer: NewOffer): Promise<string> {
  const [before] = await tx.$queryRaw<{ oldStartsAt: Date }[]>`
    UPDATE slot_offers SET status = 'LAPSED', answered_at = app_now() WHERE booking_id = ${offer.bookingId}::uuid AND status = 'OPEN'
    RETURNING old_starts_at AS "oldStartsAt"`
  const id = newId()
  await tx.$executeRaw`
    INSERT INTO slot_offers (id, booking_id, slot_id, old_starts_at, new_starts_at, message, answer_by, created_at)
    VALUES (${id}::uuid, ${offer.bookingId}::uuid, ${offer.slotId}::uuid, ${before?.oldStartsAt ?? offer.oldStartsAt}, ${offer.newStartsAt}, ${offer.message}, ${offer.answerBy}, app_now())`
  return id
}

/** False when it is answered already; `late` also takes one whose time is over (the sweep). */
export async function settleOffer(
  tx: Tx,
  offerId: string,
  outcome: 'KEPT' | 'MOVED' | 'REFUNDED' | 'LAPSED',
  { late }: { late: boolean },
): Promise<boolean> {
  const settled = await tx.$executeRaw`
    UPDATE slot_offers SET status = ${outcome}::"SlotOfferStatus", answered_at = app_now()
    WHERE id = ${offerId}::uuid AND status = 'OPEN' AND (${late} OR answer_by > app_now())`
  return settled === 1
}

export interface OpenOffer {
  id: string
  bookingId: string
  code: string
  userId: string
  hostId: string
  hostUserId: string
  title: { es: string; en: string }
  timeZone: string
  newStartsAt: Date | null
  startsAt: Date
  slotOpen: boolean
  bookingStatus: 'PENDING_PAYMENT' | 'PENDING' | 'PAYMENT_FAILED' | 'CONFIRMED' | 'COMPLETED' | 'CANCELLED'
}

const openOffer = Prisma.sql`
  SELECT o.id, b.id AS "bookingId", b.code, b.user_id AS "userId", b.host_id AS "hostId", h.user_id AS "hostUserId",
    jsonb_build_object('es', e.title, 'en', coalesce(e.translations -> 'en' ->> 'title', e.title)) AS title, e.time_zone AS "timeZone",
    o.new_starts_at AS "newStartsAt", s.starts_at AS "startsAt", s.state = 'OPEN' AS "slotOpen", b.status::text AS "bookingStatus"
  FROM slot_offers o JOIN bookings b ON b.id = o.booking_id JOIN slots s ON s.id = b.slot_id JOIN experiences e ON e.id = b.experience_id JOIN host_profiles h ON h.id = b.host_id`

export async function findOpenOffer(db: Reader, bookingId: string, userId: string): Promise<OpenOffer | null> {
  const [row] = await db.$queryRaw<OpenOffer[]>`
    ${openOffer} WHERE o.booking_id = ${bookingId}::uuid AND b.user_id = ${userId}::uuid AND o.status = 'OPEN' AND o.answer_by > app_now()`
  return row ?? null
}

export function overdueOffers(db: Reader, limit: number): Promise<OpenOffer[]> {
  return db.$queryRaw<
    OpenOffer[]
  >`${openOffer} WHERE o.status = 'OPEN' AND o.answer_by <= app_now() ORDER BY o.answer_by LIMIT ${limit}`
}

/** Whose booking ended or went elsewhere: nobody has to answer. */
export async function lapseOffers(database: Database): Promise<void> {
  await database.statement(Prisma.sql`
    UPDATE slot_offers o SET status = 'LAPSED', answered_at = app_now() FROM bookings b
    WHERE b.id = o.booking_id AND o.status = 'OPEN' AND (b.status IN ('CANCELLED', 'COMPLETED') OR b.slot_id <> o.slot_id)`)
}
