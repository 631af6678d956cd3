/** Slots and everybody who stands in them, locked together in the house's order: bookings, then slots. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Database, Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type LockedBooking, lockBooking } from './bookings.repository.ts'
import { type LockedSlot, lockSlots } from './slots.repository.ts'

export interface SlotsWithGuests {
  /** In id order. */
  slots: LockedSlot[]
  /** Held and confirmed ones. */
  bookings: LockedBooking[]
}

/** Somebody took a seat between the two locks. */
class GuestsChanged extends Error {}
const maxTries = 6

/** Held or confirmed: what a change of the slot concerns. */
function liveBookings(tx: Tx, slotIds: readonly string[]): Promise<{ id: string }[]> {
  return tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM bookings WHERE slot_id = ANY(${[...slotIds]}::uuid[]) AND status NOT IN ('CANCELLED', 'COMPLETED') ORDER BY id FOR UPDATE`
}

async function lockWithGuests(tx: Tx, slotIds: readonly string[]): Promise<SlotsWithGuests> {
  const known = new Set((await liveBookings(tx, slotIds)).map(({ id }) => id))
  const slots = await lockSlots(tx, slotIds)
  // A seat is taken by who holds the slot's row: from here on nobody comes in, and who came in between is seen.
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM bookings WHERE slot_id = ANY(${[...slotIds]}::uuid[]) AND status NOT IN ('CANCELLED', 'COMPLETED') ORDER BY id`
  if (rows.some(({ id }) => !known.has(id))) throw new GuestsChanged()
  const bookings: LockedBooking[] = []
  for (const { id } of rows) {
    const booking = await lockBooking(tx, id)
    if (booking) bookings.push(booking)
  }
  return { slots, bookings }
}

/** Runs `work` with the slots and all of their guests locked; tried again when a guest came in between. */
export async function withSlotsAndGuests<T>(
  database: Database,
  slotIds: readonly string[],
  work: (tx: Tx, locked: SlotsWithGuests) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= maxTries; attempt += 1) {
    try {
      return await database.transaction(async (tx) => work(tx, await lockWithGuests(tx, slotIds)))
    } catch (error) {
      if (!(error instanceof GuestsChanged)) throw error
      await wait(attempt * 10)
    }
  }
  throw platformErrors.OVERLOADED({ retryAfterSeconds: 1 })
}
