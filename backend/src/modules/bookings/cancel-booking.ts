/** Cancelling: a quote first, then exactly what the quote said. */
import type { CancellationReason } from '../../../../contracts/bookings.ts'
import type { RefundSummary } from '../../../../contracts/payments.ts'
import type { Reader, Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pesos } from '../../platform/pure/money.ts'
import { givenShareBack, paidCentsOf, refundShare } from './booking-share.rules.ts'
import { afterMove, isHeld } from './booking-state.rules.ts'
import { bookingErrors } from './bookings.errors.ts'
import { type LockedBooking, lockBooking, setCancelled, voidTickets } from './bookings.repository.ts'
import { quoteCancellation } from './cancellation-policy.rules.ts'
import type { Actor, BookingDeps } from './deps.ts'
import { freeCancelled } from './free-cancelled.ts'
import { hasOpenTimeOffer, openTimeOffer } from './time-offers.queries.ts'

const reasons: Record<Actor['kind'], CancellationReason> = { guest: 'BY_GUEST', host: 'BY_HOST', admin: 'BY_ADMIN' }

export interface CancelInput {
  bookingId: string
  actor: Actor
  note: string | null
  /** In the transaction that cancels it, with the booking locked; throwing undoes all of it. */
  alongside?: (tx: Tx) => Promise<void>
}

/** What the guest would get back now; null when the booking is not theirs. */
export async function quoteFor(db: Reader, input: { bookingId: string; userId: string }) {
  const [row] = await db.$queryRaw<
    {
      status: LockedBooking['status']
      totalCents: number
      startsAt: Date
      policy: LockedBooking['cancellationPolicy']
      now: Date
      checkoutId: string | null
      hostChangedIt: boolean
    }[]
  >`
    SELECT b.status::text AS status, b.checkout_id AS "checkoutId", b.total_cents - b.platform_discount_cents AS "totalCents", s.starts_at AS "startsAt", b.cancellation_policy AS policy, app_now() AS now, ${openTimeOffer} AS "hostChangedIt"
    FROM bookings b JOIN slots s ON s.id = b.slot_id WHERE b.id = ${input.bookingId}::uuid AND b.user_id = ${input.userId}::uuid`
  if (!row) return null
  const held = isHeld(row.status)
  const cancellable = (held && row.checkoutId === null) || (row.status === 'CONFIRMED' && row.now < row.startsAt)
  // Nothing is charged while held, so there is nothing to give back.
  const quote =
    row.status === 'CONFIRMED' && cancellable
      ? row.hostChangedIt
        ? { refundPct: 100, refundCents: row.totalCents, validUntil: null }
        : quoteCancellation({
            tiers: row.policy.tiers,
            startsAt: row.startsAt,
            now: row.now,
            totalCents: row.totalCents,
          })
      : { refundPct: 0, refundCents: 0, validUntil: null }
  return {
    cancellable,
    refund: pesos(quote.refundCents),
    refundPct: quote.refundPct,
    total: pesos(row.totalCents),
    validUntil: quote.validUntil?.toISOString() ?? null,
  }
}

/**
 * Cancels for whoever may: a guest by the frozen policy, host and staff with everything back.
 * @throws NOT_FOUND when it is not theirs, INVALID_TRANSITION, PAYMENT_IN_PROGRESS, PAYMENT_PROVIDER_UNAVAILABLE
 */
export async function cancelBooking(deps: BookingDeps, input: CancelInput): Promise<{ refund: RefundSummary | null }> {
  const found = await deps.database.read.booking.findUnique({
    where: { id: input.bookingId },
    select: { status: true, userId: true, hostId: true, checkoutId: true },
  })
  if (!found || !mayCancel(found, input.actor)) throw platformErrors.NOT_FOUND()
  if (isHeld(found.status)) {
    // It is one of several things that are paid together: they are cancelled together, or once they are paid.
    if (found.checkoutId) throw platformErrors.INVALID_TRANSITION()
    const settled = await cancelHeld(deps, input)
    if (settled) return { refund: null }
  }
  return cancelConfirmed(deps, input, isHeld(found.status))
}

function mayCancel(booking: { userId: string; hostId: string }, actor: Actor): boolean {
  if (actor.kind === 'admin') return true
  return actor.kind === 'guest' ? booking.userId === actor.userId : booking.hostId === actor.hostId
}

/** False when the money came first: then it is a confirmed booking that is cancelled. */
async function cancelHeld(deps: BookingDeps, input: CancelInput): Promise<boolean> {
  let cancelled: LockedBooking | null = null
  const release = async (tx: Tx) => {
    const booking = await lockBooking(tx, input.bookingId)
    if (!booking || !isHeld(booking.status)) return
    await writeCancellation(deps, tx, booking, input, 0)
    cancelled = booking
  }
  const [payment] = await deps.payments.ofPayable(deps.database.read, 'booking', input.bookingId)
  if (!payment || payment.status === 'CANCELED') await deps.database.transaction(release)
  else {
    const outcome = await deps.payments.abandon(payment.id, { released: release })
    if (outcome === 'unreachable') throw platformErrors.PAYMENT_PROVIDER_UNAVAILABLE({ retryAfterSeconds: 5 })
    if (outcome === 'busy') throw bookingErrors.PAYMENT_IN_PROGRESS()
    if (outcome === 'succeeded') return false
    // The provider's own word of the cancelled intent was settled first: the hold is released all the same.
    if (outcome === 'canceled' && !cancelled) return true
  }
  if (cancelled) await told(deps, cancelled)
  return cancelled !== null
}

async function cancelConfirmed(
  deps: BookingDeps,
  input: CancelInput,
  cancelledBeforePaying: boolean,
): Promise<{ refund: RefundSummary | null }> {
  const { booking, refundCents } = await deps.database.transaction(async (tx) => {
    const locked = await lockBooking(tx, input.bookingId)
    if (!locked || !afterMove(locked.status, 'cancel')) throw platformErrors.INVALID_TRANSITION()
    if (locked.now >= locked.startsAt && input.actor.kind === 'guest') throw platformErrors.INVALID_TRANSITION()
    // A guest whose time the host moved or closed owes the policy nothing, whichever button they press.
    const whole = input.actor.kind !== 'guest' || cancelledBeforePaying || (await hasOpenTimeOffer(tx, locked.id))
    const quote = quoteCancellation({
      tiers: locked.cancellationPolicy.tiers,
      startsAt: locked.startsAt,
      now: locked.now,
      totalCents: paidCentsOf(locked),
    })
    const wanted = whole ? paidCentsOf(locked) : quote.refundCents
    await takeBackGiven(deps, tx, locked, whole ? 100 : quote.refundPct)
    return { booking: locked, refundCents: await writeCancellation(deps, tx, locked, input, wanted) }
  })
  await told(deps, booking)
  return { refund: refundCents > 0 ? { amount: pesos(refundCents), status: 'APPROVED' } : null }
}

/** What cost its guest nothing was paid for by the house: nothing is refunded, and the host gives back what the policy says. */
async function takeBackGiven(deps: BookingDeps, tx: Tx, booking: LockedBooking, percent: number): Promise<void> {
  if (booking.platformDiscountCents === 0 || paidCentsOf(booking) > 0 || percent === 0) return
  const key = `booking-cancelled:${booking.id}`
  await deps.ledger.takenBack(tx, { key, paymentId: null, shares: [givenShareBack(booking, percent)] })
}

/** Answers what goes back: less than wanted when staff gave part of it back already. */
async function writeCancellation(
  deps: BookingDeps,
  tx: Tx,
  booking: LockedBooking,
  input: CancelInput,
  wantedCents: number,
): Promise<number> {
  let refundCents = 0
  const reason = reasons[input.actor.kind]
  await input.alongside?.(tx)
  await setCancelled(tx, booking, reason, input.note)
  await voidTickets(tx, booking.id)
  if (wantedCents > 0) {
    const { checkoutId } = booking
    const payments = await deps.payments.ofPayable(tx, checkoutId ? 'checkout' : 'booking', checkoutId ?? booking.id)
    const paid = payments.find((payment) => payment.status === 'SUCCEEDED')
    if (!paid) throw new Error(`booking ${booking.id} is confirmed without a charge`)
    const filed = await deps.payments.fileRefund(tx, {
      paymentId: paid.id,
      reasonKey: checkoutId ? `booking-cancelled:${booking.id}` : 'booking-cancelled',
      amountCents: wantedCents,
      requestedBy: input.actor.userId,
      shares: [refundShare(booking, wantedCents)],
    })
    refundCents = filed?.amountCents ?? 0
  }
  await freeCancelled(deps, tx, booking, { reason, wasConfirmed: booking.status === 'CONFIRMED', refundCents })
  deps.metrics.count('bookings_cancelled_total', { reason })
  return refundCents
}

async function told(deps: BookingDeps, booking: LockedBooking) {
  await deps.slotChanged(booking.experienceId, booking.slotId)
  await deps.bookingChanged(booking, 'CANCELLED')
}
