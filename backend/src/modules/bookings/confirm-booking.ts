/** A held booking becomes a ticket: in the transaction that settles its payment. */
import type { Tx } from '../../platform/database/index.ts'
import { bookingConfirmed } from './bookings.events.ts'
import { issueTickets, type LockedBooking, setConfirmed } from './bookings.repository.ts'
import type { BookingDeps } from './deps.ts'

export async function confirmInTransaction(
  deps: Pick<BookingDeps, 'events' | 'metrics'>,
  tx: Tx,
  booking: LockedBooking,
): Promise<void> {
  await setConfirmed(tx, booking)
  await issueTickets(tx, booking)
  await deps.events.publish(tx, bookingConfirmed, {
    bookingId: booking.id,
    code: booking.code,
    userId: booking.userId,
    hostUserId: booking.hostUserId,
    experienceId: booking.experienceId,
    experienceTitle: booking.title,
    startsAt: booking.startsAt.toISOString(),
    timeZone: booking.timeZone,
    seats: booking.seats,
    totalCents: booking.totalCents,
  })
  deps.metrics.count('bookings_confirmed_total')
}
