/** Who waits for seats of a full slot, in the order they came. */
import { mergedSeats } from './waitlist.rules.ts'
import { type Tx, violates } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { partyOutOfRange, type SeatQueue, unknownTicketTypes } from '../bookings/index.ts'
import { onOffer } from '../experiences/index.ts'
import type { ScheduleDeps } from './deps.ts'
import { scheduleErrors } from './schedules.errors.ts'
import { waitlistSeatOffered } from './schedules.events.ts'
import { prepareSeatJob } from './schedules.jobs.ts'
import { bookingsOpen } from './switches.queries.ts'
import {
  anybodyWaits,
  endEntries,
  endOffersOf,
  insertEntry,
  leaveList,
  lockWaitedSlot,
  markExpired,
  markOffered,
  nextInLine,
  nobodyAhead,
  type PartyOf,
  slotsToOffer,
} from './waitlist.repository.ts'

/** More offers than this at once means a fault; the sweep goes on. */
const mostOffers = 50

/**
 * Only where the party does not fit now. Under the slot's lock: a seat that is freed meanwhile is either seen here, or finds
 * this person in the line.
 * @throws NOT_FOUND, SEATS_AVAILABLE, SLOT_CLOSED, ALREADY_WAITING, VALIDATION_FAILED
 */
export async function joinWaitlist(
  deps: ScheduleDeps,
  input: { slotId: string; userId: string; party: readonly PartyOf[] },
): Promise<string> {
  const { party, seats } = mergedSeats(input.party)
  try {
    return await deps.database.transaction(async (tx) => {
      const slot = await lockWaitedSlot(tx, input.slotId, onOffer('e'))
      if (!slot) throw platformErrors.NOT_FOUND()
      const unknown = party.map(({ type }) => type).filter((type) => !slot.types.includes(type))
      if (unknown.length > 0) throw unknownTicketTypes(unknown)
      if (seats < slot.minParty || seats > slot.maxParty)
        throw partyOutOfRange({ min: slot.minParty, max: slot.maxParty })
      if (!slot.bookable) throw platformErrors.INVALID_TRANSITION()
      if (slot.free >= seats) throw scheduleErrors.SEATS_AVAILABLE({ params: { available: slot.free } })
      await endOffersOf(tx, input.slotId)
      return insertEntry(tx, { slotId: input.slotId, userId: input.userId, party, seats })
    })
  } catch (error) {
    if (violates(error, 'waitlist_entries_one_live_idx')) throw scheduleErrors.ALREADY_WAITING()
    throw error
  }
}

/** An offered seat is let go by cancelling its booking. */
export async function leaveWaitlist(deps: ScheduleDeps, input: { slotId: string; userId: string }): Promise<void> {
  if (!(await leaveList(deps.database, input.slotId, input.userId))) throw platformErrors.NOT_FOUND()
}

/**
 * Called in the transaction that freed the seats, which holds the slot's row. The seats are held again before anybody else
 * can see that they were free.
 */
export function seatQueue(deps: ScheduleDeps): SeatQueue {
  return {
    nobodyAhead,
    async freed(tx, slotId) {
      if (!(await anybodyWaits(tx, slotId))) return
      await endOffersOf(tx, slotId)
      // They go on waiting; the sweep offers what is free once staff open bookings again.
      if (!(await bookingsOpen(tx))) return
      for (let offers = 0; offers < mostOffers; offers += 1) if (!(await offerNext(deps, tx, slotId))) return
    },
  }
}

async function offerNext(deps: ScheduleDeps, tx: Tx, slotId: string): Promise<boolean> {
  const next = await nextInLine(tx, slotId)
  if (!next) return false
  const held = await deps.bookings.holdInTransaction(tx, { slotId, userId: next.userId, party: next.party })
  // Not on offer for anybody now (paused, hidden): they go on waiting. A ticket type or party size that is gone never fits again.
  if (!held) {
    const slot = await lockWaitedSlot(tx, slotId, onOffer('e'))
    if (!slot) return false
    await markExpired(tx, next.id)
    return true
  }
  if (!held.payment) {
    await markOffered(tx, next.id, { bookingId: held.bookingId, status: 'TAKEN' })
    return true
  }
  const until = await markOffered(tx, next.id, { bookingId: held.bookingId, status: 'OFFERED' })
  const booking = await tx.booking.findUniqueOrThrow({ where: { id: held.bookingId }, select: { code: true } })
  await deps.jobs.send(tx, prepareSeatJob, { bookingId: held.bookingId })
  await deps.events.publish(tx, waitlistSeatOffered, {
    entryId: next.id,
    bookingId: held.bookingId,
    code: booking.code,
    userId: next.userId,
    experienceTitle: next.title,
    timeZone: next.timeZone,
    startsAt: next.startsAt.toISOString(),
    holdExpiresAt: (until ?? next.startsAt).toISOString(),
    seats: held.seats,
  })
  return true
}

const batch = 100

/** What no freed seat would tell of: a listing shown again, bookings open again, entries whose slot is over. */
export async function sweepWaitlist(deps: ScheduleDeps): Promise<void> {
  await endEntries(deps.database)
  if (!(await bookingsOpen(deps.database.read))) return
  const queue = seatQueue(deps)
  for (const { slotId, experienceId } of await slotsToOffer(deps.database, batch)) {
    await deps.database.transaction(async (tx) => {
      if (await lockWaitedSlot(tx, slotId, onOffer('e'))) await queue.freed(tx, slotId)
    })
    await deps.bookings.slotsChanged(experienceId, slotId)
  }
}
