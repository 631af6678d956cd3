/** Bookings as guests and hosts see them. */
import type {
  Booking,
  BookingStatus,
  CancellationReason,
  HostBooking,
  HostBookingListQuery,
  Ticket,
} from '../../../../contracts/bookings.ts'
import type { Language } from '../../../../contracts/common.ts'
import type { RefundSummary } from '../../../../contracts/payments.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { pesos } from '../../platform/pure/money.ts'
import type { FrozenPartyLine, FrozenPolicy } from './bookings.repository.ts'
import { onOffer } from '../experiences/index.ts'
import { type DoorMargins, doorHours } from './door-hours.rules.ts'
import type { TicketSigner } from './ticket-signing.ts'

interface BookingRecord {
  id: string
  code: string
  userId: string
  status: BookingStatus
  checkoutId: string | null
  platformDiscountCents: number
  slotId: string
  experienceId: string
  party: FrozenPartyLine[]
  seats: number
  totalCents: number
  holdExpiresAt: Date | null
  specialRequests: string | null
  policy: FrozenPolicy
  cancelReason: CancellationReason | null
  cancelledAt: Date | null
  hostNote: string | null
  confirmedAt: Date | null
  noShowAt: Date | null
  createdAt: Date
  startsAt: Date
  endsAt: Date
  timeZone: string
  slug: string
  title: string
  titleEn: string | null
  category: string
  region: string
  images: string[]
  lat: number
  lng: number
  address: string
  addressEn: string | null
  hostId: string
  hostName: string
  isOffered: boolean
  refundCents: number | null
  refundStatus: RefundSummary['status'] | null
}

const select = Prisma.sql`
  SELECT b.id, b.code, b.user_id AS "userId", b.status::text AS status, b.checkout_id AS "checkoutId",
    b.platform_discount_cents AS "platformDiscountCents", b.slot_id AS "slotId", b.experience_id AS "experienceId", b.party, b.seats,
    b.total_cents AS "totalCents", b.hold_expires_at AS "holdExpiresAt", b.special_requests AS "specialRequests", b.cancellation_policy AS policy,
    b.cancel_reason::text AS "cancelReason", b.cancelled_at AS "cancelledAt",
    CASE WHEN b.cancel_reason = 'BY_HOST' THEN b.cancel_note END AS "hostNote", b.confirmed_at AS "confirmedAt", b.no_show_at AS "noShowAt", b.created_at AS "createdAt",
    s.starts_at AS "startsAt", s.ends_at AS "endsAt", e.time_zone AS "timeZone", e.slug, e.title, e.translations -> 'en' ->> 'title' AS "titleEn",
    e.category::text AS category, e.region, e.images, e.meeting_lat AS lat, e.meeting_lng AS lng, e.meeting_address AS address,
    e.translations -> 'en' ->> 'meetingAddress' AS "addressEn", h.id AS "hostId", h.name AS "hostName", ${onOffer('e')} AS "isOffered",
    r.cents AS "refundCents", r.status AS "refundStatus"
  FROM bookings b
  JOIN slots s ON s.id = b.slot_id
  JOIN experiences e ON e.id = b.experience_id
  JOIN host_profiles h ON h.id = b.host_id
  LEFT JOIN LATERAL (
    SELECT sum(f.amount_cents)::int AS cents, (array_agg(f.status::text ORDER BY f.created_at DESC))[1] AS status
    FROM payments p JOIN refunds f ON f.payment_id = p.id
    WHERE p.payable_type = CASE WHEN b.checkout_id IS NULL THEN 'booking' ELSE 'checkout' END AND p.payable_id = coalesce(b.checkout_id, b.id)
      AND (b.checkout_id IS NULL OR f.reason_key = 'booking-cancelled:' || b.id)
    HAVING count(*) > 0
  ) r ON true`

function toBooking(row: BookingRecord, language: Language): Booking {
  const english = language === 'en'
  return {
    id: row.id,
    code: row.code,
    status: row.status,
    slotId: row.slotId,
    experienceId: row.experienceId,
    party: row.party.map((line) => ({
      type: line.type,
      label: line.label[language],
      quantity: line.quantity,
      unitPrice: pesos(line.unitPriceCents),
    })),
    seats: row.seats,
    total: pesos(row.totalCents),
    discount: pesos(row.platformDiscountCents),
    checkoutId: row.checkoutId,
    holdExpiresAt: row.holdExpiresAt?.toISOString() ?? null,
    specialRequests: row.specialRequests,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    timeZone: row.timeZone,
    cancellationPolicy: { key: row.policy.key, summary: row.policy.summary[language], tiers: row.policy.tiers },
    experience: {
      id: row.experienceId,
      slug: row.slug,
      title: (english && row.titleEn) || row.title,
      category: row.category,
      region: row.region,
      images: row.images,
      meetingPoint: { lat: row.lat, lng: row.lng, address: (english && row.addressEn) || row.address },
      host: { id: row.hostId, name: row.hostName },
      isOffered: row.isOffered,
    },
    cancellation:
      row.cancelReason && row.cancelledAt
        ? { reason: row.cancelReason, at: row.cancelledAt.toISOString(), note: row.hostNote }
        : null,
    refund:
      row.refundCents === null || row.refundStatus === null
        ? null
        : { amount: pesos(row.refundCents), status: row.refundStatus },
    createdAt: row.createdAt.toISOString(),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    noShowAt: row.noShowAt?.toISOString() ?? null,
  }
}

/** Null when there is none, or it is somebody else's. */
export async function findBooking(
  db: Reader,
  input: { id: string; userId: string; language: Language },
): Promise<Booking | null> {
  const [row] = await db.$queryRaw<
    BookingRecord[]
  >`${select} WHERE b.id = ${input.id}::uuid AND b.user_id = ${input.userId}::uuid`
  return row ? toBooking(row, input.language) : null
}

/** For the house itself (mails, hosts' answers): whoever's it is. */
export async function findAnyBooking(
  db: Reader,
  id: string,
  language: Language,
): Promise<{ booking: Booking; userId: string } | null> {
  const [row] = await db.$queryRaw<BookingRecord[]>`${select} WHERE b.id = ${id}::uuid`
  return row ? { booking: toBooking(row, language), userId: row.userId } : null
}

/** Of one checkout, by start. */
export async function bookingsOfCheckout(db: Reader, checkoutId: string, language: Language): Promise<Booking[]> {
  const rows = await db.$queryRaw<
    BookingRecord[]
  >`${select} WHERE b.checkout_id = ${checkoutId}::uuid ORDER BY s.starts_at, b.id`
  return rows.map((row) => toBooking(row, language))
}

export interface ListInput {
  userId: string
  language: Language
  when: 'upcoming' | 'past' | undefined
  limit: number
  /** From the answer before. */
  after: { at: Date; id: string } | null
}

/** `upcoming` soonest first; `past` and everything latest first. Live holds are upcoming. */
export async function listBookings(
  db: Reader,
  input: ListInput,
): Promise<{ items: Booking[]; next: { at: Date; id: string } | null }> {
  const ascending = input.when === 'upcoming'
  const ongoing = Prisma.sql`(b.status <> 'CANCELLED' AND s.ends_at > app_now())`
  const at = input.when ? Prisma.sql`s.starts_at` : Prisma.sql`b.created_at`
  const filter =
    input.when === 'upcoming'
      ? Prisma.sql`AND ${ongoing}`
      : input.when === 'past'
        ? Prisma.sql`AND NOT ${ongoing}`
        : Prisma.empty
  const from = input.after
    ? ascending
      ? Prisma.sql`AND (${at}, b.id) > (${input.after.at}, ${input.after.id}::uuid)`
      : Prisma.sql`AND (${at}, b.id) < (${input.after.at}, ${input.after.id}::uuid)`
    : Prisma.empty
  const order = ascending ? Prisma.sql`ORDER BY ${at}, b.id` : Prisma.sql`ORDER BY ${at} DESC, b.id DESC`
  const rows = await db.$queryRaw<
    BookingRecord[]
  >`${select} WHERE b.user_id = ${input.userId}::uuid ${filter} ${from} ${order} LIMIT ${input.limit + 1}`
  const items = rows.slice(0, input.limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => toBooking(row, input.language)),
    next: rows.length > input.limit && last ? { at: input.when ? last.startsAt : last.createdAt, id: last.id } : null,
  }
}

/** The tickets of a confirmed booking, with what their QR codes carry. */
export async function listTickets(
  db: Reader,
  { signer, config }: { signer: TicketSigner; config: { door: DoorMargins } },
  bookingId: string,
  language: Language,
): Promise<Ticket[]> {
  const rows = await db.$queryRaw<
    {
      id: string
      code: string
      type: string
      label: { es: string; en: string }
      admittedAt: Date | null
      slotId: string
      startsAt: Date
      endsAt: Date
    }[]
  >`
    SELECT t.id, t.code, t.type, t.label, t.admitted_at AS "admittedAt", b.slot_id AS "slotId", s.starts_at AS "startsAt", s.ends_at AS "endsAt"
    FROM tickets t JOIN bookings b ON b.id = t.booking_id JOIN slots s ON s.id = b.slot_id
    WHERE t.booking_id = ${bookingId}::uuid AND t.voided_at IS NULL ORDER BY t.seat_number`
  return rows.map((row) => {
    const { opens, closes } = doorHours(row, config.door)
    return {
      id: row.id,
      code: row.code,
      type: row.type,
      label: row.label[language],
      qr: signer.sign({ t: row.code, s: row.slotId, n: seconds(opens), x: seconds(closes) }),
      admittedAt: row.admittedAt?.toISOString() ?? null,
    }
  })
}

const seconds = (instant: Date) => Math.floor(instant.getTime() / 1000)

interface HostRecord
  extends Omit<HostBooking, 'startsAt' | 'experience' | 'guest' | 'party' | 'total' | 'createdAt' | 'noShowAt'> {
  startsAt: Date
  experienceId: string
  title: string
  titleEn: string | null
  guestName: string
  party: FrozenPartyLine[]
  totalCents: number
  createdAt: Date
  noShowAt: Date | null
}

export async function listHostBookings(
  db: Reader,
  input: {
    hostId: string
    language: Language
    words: readonly string[]
    limit: number
    after: { at: Date; id: string } | null
  } & Pick<HostBookingListQuery, 'slotId' | 'status' | 'day' | 'from' | 'to' | 'only' | 'sort'>,
): Promise<{ items: HostBooking[]; next: { at: Date; id: string } | null }> {
  const { from = input.day, to = input.day } = input
  const at = input.sort === 'newest' ? Prisma.sql`b.created_at` : Prisma.sql`s.starts_at`
  const isRising = input.sort === 'soonest'
  const way = Prisma.raw(isRising ? 'ASC' : 'DESC')
  const where = [Prisma.sql`b.host_id = ${input.hostId}::uuid`]
  if (input.slotId) where.push(Prisma.sql`b.slot_id = ${input.slotId}::uuid`)
  if (input.status) where.push(Prisma.sql`b.status = ${input.status}::"BookingStatus"`)
  if (input.only) where.push(Prisma.sql`b.confirmed_at IS NOT NULL`)
  if (from) where.push(Prisma.sql`s.starts_at >= (${from}::date::timestamp AT TIME ZONE e.time_zone)`)
  if (to) where.push(Prisma.sql`s.starts_at < ((${to}::date + 1)::timestamp AT TIME ZONE e.time_zone)`)
  for (const word of input.words)
    where.push(
      Prisma.sql`plain_text(b.code || ' ' || u.name || ' ' || e.title || ' ' || coalesce(e.translations -> 'en' ->> 'title', '')) LIKE '%' || plain_text(${word}) || '%'`,
    )
  if (input.after)
    where.push(
      Prisma.sql`(${at}, b.id) ${Prisma.raw(isRising ? '>' : '<')} (${input.after.at}, ${input.after.id}::uuid)`,
    )
  const rows = await db.$queryRaw<HostRecord[]>`
    SELECT b.id, b.code, b.status::text AS status, b.slot_id AS "slotId", s.starts_at AS "startsAt", e.time_zone AS "timeZone", e.id AS "experienceId", e.title,
      e.translations -> 'en' ->> 'title' AS "titleEn", u.name AS "guestName", b.party, b.seats, b.total_cents AS "totalCents", b.special_requests AS "specialRequests", b.no_show_at AS "noShowAt", b.created_at AS "createdAt",
      (SELECT count(*)::int FROM tickets t WHERE t.booking_id = b.id AND t.voided_at IS NULL AND t.admitted_at IS NOT NULL) AS admitted
    FROM bookings b JOIN slots s ON s.id = b.slot_id JOIN experiences e ON e.id = b.experience_id JOIN users u ON u.id = b.user_id
    WHERE ${Prisma.join(where, ' AND ')}
    ORDER BY ${at} ${way}, b.id ${way} LIMIT ${input.limit + 1}`
  const items = rows.slice(0, input.limit)
  const last = items.at(-1)
  return {
    items: items.map(({ experienceId, title, titleEn, guestName, totalCents, ...row }) => ({
      ...row,
      startsAt: row.startsAt.toISOString(),
      createdAt: row.createdAt.toISOString(),
      noShowAt: row.noShowAt?.toISOString() ?? null,
      experience: { id: experienceId, title: (input.language === 'en' && titleEn) || title },
      guest: { name: guestName },
      party: row.party.map((line) => ({
        type: line.type,
        label: line.label[input.language],
        quantity: line.quantity,
        unitPrice: pesos(line.unitPriceCents),
      })),
      total: pesos(totalCents),
    })),
    next:
      rows.length > input.limit && last
        ? { at: input.sort === 'newest' ? last.createdAt : last.startsAt, id: last.id }
        : null,
  }
}
