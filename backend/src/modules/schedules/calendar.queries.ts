/** A host's calendar, who is in it, and what a change would touch. Joins what other modules own; writes nothing. */
import type { Language } from '../../../../contracts/common.ts'
import type { Affected, HostSlot, Manifest } from '../../../../contracts/schedules.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { pesos } from '../../platform/pure/money.ts'
import { answerUntil } from './offers.rules.ts'

interface SlotRow {
  id: string
  experienceId: string
  title: string
  titleEn: string | null
  startsAt: Date
  endsAt: Date
  timeZone: string
  capacity: number
  taken: number
  bookings: number
  arrived: number
  waiting: number
  openOffers: number
  state: 'OPEN' | 'CLOSED' | 'CANCELLED'
  pastCutoff: boolean
  isPrivate: boolean
  linkMadeAt: Date | null
  ruleId: string | null
  address: string
  addressEn: string | null
}

const slotSelect = Prisma.sql`
  SELECT s.id, e.id AS "experienceId", e.title, e.translations -> 'en' ->> 'title' AS "titleEn", s.starts_at AS "startsAt", s.ends_at AS "endsAt", e.time_zone AS "timeZone",
    s.capacity, s.taken, s.state::text AS state, s.bookable_until <= app_now() AS "pastCutoff", s.is_private AS "isPrivate", s.link_made_at AS "linkMadeAt",
    e.meeting_address AS address, e.translations -> 'en' ->> 'meetingAddress' AS "addressEn",
    (SELECT count(*)::int FROM bookings b WHERE b.slot_id = s.id AND b.status <> 'CANCELLED') AS bookings,
    (SELECT count(*)::int FROM bookings b JOIN tickets t ON t.booking_id = b.id AND t.voided_at IS NULL AND t.admitted_at IS NOT NULL WHERE b.slot_id = s.id) AS arrived,
    (SELECT count(*)::int FROM waitlist_entries w WHERE w.slot_id = s.id AND w.status = 'WAITING') AS waiting,
    (SELECT count(*)::int FROM slot_offers o WHERE o.slot_id = s.id AND o.status = 'OPEN') AS "openOffers",
    (SELECT rs.rule_id FROM rule_slots rs WHERE rs.slot_id = s.id LIMIT 1) AS "ruleId"
  FROM slots s JOIN experiences e ON e.id = s.experience_id`

function slotView(row: SlotRow, language: Language): HostSlot {
  const status =
    row.state === 'CANCELLED'
      ? 'CANCELLED'
      : row.state === 'CLOSED' || row.pastCutoff
        ? 'CLOSED'
        : row.taken >= row.capacity
          ? 'FULL'
          : 'OPEN'
  return {
    id: row.id,
    experience: { id: row.experienceId, title: (language === 'en' && row.titleEn) || row.title },
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    timeZone: row.timeZone,
    capacity: row.capacity,
    taken: row.taken,
    bookings: row.bookings,
    arrived: row.arrived,
    waiting: row.waiting,
    openOffers: row.openOffers,
    status,
    bookingOver: row.pastCutoff,
    isPrivate: row.isPrivate,
    linkMadeAt: row.linkMadeAt?.toISOString() ?? null,
    ruleId: row.ruleId,
  }
}

/** Days at each place's own clock. What was cancelled and never had guests is left out: it is only where a time used to be. */
export async function listCalendar(
  db: Reader,
  input: { hostId: string; from: string; to: string; experienceId: string | undefined; language: Language },
): Promise<HostSlot[]> {
  const rows = await db.$queryRaw<SlotRow[]>`
    ${slotSelect} WHERE e.host_id = ${input.hostId}::uuid ${input.experienceId ? Prisma.sql`AND e.id = ${input.experienceId}::uuid` : Prisma.empty}
      AND s.starts_at >= (${input.from}::date::timestamp AT TIME ZONE e.time_zone) AND s.starts_at < ((${input.to}::date + 1)::timestamp AT TIME ZONE e.time_zone)
      AND (s.state <> 'CANCELLED' OR EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id))
    ORDER BY s.starts_at, s.id LIMIT 2000`
  return rows.map((row) => slotView(row, input.language))
}

/** Those of a civil day that still lie ahead and take place; an experience that is not the host's has none. */
export async function slotsOfDay(
  db: Reader,
  input: { hostId: string; date: string; experienceId: string | undefined },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM slots s JOIN experiences e ON e.id = s.experience_id
    WHERE e.host_id = ${input.hostId}::uuid ${input.experienceId ? Prisma.sql`AND e.id = ${input.experienceId}::uuid` : Prisma.empty}
      AND (s.starts_at AT TIME ZONE e.time_zone)::date = ${input.date}::date AND s.starts_at > app_now() AND s.state <> 'CANCELLED'
    ORDER BY s.id`
  return rows.map(({ id }) => id)
}

export async function ownSlot(db: Reader, slotId: string, hostId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ own: boolean }[]>`
    SELECT true AS own FROM slots s JOIN experiences e ON e.id = s.experience_id WHERE s.id = ${slotId}::uuid AND e.host_id = ${hostId}::uuid`
  return row?.own ?? false
}

/** @param slotIds the caller knows that they are the host's */
export async function findAffected(
  db: Reader,
  slotIds: readonly string[],
  language: Language,
  /** Closing asks nobody again who was asked about the closing and has not answered. */
  { closing }: { closing: boolean } = { closing: false },
): Promise<Affected> {
  const rows = await db.$queryRaw<
    {
      slotId: string
      experienceId: string
      title: string
      titleEn: string | null
      startsAt: Date
      timeZone: string
      now: Date
      waiting: number
      id: string | null
      code: string
      guestName: string
      seats: number
      status: Affected['slots'][number]['bookings'][number]['status']
      totalCents: number
      paidCents: number
    }[]
  >`
    SELECT s.id AS "slotId", e.id AS "experienceId", e.title, e.translations -> 'en' ->> 'title' AS "titleEn", s.starts_at AS "startsAt", e.time_zone AS "timeZone", app_now() AS now,
      (SELECT count(*)::int FROM waitlist_entries w WHERE w.slot_id = s.id AND w.status = 'WAITING') AS waiting,
      b.id, b.code, u.name AS "guestName", b.seats, b.status::text AS status, b.total_cents AS "totalCents",
      CASE WHEN b.status = 'CONFIRMED' THEN b.total_cents - b.platform_discount_cents ELSE 0 END AS "paidCents"
    FROM slots s JOIN experiences e ON e.id = s.experience_id
    LEFT JOIN (bookings b JOIN users u ON u.id = b.user_id) ON b.slot_id = s.id AND b.status NOT IN ('CANCELLED', 'COMPLETED')
      AND NOT (${closing} AND EXISTS (SELECT 1 FROM slot_offers o WHERE o.booking_id = b.id AND o.status = 'OPEN' AND o.new_starts_at IS NULL))
    WHERE s.id = ANY(${[...slotIds]}::uuid[]) ORDER BY s.starts_at, s.id, b.created_at`
  const slots = new Map<string, Affected['slots'][number]>()
  let waiting = 0
  let refundCents = 0
  let answerBy: Date | null = null
  for (const row of rows) {
    let slot = slots.get(row.slotId)
    if (!slot) {
      waiting += row.waiting
      slot = {
        slotId: row.slotId,
        experience: { id: row.experienceId, title: (language === 'en' && row.titleEn) || row.title },
        startsAt: row.startsAt.toISOString(),
        timeZone: row.timeZone,
        bookings: [],
      }
      slots.set(row.slotId, slot)
    }
    if (row.id === null) continue
    const until = answerUntil(row.now, row.startsAt)
    if (answerBy === null || until < answerBy) answerBy = until
    refundCents += row.paidCents
    slot.bookings.push({
      id: row.id,
      code: row.code,
      guest: { name: row.guestName },
      seats: row.seats,
      status: row.status,
      total: pesos(row.totalCents),
    })
  }
  const bookings = [...slots.values()].flatMap((slot) => slot.bookings)
  return {
    slots: [...slots.values()],
    bookings: bookings.length,
    seats: bookings.reduce((sum, { seats }) => sum + seats, 0),
    waiting,
    refundAtMost: pesos(refundCents),
    answerBy: answerBy?.toISOString() ?? null,
  }
}

/** Null when it is not the host's. */
export async function findManifest(
  db: Reader,
  input: { slotId: string; hostId: string; language: Language },
): Promise<Manifest | null> {
  const { language } = input
  const [slot] = await db.$queryRaw<
    SlotRow[]
  >`${slotSelect} WHERE s.id = ${input.slotId}::uuid AND e.host_id = ${input.hostId}::uuid`
  if (!slot) return null
  const rows = await db.$queryRaw<
    {
      id: string
      code: string
      status: Manifest['bookings'][number]['status']
      guestName: string
      seats: number
      party: { type: string; label: { es: string; en: string }; quantity: number }[]
      admitted: number
      specialRequests: string | null
      noShowAt: Date | null
    }[]
  >`
    SELECT b.id, b.code, b.status::text AS status, u.name AS "guestName", b.seats, b.party, b.special_requests AS "specialRequests", b.no_show_at AS "noShowAt",
      (SELECT count(*)::int FROM tickets t WHERE t.booking_id = b.id AND t.voided_at IS NULL AND t.admitted_at IS NOT NULL) AS admitted
    FROM bookings b JOIN users u ON u.id = b.user_id
    WHERE b.slot_id = ${input.slotId}::uuid AND b.status IN ('CONFIRMED', 'COMPLETED') ORDER BY lower(u.name), b.id`
  return {
    slot: slotView(slot, language),
    meetingPoint: { address: (language === 'en' && slot.addressEn) || slot.address },
    bookings: rows.map(({ guestName, party, noShowAt, ...row }) => ({
      ...row,
      guest: { name: guestName },
      party: party.map(({ type, label, quantity }) => ({ type, label: label[language], quantity })),
      noShowAt: noShowAt?.toISOString() ?? null,
    })),
  }
}

/** Who has paid for a slot, each person once, with what a message to them needs. */
export interface SlotGuest {
  bookingId: string
  code: string
  userId: string
  title: { es: string; en: string }
  timeZone: string
  startsAt: Date
  hostName: string
}
export function guestsOf(db: Reader, slotId: string): Promise<SlotGuest[]> {
  return db.$queryRaw<SlotGuest[]>`
    SELECT DISTINCT ON (b.user_id) b.id AS "bookingId", b.code, b.user_id AS "userId", jsonb_build_object('es', e.title, 'en', coalesce(e.translations -> 'en' ->> 'title', e.title)) AS title,
      e.time_zone AS "timeZone", s.starts_at AS "startsAt", h.name AS "hostName"
    FROM bookings b JOIN slots s ON s.id = b.slot_id JOIN experiences e ON e.id = b.experience_id JOIN host_profiles h ON h.id = b.host_id
    WHERE b.slot_id = ${slotId}::uuid AND b.status IN ('CONFIRMED', 'COMPLETED') ORDER BY b.user_id, b.created_at`
}

export interface FeedSlot {
  id: string
  title: string
  address: string
  startsAt: Date
  endsAt: Date
  capacity: number
  seats: number
  codes: string[]
}
/** What has guests, from a month back to the end of the calendar. No names: whoever has the address can read it. */
export function feedSlots(db: Reader, hostId: string): Promise<FeedSlot[]> {
  return db.$queryRaw<FeedSlot[]>`
    SELECT s.id, e.title, e.meeting_address AS address, s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.capacity, sum(b.seats)::int AS seats, array_agg(b.code ORDER BY b.code) AS codes
    FROM experiences e JOIN slots s ON s.experience_id = e.id JOIN bookings b ON b.slot_id = s.id AND b.status IN ('CONFIRMED', 'COMPLETED')
    WHERE e.host_id = ${hostId}::uuid AND s.starts_at > app_now() - interval '30 days' GROUP BY s.id, e.id ORDER BY s.starts_at LIMIT 2000`
}
