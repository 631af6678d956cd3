/** The sweep: everything overdue, whenever it runs. No seat is freed before the provider was asked. */
import { hoursBetween } from '../../platform/pure/time.ts'
import { type Swept, sweepHolds } from '../payments/index.ts'
import { isHeld } from './booking-state.rules.ts'
import { claimOverdueHolds, completeEnded, lockBooking } from './bookings.repository.ts'
import type { BookingDeps } from './deps.ts'
import { releaseHold } from './settle-booking.ts'

/** Bookings of a checkout are held, paid and released with it. */
export async function expireHolds(deps: BookingDeps): Promise<Swept> {
  const swept = await sweepHolds({
    claim: (limit) => claimOverdueHolds(deps.database, limit),
    release: (bookingId) =>
      deps.payments.releaseOverdue({
        payableType: 'booking',
        payableId: bookingId,
        free: (unreachable) => freeSeats(deps, bookingId, unreachable),
      }),
    batch: deps.config.holds.sweepBatch,
    onFault: (error, bookingId) => deps.logger.error({ err: error, bookingId }, 'a hold could not be released'),
  })
  if (swept.released + swept.confirmed + swept.waiting > 0) deps.logger.info({ ...swept }, 'holds swept')
  return swept
}

/**
 * Without a payment at once; with one that cannot be reached only after the grace time: then the seats are freed,
 * cancelling goes on, and money that still arrives is late money.
 */
async function freeSeats(deps: BookingDeps, bookingId: string, unreachablePayment: string | null): Promise<boolean> {
  const freed = await deps.database.transaction(async (tx) => {
    const booking = await lockBooking(tx, bookingId)
    if (!booking || !isHeld(booking.status) || !booking.releasingSince) return null
    const waitedHours = hoursBetween(booking.releasingSince, booking.now)
    if (unreachablePayment) {
      if (waitedHours * 3600 < deps.config.payments.releaseGraceSeconds) return null
      await deps.payments.giveUp(tx, unreachablePayment)
    }
    await releaseHold(deps, tx, booking)
    return booking
  })
  if (!freed) return false
  await deps.slotChanged(freed.experienceId, freed.slotId)
  await deps.bookingChanged(freed, 'CANCELLED')
  return true
}

/** Whose slot is over. */
export async function completeBookings(deps: BookingDeps): Promise<number> {
  let total = 0
  for (;;) {
    const done = await completeEnded(deps.database, 200)
    total += done.length
    if (done.length < 200) break
  }
  if (total > 0) deps.logger.info({ completed: total }, 'bookings completed')
  return total
}
