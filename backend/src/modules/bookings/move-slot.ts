/** A host moves a time, with everybody in it, or closes some. */
import type { Language } from '../../../../contracts/common.ts'
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { addSeconds } from '../../platform/pure/time.ts'
import { bookingErrors, startsInThePast } from './bookings.errors.ts'
import type { LockedBooking } from './bookings.repository.ts'
import type { BookingDeps } from './deps.ts'
import { moveGuests, type LockedSlot, reviveOrInsertSlot } from './slots.repository.ts'
import { withSlotsAndGuests } from './slots-with-guests.ts'

export interface SlotMoved {
  from: LockedSlot
  /** The new one. The old one stays behind, cancelled and empty: who still looks at it cannot book it. */
  toSlotId: string
  startsAt: Date
  bookings: LockedBooking[]
}

const minuteSeconds = 60

/**
 * Everybody in it moves along, paid or still paying, and keeps their tickets. It is a new slot: somebody who is booking the
 * time they were shown is told that it is closed, never taken to another one without knowing.
 * @param alongside in the same transaction, with guests and slots locked
 * @throws NOT_FOUND, INVALID_TRANSITION once it began or was cancelled, VALIDATION_FAILED into the past, SLOT_EXISTS
 */
export async function moveSlot(
  deps: BookingDeps,
  input: { slotId: string; hostId: string; startsAt: Date; language: Language },
  alongside: (tx: Tx, moved: SlotMoved) => Promise<void>,
): Promise<SlotMoved> {
  const moved = await withSlotsAndGuests(deps.database, [input.slotId], async (tx, { slots: [from], bookings }) => {
    const experience =
      from &&
      (await tx.experience.findFirst({
        where: { id: from.experienceId, hostId: input.hostId },
        select: { cutoffMinutes: true },
      }))
    if (!from || !experience) throw platformErrors.NOT_FOUND()
    if (from.state === 'CANCELLED' || from.now >= from.startsAt) throw platformErrors.INVALID_TRANSITION()
    if (input.startsAt <= from.now) throw startsInThePast(input.language)
    const lastsSeconds = (from.endsAt.getTime() - from.startsAt.getTime()) / 1000
    const toSlotId = await reviveOrInsertSlot(tx, {
      id: newId(),
      experienceId: from.experienceId,
      startsAt: input.startsAt,
      endsAt: addSeconds(input.startsAt, lastsSeconds),
      bookableUntil: addSeconds(input.startsAt, -experience.cutoffMinutes * minuteSeconds),
      capacity: from.capacity,
      state: from.state,
      isPrivate: from.isPrivate,
    })
    if (!toSlotId) throw bookingErrors.SLOT_EXISTS()
    await moveGuests(tx, { from, toSlotId, bookingIds: bookings.map(({ id }) => id) })
    const result = { from, toSlotId, startsAt: input.startsAt, bookings }
    await alongside(tx, result)
    return result
  })
  await told(deps, moved.from.experienceId, [moved.from.id, moved.toSlotId], moved.bookings)
  return moved
}

/**
 * They take no more bookings; what becomes of who is in them is decided `alongside`.
 * @throws NOT_FOUND when one of them is not the host's
 */
export async function closeSlots(
  deps: BookingDeps,
  input: { slotIds: readonly string[]; hostId: string },
  alongside: (tx: Tx, closed: { slots: LockedSlot[]; bookings: LockedBooking[] }) => Promise<void>,
): Promise<string[]> {
  if (input.slotIds.length === 0) return []
  const closed = await withSlotsAndGuests(deps.database, input.slotIds, async (tx, locked) => {
    const experienceIds = [...new Set(locked.slots.map(({ experienceId }) => experienceId))]
    const own = await tx.experience.count({ where: { id: { in: experienceIds }, hostId: input.hostId } })
    if (own !== experienceIds.length || locked.slots.length !== input.slotIds.length) throw platformErrors.NOT_FOUND()
    const slots = locked.slots.filter(({ state, startsAt, now }) => state !== 'CANCELLED' && startsAt > now)
    const ids = slots.map(({ id }) => id)
    await tx.$executeRaw`UPDATE slots SET state = 'CLOSED', version = version + 1 WHERE id = ANY(${ids}::uuid[]) AND state = 'OPEN'`
    const bookings = locked.bookings.filter(({ slotId }) => ids.includes(slotId))
    await alongside(tx, { slots, bookings })
    return { slots, bookings }
  })
  for (const slot of closed.slots)
    await told(
      deps,
      slot.experienceId,
      [slot.id],
      closed.bookings.filter(({ slotId }) => slotId === slot.id),
    )
  return closed.slots.map(({ id }) => id)
}

async function told(deps: BookingDeps, experienceId: string, slotIds: string[], bookings: LockedBooking[]) {
  for (const slotId of slotIds) await deps.slotChanged(experienceId, slotId)
  for (const booking of bookings) await deps.bookingChanged(booking, booking.status)
}
