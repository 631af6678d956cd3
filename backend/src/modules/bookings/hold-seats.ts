/** A guest takes seats: held at once, paid within the hold's time. */
import type { BookingCreate } from '../../../../contracts/bookings.ts'
import { violates } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { groupLinkHash } from '../experiences/index.ts'
import type { PaymentRow } from '../payments/index.ts'
import { lockBooking } from './bookings.repository.ts'
import { confirmInTransaction } from './confirm-booking.ts'
import type { BookingDeps } from './deps.ts'
import { type Held, type HoldInput, tryHold } from './hold-statement.ts'
import { mergeParty } from './party.rules.ts'
import { refuse } from './refuse-hold.ts'
import { replaceOwnHold } from './replace-own-hold.ts'
import { serveLine } from './seat-queue.ts'

/** Enough for any honest race; more would be a fault. */
const maxTries = 6

/**
 * Holds the seats and makes the payment intent. The guest's own earlier hold on the same slot is replaced.
 * @throws BOOKINGS_PAUSED, SOLD_OUT, SLOT_CLOSED, NOT_FOUND, VALIDATION_FAILED, PAYMENT_IN_PROGRESS; PAYMENT_PROVIDER_UNAVAILABLE leaves the hold, and a repeat resumes it
 */
export async function holdSeats(
  deps: BookingDeps,
  input: BookingCreate & { userId: string },
): Promise<{ bookingId: string; payment: PaymentRow | null }> {
  await deps.assertOpen?.('BOOKINGS')
  const wanted: HoldInput = {
    slotId: input.slotId,
    userId: input.userId,
    party: mergeParty(input.party),
    specialRequests: input.specialRequests || null,
    holdSeconds: deps.config.holds.ttlSeconds,
    commissionBps: await deps.commissionBps('BOOKING'),
    livemode: deps.config.payments.livemode,
    linkHash: input.groupToken === undefined ? null : groupLinkHash(input.groupToken),
  }
  const held = await takeOrReplace(deps, wanted)
  deps.metrics.count('bookings_created_total')
  await deps.slotChanged(held.experienceId, wanted.slotId)
  if (!held.payment) {
    await confirmFree(deps, held.bookingId)
    return { bookingId: held.bookingId, payment: null }
  }
  return { bookingId: held.bookingId, payment: await deps.payments.submit(held.payment) }
}

async function takeOrReplace(deps: BookingDeps, wanted: HoldInput): Promise<Held> {
  for (let attempt = 1; attempt <= maxTries; attempt += 1) {
    const held = await tryUnlessFull(deps, wanted)
    if (held && held !== 'own-hold') return held
    const refusal = held ?? (await deps.explainRefusal(wanted))
    if (refusal === 'own-hold' || refusal.kind === 'own-hold') {
      // It may be what fills the slot.
      const replaced = await replaceOwnHold(deps, wanted)
      if (replaced) return replaced
      continue
    }
    if (refusal.kind === 'sold-out') deps.fullSlots.add(wanted.slotId)
    else deps.fullSlots.delete(wanted.slotId)
    if (refusal.kind === 'try-again') {
      // There is room, and perhaps somebody who waits for it.
      await serveLine(deps, [wanted.slotId], wanted.userId)
      continue
    }
    throw refuse(deps, wanted, refusal)
  }
  throw platformErrors.OVERLOADED({ retryAfterSeconds: 1 })
}

/** A slot known to be full is asked about first: hundreds of refused share one statement, and nobody queues for the row. */
async function tryUnlessFull(deps: BookingDeps, wanted: HoldInput): Promise<Held | 'own-hold' | null> {
  const isFull = () => deps.fullSlots.has(wanted.slotId)
  if (isFull()) return null
  // It may have filled up while this one waited for its turn.
  return deps.throughGate(wanted.slotId, async () => (isFull() ? null : tryHoldOnce(deps, wanted)))
}

async function tryHoldOnce(deps: BookingDeps, wanted: HoldInput): Promise<Held | 'own-hold' | null> {
  try {
    return await tryHold(deps.database, wanted, deps.seatQueue.nobodyAhead(wanted.userId))
  } catch (error) {
    if (violates(error, 'bookings_one_live_hold_idx')) return 'own-hold'
    if (violates(error, 'bookings_code_key')) return null
    throw error
  }
}

async function confirmFree(deps: BookingDeps, bookingId: string) {
  await deps.database.transaction(async (tx) => {
    const booking = await lockBooking(tx, bookingId)
    if (booking?.status === 'PENDING_PAYMENT') await confirmInTransaction(deps, tx, booking)
  })
}
