/** Nobody of the party came. A mark on the booking, not a state: it is completed like any other. */
import { platformErrors } from '../../platform/errors.ts'
import { admittedCount, lockBooking, setNoShow } from './bookings.repository.ts'
import type { BookingDeps } from './deps.ts'

/**
 * Once the slot is over, while none of its tickets was admitted; taken back the same way.
 * @throws NOT_FOUND, INVALID_TRANSITION
 */
export async function markNoShow(
  deps: Pick<BookingDeps, 'database'>,
  input: { bookingId: string; hostId: string; noShow: boolean },
): Promise<Date | null> {
  return deps.database.transaction(async (tx) => {
    const booking = await lockBooking(tx, input.bookingId)
    if (booking?.hostId !== input.hostId) throw platformErrors.NOT_FOUND()
    const came = booking.status === 'CONFIRMED' || booking.status === 'COMPLETED'
    if (!came || booking.now < booking.endsAt) throw platformErrors.INVALID_TRANSITION()
    if (input.noShow && (await admittedCount(tx, booking.id)) > 0) throw platformErrors.INVALID_TRANSITION()
    return setNoShow(tx, booking.id, input.noShow)
  })
}
