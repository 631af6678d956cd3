/** Seats of a checkout: several slots taken, taken again or given back together, each by one conditional statement. */
import { type Database, Prisma, type Tx } from '../../platform/database/index.ts'
import { newBookingCode, newId } from '../../platform/ids.ts'
import { onOffer } from '../experiences/index.ts'
import type { PartyEntry } from './party.rules.ts'

export interface SlotDemand {
  slotId: string
  /** Merged by type. */
  party: readonly PartyEntry[]
  /** What the buyer was told; another price is a refusal. */
  totalCents: number
  platformDiscountCents: number
}
export interface CheckoutHoldInput {
  checkoutId: string
  userId: string
  holdExpiresAt: Date
  commissionBps: number
  slots: readonly SlotDemand[]
}
/** Why one slot's seats were not taken, with the numbers that the statement saw; nothing was taken then. */
export interface SlotRefused {
  slotId: string
  problem: 'not-found' | 'unknown-type' | 'party-size' | 'closed' | 'sold-out' | 'waited-for' | 'price-changed'
  taken: number
  capacity: number
  asked: number
}
export type CheckoutHeld = { ok: true } | { ok: false; refused: SlotRefused[] }

/**
 * All parties or none. Slots are locked in id order first, and what the lock found decides: who waited sees what the one before left.
 * The update writes what the lock found, capacity too: PostgreSQL checks the new row first as it would follow from the old snapshot,
 * and a slot that was full before the wait would break its CHECK although it has room now.
 * Seats that came free since the line was served are the line's: `waited-for`, and the caller serves it and comes again.
 * @throws a violation of `bookings_one_live_hold_idx` when the person holds seats of one of the slots already
 */
export async function holdSlots(
  tx: Tx,
  input: CheckoutHoldInput,
  /** Of the slot `s`. */
  nobodyAhead: Prisma.Sql,
): Promise<CheckoutHeld> {
  if (input.slots.length === 0) return { ok: true }
  const asked = input.slots.map((slot) => ({ ...slot, bookingId: newId(), code: newBookingCode() }))
  const rows = await tx.$queryRaw<
    { slotId: string; problem: SlotRefused['problem'] | null; taken: number; capacity: number; asked: number }[]
  >(Prisma.sql`
    WITH asked AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
        AS a ("slotId" uuid, party jsonb, "totalCents" int, "platformDiscountCents" int, "bookingId" uuid, code text)
    ),
    locked AS MATERIALIZED (
      SELECT s.id, s.experience_id, s.taken, s.capacity, s.is_private, s.state = 'OPEN' AND s.bookable_until > app_now() AS bookable
      FROM slots s WHERE s.id IN (SELECT "slotId" FROM asked) AND NOT s.is_private ORDER BY s.id FOR NO KEY UPDATE
    ),
    offer AS MATERIALIZED (
      SELECT a."slotId", a."bookingId", a.code, a."platformDiscountCents", s.taken, s.capacity, e.id AS experience_id, e.host_id, e.cancellation_policy,
        t.seats, t.total_cents, t.party,
        CASE WHEN t.found < t.wanted THEN 'unknown-type'
          WHEN t.seats NOT BETWEEN e.min_party AND e.max_party THEN 'party-size'
          WHEN NOT s.bookable THEN 'closed'
          WHEN s.taken + t.seats > s.capacity THEN 'sold-out'
          WHEN NOT (${nobodyAhead}) THEN 'waited-for'
          WHEN t.total_cents <> a."totalCents" THEN 'price-changed' END AS problem
      FROM asked a
      JOIN locked s ON s.id = a."slotId"
      JOIN experiences e ON e.id = s.experience_id AND ${onOffer('e')}
      CROSS JOIN LATERAL (
        SELECT count(*) AS wanted, count(tt.type) AS found, sum(p.quantity)::int AS seats, sum(p.quantity * tt.price_cents)::int AS total_cents,
          jsonb_agg(jsonb_build_object('type', tt.type, 'quantity', p.quantity, 'unitPriceCents', tt.price_cents,
            'label', jsonb_build_object('es', tt.label, 'en', coalesce(e.translations -> 'en' -> 'ticketLabels' ->> tt.type, tt.label))) ORDER BY tt.sort, tt.type) AS party
        FROM jsonb_to_recordset(a.party) AS p (type text, quantity int)
        LEFT JOIN ticket_types tt ON tt.experience_id = e.id AND tt.type = p.type
      ) t
    ),
    verdict AS MATERIALIZED (
      SELECT a."slotId", CASE WHEN o."slotId" IS NULL THEN 'not-found' ELSE o.problem END AS problem,
        coalesce(o.taken, 0) AS taken, coalesce(o.capacity, 0) AS capacity, coalesce(o.seats, 0) AS asked
      FROM asked a LEFT JOIN offer o ON o."slotId" = a."slotId"
    ),
    seat AS (
      UPDATE slots s SET taken = o.taken + o.seats, capacity = o.capacity, version = s.version + 1
      FROM offer o WHERE s.id = o."slotId" AND NOT EXISTS (SELECT 1 FROM verdict WHERE problem IS NOT NULL)
      RETURNING s.id
    ),
    held AS (
      INSERT INTO bookings (id, code, user_id, slot_id, experience_id, host_id, status, seats, total_cents, currency, party, cancellation_policy, commission_bps,
        checkout_id, platform_discount_cents, hold_expires_at, created_at, updated_at)
      SELECT o."bookingId", o.code, ${input.userId}::uuid, o."slotId", o.experience_id, o.host_id, 'PENDING_PAYMENT', o.seats, o.total_cents, 'MXN', o.party,
        o.cancellation_policy, ${input.commissionBps}, ${input.checkoutId}::uuid, o."platformDiscountCents", ${input.holdExpiresAt}, app_now(), app_now()
      FROM offer o JOIN seat ON seat.id = o."slotId"
    )
    SELECT "slotId", problem, taken, capacity, asked FROM verdict ORDER BY "slotId"`)
  const refused = rows.flatMap(({ problem, ...row }) => (problem ? [{ ...row, problem }] : []))
  return refused.length === 0 ? { ok: true } : { ok: false, refused }
}

/** The evidence of "sold out" whose transaction was rolled back. */
export async function recordSlotRefusals(database: Database, refused: readonly SlotRefused[]): Promise<void> {
  const full = refused.filter(({ problem }) => problem === 'sold-out')
  if (full.length === 0) return
  await database.statement(Prisma.sql`
    INSERT INTO slot_refusals (slot_id, taken, asked, capacity, at)
    SELECT r.id, r.taken, r.asked, r.capacity, app_now()
    FROM unnest(${full.map(({ slotId }) => slotId)}::uuid[], ${full.map(({ taken }) => taken)}::int[], ${full.map(({ asked }) => asked)}::int[],
      ${full.map(({ capacity }) => capacity)}::int[]) AS r (id, taken, asked, capacity)`)
}

const fits = Prisma.sql`s.state = 'OPEN' AND s.starts_at > app_now() AND s.taken + b.seats <= s.capacity`

/** Whether late money could have its seats again: a look without locks, before anything else is taken again. */
export async function mayRetakeSlots(tx: Tx, checkoutId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ may: boolean }[]>`
    SELECT coalesce(bool_and(b.status = 'CANCELLED' AND b.cancel_reason = 'HOLD_EXPIRED' AND ${fits}), true) AS may
    FROM bookings b JOIN slots s ON s.id = b.slot_id WHERE b.checkout_id = ${checkoutId}::uuid`
  return row?.may ?? true
}

/** Late money: the same seats again, all or none. */
export async function retakeSlots(tx: Tx, checkoutId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ wanted: number; taken: number }[]>`
    WITH wanted AS MATERIALIZED (
      SELECT id, slot_id, seats FROM bookings WHERE checkout_id = ${checkoutId}::uuid AND status = 'CANCELLED' AND cancel_reason = 'HOLD_EXPIRED'
    ),
    locked AS MATERIALIZED (
      SELECT s.id, s.taken, s.capacity, s.state, s.starts_at FROM slots s WHERE s.id IN (SELECT slot_id FROM wanted) ORDER BY s.id FOR NO KEY UPDATE
    ),
    seat AS (
      UPDATE slots t SET taken = l.taken + w.seats, capacity = l.capacity, version = t.version + 1
      FROM wanted w JOIN locked l ON l.id = w.slot_id WHERE t.id = l.id
        AND NOT EXISTS (SELECT 1 FROM wanted b JOIN locked s ON s.id = b.slot_id WHERE NOT (${fits}))
        AND NOT EXISTS (SELECT 1 FROM bookings o WHERE o.checkout_id = ${checkoutId}::uuid AND o.id NOT IN (SELECT id FROM wanted))
      RETURNING t.id
    )
    SELECT (SELECT count(*) FROM bookings WHERE checkout_id = ${checkoutId}::uuid)::int AS wanted, (SELECT count(*) FROM seat)::int AS taken`
  return row !== undefined && row.wanted === row.taken
}

/** PENDING_PAYMENT becomes PENDING with the checkout; for the statement that saves its intent. */
export const bookingsReadyStatement = (checkoutId: string, condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`UPDATE bookings SET status = 'PENDING', updated_at = app_now() WHERE checkout_id = ${checkoutId}::uuid AND status = 'PENDING_PAYMENT' AND ${condition}`

/** The bookings of a checkout by id, as part of the statement that locks the whole purchase. */
export const lockBookingsStatement = (checkoutId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SELECT id FROM bookings WHERE checkout_id = ${checkoutId} ORDER BY id FOR UPDATE`

/** Ids in lock order. */
export async function lockBookingsOf(tx: Tx, checkoutId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(lockBookingsStatement(Prisma.sql`${checkoutId}::uuid`))
  return rows.map(({ id }) => id)
}

export async function moveHeldOf(tx: Tx, checkoutId: string, status: 'PENDING' | 'PAYMENT_FAILED'): Promise<void> {
  await tx.$executeRaw`
    UPDATE bookings SET status = ${status}::"BookingStatus", updated_at = app_now()
    WHERE checkout_id = ${checkoutId}::uuid AND status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED') AND status <> ${status}::"BookingStatus"`
}
