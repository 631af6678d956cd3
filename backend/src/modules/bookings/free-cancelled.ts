/** A cancelled booking lets go of its seats: in the transaction that cancels it. */
import type { CancellationReason } from '../../../../contracts/bookings.ts'
import type { Tx } from '../../platform/database/index.ts'
import { bookingCancelled } from './bookings.events.ts'
import type { LockedBooking } from './bookings.repository.ts'
import type { BookingDeps } from './deps.ts'
import { returnSeats } from './seat-queue.ts'

/** The seats go to who waits or to whoever is next, and who keeps count of bookings hears why. Centavos. */
export async function freeCancelled(
  deps: Pick<BookingDeps, 'events' | 'seatQueue'>,
  tx: Tx,
  booking: LockedBooking,
  { reason, wasConfirmed, refundCents }: { reason: CancellationReason; wasConfirmed: boolean; refundCents: number },
): Promise<void> {
  await returnSeats(deps, tx, booking.slotId, booking.seats)
  await deps.events.publish(tx, bookingCancelled, {
    bookingId: booking.id,
    code: booking.code,
    userId: booking.userId,
    hostUserId: booking.hostUserId,
    experienceTitle: booking.title,
    startsAt: booking.startsAt.toISOString(),
    timeZone: booking.timeZone,
    reason,
    wasConfirmed,
    refundCents,
  })
}
