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
