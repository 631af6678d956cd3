/** Bookings that are held and paid with a checkout. They have no payment of their own; every step runs inside the checkout's transaction. */
import type { Tx } from '../../platform/database/index.ts'
import type { DomainError } from '../../platform/errors.ts'
import { type InvalidInput, invalidField } from '../../platform/invalid-input.ts'
import type { Share } from '../ledger/index.ts'
import { bookingShare } from './booking-share.rules.ts'
import { isHeld } from './booking-state.rules.ts'
import { bookingErrors } from './bookings.errors.ts'
import { bookingRefunded } from './bookings.events.ts'
import { cancelSlotJob } from './bookings.jobs.ts'
import { type LockedBooking, lockBooking, setCancelled } from './bookings.repository.ts'
import { lockBookingsOf, type SlotRefused } from './checkout-statements.ts'
import { confirmInTransaction } from './confirm-booking.ts'
import type { BookingDeps } from './deps.ts'
import { freeCancelled } from './free-cancelled.ts'

export type CheckoutReleaseReason = 'HOLD_EXPIRED' | 'BY_BUYER' | 'BY_ADMIN'
const reasons = { HOLD_EXPIRED: 'HOLD_EXPIRED', BY_BUYER: 'BY_GUEST', BY_ADMIN: 'BY_ADMIN' } as const

async function lockAll(tx: Tx, checkoutId: string): Promise<LockedBooking[]> {
  const locked: LockedBooking[] = []
  for (const id of await lockBookingsOf(tx, checkoutId)) {
    const booking = await lockBooking(tx, id)
    if (booking) locked.push(booking)
  }
  return locked
}

/** Money is here, or none is needed. A time that its host called off meanwhile is confirmed and given back like any other of it. */
export async function confirmForCheckout(deps: BookingDeps, tx: Tx, checkoutId: string): Promise<Share[]> {
  const bookings = await lockAll(tx, checkoutId)
  for (const booking of bookings) {
    await confirmInTransaction(deps, tx, booking)
    if (booking.slotState === 'CANCELLED') await deps.jobs.send(tx, cancelSlotJob, { slotId: booking.slotId })
  }
  return bookings.map(bookingShare)
}

/** No money will come: the seats are free again, slots in id order. */
export async function releaseForCheckout(
  deps: BookingDeps,
  tx: Tx,
  checkoutId: string,
  why: CheckoutReleaseReason,
): Promise<void> {
  const held = (await lockAll(tx, checkoutId)).filter(({ status }) => isHeld(status))
  for (const booking of held.toSorted((a, b) => (a.slotId < b.slotId ? -1 : 1))) {
    const reason = booking.slotState === 'CANCELLED' ? 'BY_HOST' : reasons[why]
    await setCancelled(tx, booking, reason)
    await freeCancelled(deps, tx, booking, { reason, wasConfirmed: false, refundCents: 0 })
  }
}

/** The refund of one booking of a checkout reached its end. */
export async function bookingRefundSettled(
  deps: BookingDeps,
  tx: Tx,
  bookingId: string,
  { amountCents, status }: { amountCents: number; status: 'SUCCEEDED' | 'FAILED' },
): Promise<void> {
  const booking = await lockBooking(tx, bookingId)
  if (!booking) return
  await deps.events.publish(tx, bookingRefunded, {
    bookingId,
    code: booking.code,
    userId: booking.userId,
    amountCents,
    status,
  })
}

/** After a commit that moved them: calendars, caches and open screens. */
export async function checkoutBookingsChanged(deps: BookingDeps, checkoutId: string): Promise<void> {
  const moved = await deps.database.read.booking.findMany({
    where: { checkoutId },
    select: { id: true, userId: true, hostId: true, experienceId: true, slotId: true, status: true },
  })
  for (const booking of moved) {
    await deps.slotChanged(booking.experienceId, booking.slotId)
    await deps.bookingChanged(booking, booking.status)
  }
}

/** What a buyer reads when seats of their basket could not be held; null when another look helps: the price moved, or the line is to be served. */
export function slotRefusal(refused: SlotRefused): DomainError | InvalidInput | null {
  switch (refused.problem) {
    case 'price-changed':
    case 'waited-for':
      return null
    case 'sold-out':
      return bookingErrors.SOLD_OUT({
        params: { available: Math.max(0, refused.capacity - refused.taken), asked: refused.asked },
      })
    case 'unknown-type':
    case 'party-size':
      return invalidField(`/cart/slots/${refused.slotId}/party`, {
        es: 'Ya no se puede reservar así: elige otra vez cuántas personas van.',
        en: 'It cannot be booked like that any more: choose again how many people come.',
      })
    case 'closed':
    case 'not-found':
      return bookingErrors.SLOT_CLOSED()
  }
}

/** For a time in a basket that takes no bookings any more. */
export const slotClosed = (): DomainError => bookingErrors.SLOT_CLOSED()
