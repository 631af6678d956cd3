/** The sweep: everything overdue, whenever it runs. No seat is freed before the provider was asked. */
import { hoursBetween } from '../../platform/pure/time.ts'
import { isHeld } from './booking-state.rules.ts'
import { claimOverdueHolds, completeEnded, lockBooking } from './bookings.repository.ts'
import type { BookingDeps } from './deps.ts'
import { releaseHold } from './settle-booking.ts'

export interface Swept {
  released: number
  confirmed: number
  waiting: number
}
/** Holds released side by side; each asks the provider once. */
const parallel = 5

export async function expireHolds(deps: BookingDeps): Promise<Swept> {
  const swept: Swept = { released: 0, confirmed: 0, waiting: 0 }
  for (;;) {
    const batch = await claimOverdueHolds(deps.database, deps.config.holds.sweepBatch)
    for (let at = 0; at < batch.length; at += parallel) {
      const outcomes = await Promise.all(batch.slice(at, at + parallel).map((hold) => releaseQuietly(deps, hold.id)))
      for (const outcome of outcomes) swept[outcome] += 1
    }
    if (batch.length < deps.config.holds.sweepBatch) break
  }
  if (swept.released + swept.confirmed + swept.waiting > 0) deps.logger.info({ ...swept }, 'holds swept')
  return swept
}

async function releaseQuietly(deps: BookingDeps, bookingId: string): Promise<keyof Swept> {
  try {
    return await releaseOverdue(deps, bookingId)
  } catch (error) {
    deps.logger.error({ err: error, bookingId }, 'a hold could not be released')
    return 'waiting'
  }
}

async function releaseOverdue(deps: BookingDeps, bookingId: string): Promise<keyof Swept> {
  const [payment] = await deps.payments.ofPayable(deps.database.read, 'booking', bookingId)
  if (!payment || payment.status === 'CANCELED')
    return (await freeSeats(deps, bookingId, null)) ? 'released' : 'waiting'
  const outcome = await deps.payments.abandon(payment.id)
  if (outcome === 'canceled') return 'released'
  if (outcome === 'succeeded') return 'confirmed'
  if (outcome === 'busy') return 'waiting'
  return (await freeSeats(deps, bookingId, payment.id)) ? 'released' : 'waiting'
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
  await deps.bookingChanged(freed.userId, freed.id, 'CANCELLED')
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
