/** What a guest may choose when the host moved or closed their time, and until when. */
import type { BookingStatus } from '../../../../contracts/bookings.ts'
import type { SlotOfferChoice } from '../../../../contracts/schedules.ts'
import { addSeconds } from '../../platform/pure/time.ts'

const hour = 3600
/** People look at their mail within two days, also on a journey. */
const answerHours = 48
/** Before the visit: whoever keeps it has to get there, whoever does not leaves the seat to somebody else. */
const leadHours = 2

/**
 * Two days, but until two hours before the visit; at least an hour, but never past the visit itself.
 * @param startsAt the earlier of the old and the new start
 */
export function answerUntil(now: Date, startsAt: Date): Date {
  const wanted = Math.min(
    addSeconds(now, answerHours * hour).getTime(),
    addSeconds(startsAt, -leadHours * hour).getTime(),
  )
  const least = addSeconds(now, hour).getTime()
  return new Date(Math.min(Math.max(wanted, least), startsAt.getTime()))
}

/** Nothing once it is over. A held booking is not paid yet: another time is another booking. */
export function choicesOf(offer: {
  open: boolean
  kind: 'MOVED' | 'CLOSED'
  /** A closed slot that the host opened again can be kept after all. */
  slotOpen: boolean
  bookingStatus: BookingStatus
}): SlotOfferChoice[] {
  if (!offer.open || offer.bookingStatus === 'CANCELLED' || offer.bookingStatus === 'COMPLETED') return []
  const keep: SlotOfferChoice[] = offer.kind === 'MOVED' || offer.slotOpen ? ['KEEP'] : []
  return [...keep, ...(offer.bookingStatus === 'CONFIRMED' ? (['ANOTHER_TIME'] as const) : []), 'REFUND']
}
