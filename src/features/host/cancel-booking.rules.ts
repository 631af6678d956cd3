/** Which bookings their host may still cancel, each for itself. */
import type { BookingStatus } from '../../../contracts/bookings.ts'
import type { PartnerAction } from '../../../contracts/partners.ts'

/** Who may change bookings, while it is confirmed and has not begun; the server has the last word. */
export function mayCancelBooking(
  may: (action: PartnerAction) => boolean,
  booking: { status: BookingStatus; startsAt: string },
  now: number,
): boolean {
  return may('bookings-change') && booking.status === 'CONFIRMED' && Date.parse(booking.startsAt) > now
}
