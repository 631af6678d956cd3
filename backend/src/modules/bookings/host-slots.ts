/** A host's calendar: new times, other capacities, closed and cancelled days. */
import type { Language } from '../../../../contracts/common.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type Database, violates } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { addSeconds } from '../../platform/pure/time.ts'
import { bookingErrors, startsInThePast } from './bookings.errors.ts'
import { cancelSlotJob } from './bookings.jobs.ts'
import { cancelBooking } from './cancel-booking.ts'
import type { BookingDeps } from './deps.ts'
import { type LockedSlot, lockSlots } from './slots.repository.ts'

const minuteSeconds = 60

/** @throws NOT_FOUND when the experience is not the host's, SLOT_EXISTS, VALIDATION_FAILED for a start in the past */
export async function createSlot(
  deps: BookingDeps,
  input: {
    experienceId: string
    hostId: string
    startsAt: Date
    capacity: number
    isPrivate?: boolean
    language: Language
  },
): Promise<string> {
  const experience = await deps.database.read.experience.findFirst({
    where: { id: input.experienceId, hostId: input.hostId },
    select: { durationMinutes: true, cutoffMinutes: true },
  })
  if (!experience) throw platformErrors.NOT_FOUND()
  const id = newId()
  try {
    await deps.database.transaction(async (tx) => {
      const made = await tx.$executeRaw`
        INSERT INTO slots (id, experience_id, starts_at, ends_at, bookable_until, capacity, is_private)
        SELECT ${id}::uuid, ${input.experienceId}::uuid, ${input.startsAt}, ${addSeconds(input.startsAt, experience.durationMinutes * minuteSeconds)},
          ${addSeconds(input.startsAt, -experience.cutoffMinutes * minuteSeconds)}, ${input.capacity}, ${input.isPrivate ?? false} WHERE ${input.startsAt} > app_now()`
      if (made !== 1) throw startsInThePast(input.language)
    })
  } catch (error) {
    if (violates(error, 'slots_experience_id_starts_at_key')) throw bookingErrors.SLOT_EXISTS()
    throw error
  }
  await deps.slotChanged(input.experienceId, id)
  return id
}

export interface SlotChange {
  slotId: string
  hostId: string
  capacity?: number | undefined
  /** CLOSED takes no more bookings, live holds may still be paid; CANCELLED gives everybody everything back. */
  state?: 'OPEN' | 'CLOSED' | 'CANCELLED' | undefined
}

/** @throws NOT_FOUND, CAPACITY_BELOW_TAKEN with the numbers, INVALID_TRANSITION out of CANCELLED */
export async function changeSlot(deps: BookingDeps, change: SlotChange): Promise<LockedSlot> {
  const changed = await deps.database.transaction(async (tx) => {
    const [slot] = await lockSlots(tx, [change.slotId])
    const own =
      slot &&
      (await tx.experience.findFirst({ where: { id: slot.experienceId, hostId: change.hostId }, select: { id: true } }))
    if (!slot || !own) throw platformErrors.NOT_FOUND()
    if (slot.state === 'CANCELLED' && change.state && change.state !== 'CANCELLED')
      throw platformErrors.INVALID_TRANSITION()
    if (change.capacity !== undefined && change.capacity < slot.taken)
      throw bookingErrors.CAPACITY_BELOW_TAKEN({ params: { taken: slot.taken, capacity: change.capacity } })
    const next = { ...slot, capacity: change.capacity ?? slot.capacity, state: change.state ?? slot.state }
    await tx.$executeRaw`UPDATE slots SET capacity = ${next.capacity}, state = ${next.state}::"SlotState", version = version + 1 WHERE id = ${slot.id}::uuid`
    if (next.state === 'OPEN') await deps.seatQueue.freed(tx, slot.id)
    if (next.state === 'CANCELLED' && slot.state !== 'CANCELLED')
      await deps.jobs.send(tx, cancelSlotJob, { slotId: slot.id })
    return next
  })
  await deps.slotChanged(changed.experienceId, changed.id)
  return changed
}

/** The job behind a cancelled slot: safe to run again, it takes up what is left. */
export async function cancelSlotBookings(deps: BookingDeps, slotId: string): Promise<number> {
  const bookings = await openBookings(deps.database, slotId)
  let failed = 0
  for (const booking of bookings) {
    try {
      await cancelBooking(deps, {
        bookingId: booking.id,
        actor: { kind: 'host', userId: booking.hostUserId, hostId: booking.hostId },
        note: null,
      })
    } catch (error) {
      deps.logger.warn(
        { err: error, bookingId: booking.id },
        'a booking of a cancelled slot could not be cancelled yet',
      )
      failed += 1
    }
  }
  if (failed > 0)
    throw new Error(`${failed} of ${bookings.length} bookings of slot ${slotId} are still to be cancelled`)
  return bookings.length
}

function openBookings(database: Database, slotId: string) {
  return database.read.$queryRaw<{ id: string; hostId: string; hostUserId: string }[]>`
    SELECT b.id, b.host_id AS "hostId", h.user_id AS "hostUserId" FROM bookings b JOIN host_profiles h ON h.id = b.host_id
    WHERE b.slot_id = ${slotId}::uuid AND b.status NOT IN ('CANCELLED', 'COMPLETED')
      -- Held with a checkout: paid, it is cancelled then; not paid, it goes with its checkout.
      AND NOT (b.checkout_id IS NOT NULL AND b.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')) ORDER BY b.created_at`
}
