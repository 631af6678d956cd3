/** What guests are offered and wait for, as they see it. */
import type { Language } from '../../../../contracts/common.ts'
import type { SlotOffer, WaitlistEntry } from '../../../../contracts/schedules.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { pesos } from '../../platform/pure/money.ts'
import { choicesOf } from './offers.rules.ts'

interface OfferRow {
  id: string
  status: SlotOffer['status']
  bookingId: string
  code: string
  seats: number
  totalCents: number
  bookingStatus: SlotOffer['booking']['status']
  experienceId: string
  slug: string
  title: string
  titleEn: string | null
  image: string | null
  oldStartsAt: Date
  newStartsAt: Date | null
  timeZone: string
  message: string
  answerBy: Date
  slotOpen: boolean
  inTime: boolean
}

const offerSelect = Prisma.sql`
  SELECT o.id, o.status::text AS status, b.id AS "bookingId", b.code, b.seats, b.total_cents AS "totalCents", b.status::text AS "bookingStatus",
    e.id AS "experienceId", e.slug, e.title, e.translations -> 'en' ->> 'title' AS "titleEn", e.images[1] AS image, o.old_starts_at AS "oldStartsAt", o.new_starts_at AS "newStartsAt",
    e.time_zone AS "timeZone", o.message, o.answer_by AS "answerBy", s.state = 'OPEN' AS "slotOpen", o.answer_by > app_now() AS "inTime"
  FROM slot_offers o JOIN bookings b ON b.id = o.booking_id JOIN slots s ON s.id = b.slot_id JOIN experiences e ON e.id = b.experience_id`

function offerView(row: OfferRow, language: Language): SlotOffer {
  const kind = row.newStartsAt ? 'MOVED' : 'CLOSED'
  return {
    id: row.id,
    kind,
    status: row.status,
    booking: {
      id: row.bookingId,
      code: row.code,
      seats: row.seats,
      total: pesos(row.totalCents),
      status: row.bookingStatus,
    },
    experience: {
      id: row.experienceId,
      slug: row.slug,
      title: (language === 'en' && row.titleEn) || row.title,
      image: row.image,
    },
    oldStartsAt: row.oldStartsAt.toISOString(),
    newStartsAt: row.newStartsAt?.toISOString() ?? null,
    timeZone: row.timeZone,
    message: row.message,
    answerBy: row.answerBy.toISOString(),
    choices: choicesOf({ ...row, kind, open: row.status === 'OPEN' && row.inTime }),
  }
}

/** Open ones, the most urgent first. */
export async function listOffers(db: Reader, userId: string, language: Language): Promise<SlotOffer[]> {
  const rows = await db.$queryRaw<OfferRow[]>`
    ${offerSelect} WHERE b.user_id = ${userId}::uuid AND o.status = 'OPEN' AND o.answer_by > app_now() AND b.status NOT IN ('CANCELLED', 'COMPLETED')
    ORDER BY o.answer_by, o.id LIMIT 100`
  return rows.map((row) => offerView(row, language))
}

/** The latest about a booking of one's own. */
export async function findOffer(
  db: Reader,
  bookingId: string,
  userId: string,
  language: Language,
): Promise<SlotOffer | null> {
  const [row] = await db.$queryRaw<OfferRow[]>`
    ${offerSelect} WHERE b.id = ${bookingId}::uuid AND b.user_id = ${userId}::uuid ORDER BY o.created_at DESC, o.id DESC LIMIT 1`
  return row ? offerView(row, language) : null
}

interface EntryRow extends Omit<WaitlistEntry, 'startsAt' | 'experience' | 'offeredUntil' | 'createdAt'> {
  startsAt: Date
  experienceId: string
  slug: string
  title: string
  titleEn: string | null
  image: string | null
  offeredUntil: Date | null
  createdAt: Date
}

/** What they hold of the slot now says more than the entry, which the sweep brings up to date. */
const entrySelect = Prisma.sql`
  SELECT w.id, w.slot_id AS "slotId", s.starts_at AS "startsAt", e.time_zone AS "timeZone", e.id AS "experienceId", e.slug, e.title, e.translations -> 'en' ->> 'title' AS "titleEn",
    e.images[1] AS image, w.party, w.seats, w.created_at AS "createdAt",
    CASE WHEN w.status = 'OFFERED' AND now.paid THEN 'TAKEN' WHEN w.status = 'OFFERED' AND now.held IS NULL THEN 'EXPIRED'
      WHEN w.status = 'WAITING' AND (s.state = 'CANCELLED' OR s.is_private OR s.bookable_until <= app_now()) THEN 'EXPIRED' ELSE w.status::text END AS status,
    CASE WHEN w.status = 'WAITING' THEN (SELECT count(*)::int FROM waitlist_entries o WHERE o.slot_id = w.slot_id AND o.status = 'WAITING' AND (o.created_at, o.id) < (w.created_at, w.id)) END AS ahead,
    CASE WHEN w.status = 'OFFERED' THEN now.held END AS "bookingId", CASE WHEN w.status = 'OFFERED' THEN now.until END AS "offeredUntil"
  FROM waitlist_entries w JOIN slots s ON s.id = w.slot_id JOIN experiences e ON e.id = s.experience_id
  CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(b.status IN ('CONFIRMED', 'COMPLETED')), false) AS paid,
      (array_agg(b.id) FILTER (WHERE b.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')))[1] AS held,
      max(b.hold_expires_at) FILTER (WHERE b.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')) AS until
    FROM bookings b WHERE b.slot_id = w.slot_id AND b.user_id = w.user_id
  ) now`

const entryView = (
  { experienceId, slug, title, titleEn, image, ...row }: EntryRow,
  language: Language,
): WaitlistEntry => ({
  ...row,
  startsAt: row.startsAt.toISOString(),
  offeredUntil: row.offeredUntil?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  experience: { id: experienceId, slug, title: (language === 'en' && titleEn) || title, image },
})

/** What is still ahead, by start; what was paid or let go a moment ago is not waited for, whatever the sweep says yet. */
export async function listWaiting(db: Reader, userId: string, language: Language): Promise<WaitlistEntry[]> {
  const rows = await db.$queryRaw<EntryRow[]>`
    SELECT * FROM (${entrySelect} WHERE w.user_id = ${userId}::uuid AND w.status IN ('WAITING', 'OFFERED') AND s.starts_at > app_now()) entries
    WHERE status IN ('WAITING', 'OFFERED') ORDER BY "startsAt", id LIMIT 100`
  return rows.map((row) => entryView(row, language))
}

export async function findEntry(db: Reader, id: string, language: Language): Promise<WaitlistEntry | null> {
  const [row] = await db.$queryRaw<EntryRow[]>`${entrySelect} WHERE w.id = ${id}::uuid`
  return row ? entryView(row, language) : null
}
