/** Every query that writes or locks bookings and tickets. */
import type { BookingStatus, CancellationReason } from '../../../../contracts/bookings.ts'
import { type Database, Prisma, type Tx } from '../../platform/database/index.ts'
import { newId, newTicketCode } from '../../platform/ids.ts'

export interface FrozenPartyLine {
  type: string
  label: { es: string; en: string }
  quantity: number
  unitPriceCents: number
}
export interface FrozenPolicy {
  key: string
  summary: { es: string; en: string }
  tiers: { hoursBefore: number; refundPct: number }[]
}

/** A locked booking with what decisions about it need. */
export interface LockedBooking {
  id: string
  code: string
  userId: string
  hostId: string
  hostUserId: string
  slotId: string
  experienceId: string
  title: { es: string; en: string }
  status: BookingStatus
  seats: number
  totalCents: number
  /** Borne by the platform: the guest paid this much less. */
  platformDiscountCents: number
  commissionBps: number
  party: FrozenPartyLine[]
  cancellationPolicy: FrozenPolicy
  /** Held and paid with a checkout: it has no payment of its own. */
  checkoutId: string | null
  holdExpiresAt: Date | null
  releasingSince: Date | null
  cancelReason: CancellationReason | null
  startsAt: Date
  endsAt: Date
  timeZone: string
  slotState: 'OPEN' | 'CLOSED' | 'CANCELLED'
  now: Date
}

/** Locks the booking's row alone: the slot comes later in the lock order. Null when there is none. */
export async function lockBooking(tx: Tx, id: string): Promise<LockedBooking | null> {
  // A booking that went to another slot while this waited for its row no longer joins the slot it was found with, and the
  // statement answers nothing: the lock is ours then, and a second look sees where it stands.
  return (await readLocked(tx, id)) ?? (await readLocked(tx, id))
}

async function readLocked(tx: Tx, id: string): Promise<LockedBooking | null> {
  const [row] = await tx.$queryRaw<LockedBooking[]>`
    SELECT b.id, b.code, b.user_id AS "userId", b.host_id AS "hostId", h.user_id AS "hostUserId", b.slot_id AS "slotId", b.experience_id AS "experienceId",
      jsonb_build_object('es', e.title, 'en', coalesce(e.translations -> 'en' ->> 'title', e.title)) AS title,
      b.status::text AS status, b.seats, b.total_cents AS "totalCents", b.platform_discount_cents AS "platformDiscountCents", b.commission_bps AS "commissionBps", b.party, b.cancellation_policy AS "cancellationPolicy",
      b.checkout_id AS "checkoutId", b.hold_expires_at AS "holdExpiresAt", b.releasing_since AS "releasingSince", b.cancel_reason::text AS "cancelReason",
      s.starts_at AS "startsAt", s.ends_at AS "endsAt", e.time_zone AS "timeZone", s.state::text AS "slotState", app_now() AS now
    FROM bookings b JOIN slots s ON s.id = b.slot_id JOIN experiences e ON e.id = b.experience_id JOIN host_profiles h ON h.id = b.host_id
    WHERE b.id = ${id}::uuid FOR UPDATE OF b`
  return row ?? null
}

export const lockBookingStatement = (id: string): Prisma.Sql =>
  Prisma.sql`SELECT id FROM bookings WHERE id = ${id}::uuid FOR UPDATE`

/** PENDING_PAYMENT becomes PENDING; every other state stays. */
export const intentReadyStatement = (id: string, condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`UPDATE bookings SET status = 'PENDING', updated_at = app_now() WHERE id = ${id}::uuid AND status = 'PENDING_PAYMENT' AND ${condition}`

function moved(changed: number, booking: { id: string; status: string }) {
  if (changed !== 1) throw new Error(`booking ${booking.id} left ${booking.status} under its lock`)
}

export async function setHeldStatus(tx: Tx, booking: LockedBooking, status: 'PENDING' | 'PAYMENT_FAILED') {
  moved(
    await tx.$executeRaw`UPDATE bookings SET status = ${status}::"BookingStatus", updated_at = app_now() WHERE id = ${booking.id}::uuid AND status = ${booking.status}::"BookingStatus"`,
    booking,
  )
}

/** From a held state, or (late money) from CANCELLED. */
export async function setConfirmed(tx: Tx, booking: LockedBooking) {
  moved(
    await tx.$executeRaw`
      UPDATE bookings SET status = 'CONFIRMED', confirmed_at = app_now(), hold_expires_at = NULL, releasing_since = NULL,
        cancel_reason = NULL, cancelled_at = NULL, updated_at = app_now()
      WHERE id = ${booking.id}::uuid AND status = ${booking.status}::"BookingStatus"`,
    booking,
  )
}

export async function setCancelled(
  tx: Tx,
  booking: LockedBooking,
  reason: CancellationReason,
  note: string | null = null,
) {
  moved(
    await tx.$executeRaw`
      UPDATE bookings SET status = 'CANCELLED', cancel_reason = ${reason}::"BookingCancellationReason", cancel_note = ${note}, cancelled_at = app_now(),
        releasing_since = NULL, updated_at = app_now()
      WHERE id = ${booking.id}::uuid AND status = ${booking.status}::"BookingStatus"`,
    booking,
  )
}

export async function setSlot(tx: Tx, booking: LockedBooking, slotId: string) {
  moved(
    await tx.$executeRaw`UPDATE bookings SET slot_id = ${slotId}::uuid, updated_at = app_now() WHERE id = ${booking.id}::uuid AND status = 'CONFIRMED'`,
    booking,
  )
}

/** Marked once: the first time stands. */
export async function setNoShow(tx: Tx, bookingId: string, noShow: boolean): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ at: Date | null }[]>`
    UPDATE bookings SET no_show_at = CASE WHEN ${noShow} THEN coalesce(no_show_at, app_now()) END, updated_at = app_now()
    WHERE id = ${bookingId}::uuid RETURNING no_show_at AS at`
  return row?.at ?? null
}

/** One ticket per seat, numbered through the party in its order. */
export async function issueTickets(tx: Tx, booking: Pick<LockedBooking, 'id' | 'party'>) {
  const seats = booking.party.flatMap((line) => Array.from({ length: line.quantity }, () => line))
  await tx.$executeRaw`
    INSERT INTO tickets (id, booking_id, seat_number, type, label, code, created_at)
    SELECT t.id::uuid, ${booking.id}::uuid, t.seat, t.type, t.label::jsonb, t.code, app_now()
    FROM unnest(${seats.map(() => newId())}::text[], ${seats.map((_, index) => index + 1)}::int[], ${seats.map((line) => line.type)}::text[],
      ${seats.map((line) => JSON.stringify(line.label))}::text[], ${seats.map(() => newTicketCode())}::text[]) AS t (id, seat, type, label, code)`
}

export async function voidTickets(tx: Tx, bookingId: string) {
  await tx.$executeRaw`UPDATE tickets SET voided_at = app_now() WHERE booking_id = ${bookingId}::uuid AND voided_at IS NULL`
}

/** Claims overdue holds: they are being released from now on, and another sweeper passes over them. */
export function claimOverdueHolds(database: Database, limit: number) {
  return database.statement<{ id: string; userId: string }>(Prisma.sql`
    UPDATE bookings SET releasing_since = coalesce(releasing_since, app_now()), updated_at = app_now()
    WHERE id IN (
      SELECT id FROM bookings
      WHERE status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED') AND hold_expires_at <= app_now() AND checkout_id IS NULL
        AND (releasing_since IS NULL OR updated_at <= app_now() - interval '10 seconds')
      ORDER BY hold_expires_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, user_id AS "userId"`)
}

/** Whose slot is over: CONFIRMED becomes COMPLETED. */
export function completeEnded(database: Database, limit: number) {
  return database.statement<{ id: string }>(Prisma.sql`
    UPDATE bookings SET status = 'COMPLETED', completed_at = app_now(), updated_at = app_now()
    WHERE id IN (
      SELECT b.id FROM bookings b JOIN slots s ON s.id = b.slot_id
      WHERE b.status = 'CONFIRMED' AND s.ends_at <= app_now() ORDER BY s.ends_at LIMIT ${limit} FOR UPDATE OF b SKIP LOCKED)
    RETURNING id`)
}

export interface DoorTicket {
  id: string
  code: string
  type: string
  label: { es: string; en: string }
  voidedAt: Date | null
  admittedAt: Date | null
  bookingId: string
  bookingCode: string
  status: BookingStatus
  hostId: string
  userId: string
  seats: number
  noShowAt: Date | null
  slotId: string
  startsAt: Date
  endsAt: Date
  experienceId: string
  title: string
  titleEn: string | null
  timeZone: string
  now: Date
}

const doorTicket = Prisma.sql`
    SELECT t.id, t.code, t.type, t.label, t.voided_at AS "voidedAt", t.admitted_at AS "admittedAt", b.id AS "bookingId", b.code AS "bookingCode",
      b.status::text AS status, b.host_id AS "hostId", b.user_id AS "userId", b.seats, b.no_show_at AS "noShowAt",
      s.id AS "slotId", s.starts_at AS "startsAt", s.ends_at AS "endsAt", app_now() AS now,
      e.id AS "experienceId", e.title, e.translations -> 'en' ->> 'title' AS "titleEn", e.time_zone AS "timeZone"
    FROM tickets t JOIN bookings b ON b.id = t.booking_id JOIN slots s ON s.id = b.slot_id JOIN experiences e ON e.id = b.experience_id`

/**
 * The ticket with this code; of a booking's code the next one of its party that has not come in, or the last that did. Its
 * booking is held first, so that two helpers who type the same booking let two people in.
 */
export async function lockTicketByCode(tx: Tx, code: string): Promise<DoorTicket | null> {
  const [found] = await tx.$queryRaw<{ ticketId: string | null; bookingId: string }[]>`
    SELECT id AS "ticketId", booking_id AS "bookingId" FROM tickets WHERE code = ${code}
    UNION ALL SELECT NULL, id FROM bookings WHERE code = ${code} LIMIT 1`
  if (!found) return null
  await tx.$executeRaw(lockBookingStatement(found.bookingId))
  const [row] = await tx.$queryRaw<DoorTicket[]>`${doorTicket}
    WHERE b.id = ${found.bookingId}::uuid AND ${found.ticketId === null ? Prisma.sql`true` : Prisma.sql`t.id = ${found.ticketId}::uuid`}
    ORDER BY t.voided_at IS NOT NULL, t.admitted_at DESC NULLS FIRST, t.seat_number LIMIT 1 FOR UPDATE OF t`
  return row ?? null
}

/** False when another phone was first. */
export async function admit(tx: Tx, ticketId: string, by: string): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`
    UPDATE tickets SET admitted_at = app_now(), admitted_by = ${by}::uuid WHERE id = ${ticketId}::uuid AND admitted_at IS NULL AND voided_at IS NULL RETURNING admitted_at AS at`
  return row?.at ?? null
}

export async function admittedCount(tx: Tx, bookingId: string): Promise<number> {
  return tx.ticket.count({ where: { bookingId, voidedAt: null, admittedAt: { not: null } } })
}
