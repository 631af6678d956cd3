/** A host moves a time or closes a day: everybody in it is asked what they would like instead. */
import type { Language } from '../../../../contracts/common.ts'
import type { DayClosed, SlotMoved } from '../../../../contracts/schedules.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { LockedBooking } from '../bookings/index.ts'
import { slotsOfDay } from './calendar.queries.ts'
import type { ScheduleDeps } from './deps.ts'
import { insertOffer } from './offers.repository.ts'
import { answerUntil } from './offers.rules.ts'
import { slotOfferMade } from './schedules.events.ts'
import { moveWaiting } from './waitlist.repository.ts'

/** @throws NOT_FOUND, INVALID_TRANSITION, VALIDATION_FAILED, SLOT_EXISTS */
export async function moveTime(
  deps: ScheduleDeps,
  input: { slotId: string; hostId: string; startsAt: Date; message: string; language: Language },
): Promise<SlotMoved> {
  let answerBy: Date | null = null
  const moved = await deps.bookings.moveSlot(input, async (tx, { from, toSlotId, startsAt, bookings }) => {
    answerBy = bookings.length > 0 ? answerUntil(from.now, earlier(from.startsAt, startsAt)) : null
    for (const booking of bookings)
      await offer(deps, tx, booking, {
        slotId: toSlotId,
        newStartsAt: startsAt,
        message: input.message,
        answerBy: answerBy ?? startsAt,
      })
    await moveWaiting(tx, from.id, toSlotId)
  })
  return {
    slotId: moved.toSlotId,
    startsAt: moved.startsAt.toISOString(),
    offers: moved.bookings.length,
    answerBy: asText(answerBy),
  }
}

/**
 * All of the host's times of that civil day that are still ahead, at each place's own clock. Closing a closed one again
 * asks nobody twice.
 */
export async function closeDay(
  deps: ScheduleDeps,
  input: { hostId: string; date: string; experienceId: string | undefined; message: string },
): Promise<DayClosed> {
  const slotIds = await slotsOfDay(deps.database.read, input)
  const asked: { offers: number; answerBy: Date | null } = { offers: 0, answerBy: null }
  const closed = await deps.bookings.closeSlots({ slotIds, hostId: input.hostId }, async (tx, { slots, bookings }) => {
    // The transaction may be tried again.
    asked.offers = 0
    asked.answerBy = null
    for (const booking of bookings) {
      const slot = slots.find(({ id }) => id === booking.slotId)
      if (!slot) continue
      const until = answerUntil(slot.now, slot.startsAt)
      if (!(await wasAsked(tx, booking.id))) {
        await offer(deps, tx, booking, { slotId: slot.id, newStartsAt: null, message: input.message, answerBy: until })
        asked.offers += 1
      }
      if (asked.answerBy === null || until < asked.answerBy) asked.answerBy = until
    }
  })
  return { closed, offers: asked.offers, answerBy: asText(asked.answerBy) }
}

async function offer(
  deps: ScheduleDeps,
  tx: Tx,
  booking: LockedBooking,
  about: { slotId: string; newStartsAt: Date | null; message: string; answerBy: Date },
): Promise<void> {
  const offerId = await insertOffer(tx, { ...about, bookingId: booking.id, oldStartsAt: booking.startsAt })
  await deps.events.publish(tx, slotOfferMade, {
    offerId,
    bookingId: booking.id,
    code: booking.code,
    userId: booking.userId,
    experienceTitle: booking.title,
    timeZone: booking.timeZone,
    oldStartsAt: booking.startsAt.toISOString(),
    newStartsAt: about.newStartsAt?.toISOString() ?? null,
    answerBy: about.answerBy.toISOString(),
    message: about.message,
  })
}

/** About the closing itself; an offer of an earlier move is replaced. */
async function wasAsked(tx: Tx, bookingId: string): Promise<boolean> {
  return (await tx.slotOffer.count({ where: { bookingId, status: 'OPEN', newStartsAt: null } })) > 0
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)
const asText = (at: Date | null): string | null => at?.toISOString() ?? null
