/** Seats. `taken` moves by one conditional statement; the CHECK stands behind it. */
import type { Tx } from '../../platform/database/index.ts'

/** False when the room is gone, the slot closed, or (for late money) it has begun. */
export async function takeSeats(tx: Tx, slotId: string, seats: number): Promise<boolean> {
  const taken = await tx.$executeRaw`
    UPDATE slots SET taken = taken + ${seats}, version = version + 1
    WHERE id = ${slotId}::uuid AND state = 'OPEN' AND taken + ${seats} <= capacity AND starts_at > app_now()`
  return taken === 1
}

export async function giveBackSeats(tx: Tx, slotId: string, seats: number): Promise<void> {
  const given =
    await tx.$executeRaw`UPDATE slots SET taken = taken - ${seats}, version = version + 1 WHERE id = ${slotId}::uuid`
  if (given !== 1) throw new Error(`slot ${slotId} vanished`)
}

export interface LockedSlot {
  id: string
  experienceId: string
  startsAt: Date
  endsAt: Date
  bookableUntil: Date
  capacity: number
  taken: number
  state: 'OPEN' | 'CLOSED' | 'CANCELLED'
  now: Date
}

/** Locks slots in id order. */
export function lockSlots(tx: Tx, ids: readonly string[]): Promise<LockedSlot[]> {
  return tx.$queryRaw<LockedSlot[]>`
    SELECT id, experience_id AS "experienceId", starts_at AS "startsAt", ends_at AS "endsAt", bookable_until AS "bookableUntil",
      capacity, taken, state::text AS state, app_now() AS now
    FROM slots WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`
}

/**
 * A new time; one that was cancelled and stands empty is taken up again. Null when there is one already.
 */
export async function reviveOrInsertSlot(
  tx: Tx,
  slot: Pick<LockedSlot, 'id' | 'experienceId' | 'startsAt' | 'endsAt' | 'bookableUntil' | 'capacity' | 'state'>,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO slots (id, experience_id, starts_at, ends_at, bookable_until, capacity, state)
    VALUES (${slot.id}::uuid, ${slot.experienceId}::uuid, ${slot.startsAt}, ${slot.endsAt}, ${slot.bookableUntil}, ${slot.capacity}, ${slot.state}::"SlotState")
    ON CONFLICT (experience_id, starts_at) DO UPDATE SET ends_at = EXCLUDED.ends_at, bookable_until = EXCLUDED.bookable_until,
      capacity = EXCLUDED.capacity, state = EXCLUDED.state, version = slots.version + 1
    WHERE slots.state = 'CANCELLED' AND slots.taken = 0
    RETURNING id`
  return row?.id ?? null
}

/** All guests of a slot to another one, whose seats they take; the old one is left empty and cancelled. */
export async function moveGuests(
  tx: Tx,
  { from, toSlotId, bookingIds }: { from: LockedSlot; toSlotId: string; bookingIds: readonly string[] },
): Promise<void> {
  const moved = await tx.$executeRaw`
    UPDATE bookings SET slot_id = ${toSlotId}::uuid, updated_at = app_now() WHERE id = ANY(${[...bookingIds]}::uuid[]) AND slot_id = ${from.id}::uuid`
  if (moved !== bookingIds.length) throw new Error(`guests of slot ${from.id} moved under their locks`)
  await tx.$executeRaw`UPDATE slots SET taken = taken + ${from.taken}, version = version + 1 WHERE id = ${toSlotId}::uuid`
  await tx.$executeRaw`UPDATE slots SET taken = 0, state = 'CANCELLED', version = version + 1 WHERE id = ${from.id}::uuid AND taken = ${from.taken}`
}
