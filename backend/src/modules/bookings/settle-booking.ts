/** What a payment's news mean for the booking it pays for. Runs inside the settling transaction. */
import type { CancellationReason } from '../../../../contracts/bookings.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { PaidAnswer, Payable } from '../payments/index.ts'
import { bookingShare } from './booking-share.rules.ts'
import { afterMove, isHeld } from './booking-state.rules.ts'
import { bookingLatePaymentRefunded, bookingPaymentFailed, bookingRefunded } from './bookings.events.ts'
import {
  intentReadyStatement,
  type LockedBooking,
  lockBooking,
  lockBookingStatement,
  setCancelled,
  setHeldStatus,
} from './bookings.repository.ts'
import { confirmInTransaction } from './confirm-booking.ts'
import type { BookingDeps } from './deps.ts'
import { freeCancelled } from './free-cancelled.ts'
import { giveBackSeats, takeSeats } from './slots.repository.ts'

export function bookingPayable(deps: BookingDeps): Payable {
  async function locked(tx: Tx, id: string): Promise<LockedBooking> {
    const booking = await lockBooking(tx, id)
    if (!booking) throw new Error(`no booking ${id}`)
    return booking
  }

  async function move(
    tx: Tx,
    booking: LockedBooking,
    kind: 'paying' | 'attempt-failed',
  ): Promise<LockedBooking | null> {
    const next = afterMove(booking.status, kind)
    if (next === null || next === booking.status) return next === null ? null : booking
    await setHeldStatus(tx, booking, next as 'PENDING' | 'PAYMENT_FAILED')
    return booking
  }

  return {
    type: 'booking',
    async lock(tx, id) {
      const booking = await locked(tx, id)
      return {
        async paying() {
          await move(tx, booking, 'paying')
        },
        async attemptFailed() {
          const failed = await move(tx, booking, 'attempt-failed')
          if (!failed?.holdExpiresAt) return
          await deps.events.publish(tx, bookingPaymentFailed, {
            bookingId: booking.id,
            code: booking.code,
            userId: booking.userId,
            experienceTitle: booking.title,
            holdExpiresAt: failed.holdExpiresAt.toISOString(),
          })
        },
        async paid({ capturedCents }): Promise<PaidAnswer> {
          const answer = await takePaidBooking(deps, tx, booking)
          if (!answer.kept) {
            deps.metrics.count('late_payments_total', { outcome: answer.reasonKey })
            await deps.events.publish(tx, bookingLatePaymentRefunded, {
              bookingId: booking.id,
              code: booking.code,
              userId: booking.userId,
              experienceTitle: booking.title,
              amountCents: capturedCents,
            })
          }
          return answer
        },
        async released() {
          if (isHeld(booking.status)) await releaseHold(deps, tx, booking)
        },
        async calledOff({ capturedCents }) {
          if (isHeld(booking.status)) await callOffHold(deps, tx, booking, capturedCents)
        },
      }
    },
    lockStatement: lockBookingStatement,
    intentReadyStatement,
    async refundSettled(tx, id, { amountCents, status }) {
      const booking = await locked(tx, id)
      await deps.events.publish(tx, bookingRefunded, {
        bookingId: booking.id,
        code: booking.code,
        userId: booking.userId,
        amountCents,
        status,
      })
    },
    async changed(id) {
      const booking = await deps.database.read.booking.findUnique({
        where: { id },
        select: { id: true, userId: true, hostId: true, experienceId: true, slotId: true, status: true },
      })
      if (!booking) return
      await deps.slotChanged(booking.experienceId, booking.slotId)
      await deps.bookingChanged(booking, booking.status)
    },
  }
}

/** Money is here. Either the guest gets the seats, or the money goes back: never neither. */
async function takePaidBooking(deps: BookingDeps, tx: Tx, booking: LockedBooking): Promise<PaidAnswer> {
  if (booking.status === 'CONFIRMED' || booking.status === 'COMPLETED') return { kept: false, reasonKey: 'duplicate' }
  if (isHeld(booking.status)) {
    if (booking.slotState !== 'CANCELLED') {
      await confirmInTransaction(deps, tx, booking)
      return { kept: true, shares: [bookingShare(booking)] }
    }
    await setCancelled(tx, booking, 'BY_HOST')
    await giveBackSeats(tx, booking.slotId, booking.seats)
    return { kept: false, reasonKey: 'cancelled' }
  }
  // Only a hold that ran out comes back; who cancelled on purpose gets the money.
  if (booking.cancelReason !== 'HOLD_EXPIRED') return { kept: false, reasonKey: 'cancelled' }
  if (!(await takeSeats(tx, booking.slotId, booking.seats))) return { kept: false, reasonKey: 'late' }
  await confirmInTransaction(deps, tx, booking)
  deps.metrics.count('late_payments_total', { outcome: 'retaken' })
  return { kept: true, shares: [bookingShare(booking)] }
}

/** The hold is over and no money will come: the seats are free again. */
export async function releaseHold(
  deps: Pick<BookingDeps, 'events' | 'metrics' | 'seatQueue'>,
  tx: Tx,
  booking: LockedBooking,
): Promise<void> {
  const reason = booking.slotState === 'CANCELLED' ? 'BY_HOST' : isOver(booking) ? 'HOLD_EXPIRED' : 'BY_GUEST'
  await cancelHold(deps, tx, booking, reason, 0)
  deps.metrics.count('bookings_expired_total')
}

/** The money that came is not the money that was asked for. Neither the guest nor the clock ends this: the house does. */
async function callOffHold(deps: BookingDeps, tx: Tx, booking: LockedBooking, refundCents: number): Promise<void> {
  const reason = booking.slotState === 'CANCELLED' ? 'BY_HOST' : 'BY_ADMIN'
  await cancelHold(deps, tx, booking, reason, refundCents)
  deps.metrics.count('bookings_cancelled_total', { reason })
}

async function cancelHold(
  deps: Pick<BookingDeps, 'events' | 'seatQueue'>,
  tx: Tx,
  booking: LockedBooking,
  reason: CancellationReason,
  refundCents: number,
): Promise<void> {
  await setCancelled(tx, booking, reason)
  await freeCancelled(deps, tx, booking, { reason, wasConfirmed: false, refundCents })
}

/** A hold that still had time was given up: the provider's word of it may come before the guest's own request has ended. */
const isOver = ({ holdExpiresAt, now }: LockedBooking): boolean => holdExpiresAt === null || holdExpiresAt <= now
