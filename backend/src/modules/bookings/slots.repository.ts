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
  isPrivate: boolean
  linkHash: string | null
  now: Date
}

/** Locks slots in id order. */
export function lockSlots(tx: Tx, ids: readonly string[]): Promise<LockedSlot[]> {
  return tx.$queryRaw<LockedSlot[]>`
    SELECT id, experience_id AS "experienceId", starts_at AS "startsAt", ends_at AS "endsAt", bookable_until AS "bookableUntil",
      capacity, taken, state::text AS state, is_private AS "isPrivate", link_hash AS "linkHash", app_now() AS now
    FROM slots WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`
}

/**
 * A new time; one that was cancelled and stands empty is taken up again. Null when there is one already.
 */
export async function reviveOrInsertSlot(
  tx: Tx,
  slot: Pick<
    LockedSlot,
    'id' | 'experienceId' | 'startsAt' | 'endsAt' | 'bookableUntil' | 'capacity' | 'state' | 'isPrivate'
  >,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO slots (id, experience_id, starts_at, ends_at, bookable_until, capacity, state, is_private)
    VALUES (${slot.id}::uuid, ${slot.experienceId}::uuid, ${slot.startsAt}, ${slot.endsAt}, ${slot.bookableUntil}, ${slot.capacity}, ${slot.state}::"SlotState", ${slot.isPrivate})
    ON CONFLICT (experience_id, starts_at) DO UPDATE SET ends_at = EXCLUDED.ends_at, bookable_until = EXCLUDED.bookable_until,
      capacity = EXCLUDED.capacity, state = EXCLUDED.state, is_private = EXCLUDED.is_private, link_hash = NULL, link_made_at = NULL, version = slots.version + 1
    WHERE slots.state = 'CANCELLED' AND slots.taken = 0
    RETURNING id`
  return row?.id ?? null
}

/** All guests of a slot to another one, whose seats they take, and a group's link; the old one is left empty and cancelled. */
export async function moveGuests(
  tx: Tx,
  { from, toSlotId, bookingIds }: { from: LockedSlot; toSlotId: string; bookingIds: readonly string[] },
): Promise<void> {
  const moved = await tx.$executeRaw`
    UPDATE bookings SET slot_id = ${toSlotId}::uuid, updated_at = app_now() WHERE id = ANY(${[...bookingIds]}::uuid[]) AND slot_id = ${from.id}::uuid`
  if (moved !== bookingIds.length) throw new Error(`guests of slot ${from.id} moved under their locks`)
  await tx.$executeRaw`UPDATE slots SET taken = taken + ${from.taken}, version = version + 1 WHERE id = ${toSlotId}::uuid`
  await tx.$executeRaw`UPDATE slots SET taken = 0, state = 'CANCELLED', link_hash = NULL, version = version + 1 WHERE id = ${from.id}::uuid AND taken = ${from.taken}`
  if (from.linkHash)
    await tx.$executeRaw`
      UPDATE slots t SET link_hash = ${from.linkHash}, link_made_at = f.link_made_at FROM slots f WHERE t.id = ${toSlotId}::uuid AND f.id = ${from.id}::uuid`
}

/** A group's own from now on, opened by this link; without one, by nobody new. */
export async function setGroupLink(
  tx: Tx,
  slotId: string,
  to: { isPrivate: boolean; linkHash: string | null },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE slots SET is_private = ${to.isPrivate}, link_hash = ${to.linkHash}::text,
      link_made_at = CASE WHEN ${to.linkHash}::text IS NULL THEN NULL ELSE app_now() END, version = version + 1
    WHERE id = ${slotId}::uuid`
}
