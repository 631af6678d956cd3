/** A new hold of the same guest on the same slot takes the place of the earlier one: freed and taken in one transaction. */
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { isHeld } from './booking-state.rules.ts'
import { bookingErrors } from './bookings.errors.ts'
import { lockBooking, setCancelled } from './bookings.repository.ts'
import type { BookingDeps } from './deps.ts'
import { type Held, type HoldInput, tryHold } from './hold-statement.ts'
import { sameParty } from './party.rules.ts'
import { refuse } from './refuse-hold.ts'
import { serveLine, serveLineHere } from './seat-queue.ts'
import { giveBackSeats, lockSlots } from './slots.repository.ts'

/** Null when there is no own live hold (any more): the caller tries afresh. */
export async function replaceOwnHold(deps: BookingDeps, wanted: HoldInput): Promise<Held | null> {
  const own = await deps.database.read.booking.findFirst({
    where: {
      userId: wanted.userId,
      slotId: wanted.slotId,
      status: { in: ['PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED'] },
    },
  })
  if (!own) return null
  if (own.checkoutId) throw bookingErrors.HELD_IN_CHECKOUT()
  const [payment] = await deps.payments.ofPayable(deps.database.read, 'booking', own.id)
  const open = payment && payment.status !== 'CANCELED' ? payment : null

  // A double click, or a retry after an answer that was lost: the intent is not made yet, so this is the same hold.
  if (
    open &&
    !open.intentId &&
    !own.releasingSince &&
    sameParty(own.party as { type: string; quantity: number }[], wanted.party)
  ) {
    return {
      bookingId: own.id,
      payment: open,
      experienceId: own.experienceId,
      seats: own.seats,
      totalCents: own.totalCents,
    }
  }
  // What they hold stays theirs to hold; seats beyond it are first for who waits.
  const isLarger = wanted.party.reduce((sum, { quantity }) => sum + quantity, 0) > own.seats
  if (isLarger) await serveLine(deps, [own.slotId], wanted.userId)
  // Refused before the provider is asked, so that a party too large does not cost the guest the hold they have.
  const room = await deps.explainRefusal(wanted, own.seats)
  if (room.kind !== 'try-again' && room.kind !== 'own-hold') throw refuse(deps, wanted, room)

  let held: Held | null = null
  const swap = async (tx: Tx) => {
    const old = await lockBooking(tx, own.id)
    if (!old || !isHeld(old.status)) return
    if (isLarger) {
      await lockSlots(tx, [old.slotId])
      await serveLineHere(deps, tx, old.slotId, wanted.userId)
    }
    await setCancelled(tx, old, 'BY_GUEST', 'replaced by a new hold')
    await giveBackSeats(tx, old.slotId, old.seats)
    held = await tryHold(tx, wanted)
    // A smaller party, or none after all: what is left over is for who waits.
    await deps.seatQueue.freed(tx, old.slotId)
  }
  if (!open) {
    await deps.database.transaction(swap)
    return held
  }
  const outcome = await deps.payments.abandon(open.id, { released: swap })
  if (outcome === 'unreachable') throw platformErrors.PAYMENT_PROVIDER_UNAVAILABLE({ retryAfterSeconds: 5 })
  if (outcome === 'busy') throw bookingErrors.PAYMENT_IN_PROGRESS()
  return held
}
