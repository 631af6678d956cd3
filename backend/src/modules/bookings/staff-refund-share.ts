/** Staff give back more than the policy says, and the host bears their part of it. */
import type { Tx } from '../../platform/database/index.ts'
import type { Share } from '../ledger/index.ts'
import { paidCentsOf, refundShare } from './booking-share.rules.ts'
import { lockBooking } from './bookings.repository.ts'

/**
 * What the next `amountCents` take back from the host, after `beforeCents` went back already: all such parts sum to the whole.
 * Null while the booking can still be cancelled: then its cancellation takes everything back. Locks the booking.
 */
export async function staffRefundShare(
  tx: Tx,
  input: { bookingId: string; leftCents: number; amountCents: number },
): Promise<Share | null> {
  const booking = await lockBooking(tx, input.bookingId)
  if (!booking || (booking.status !== 'COMPLETED' && booking.status !== 'CANCELLED')) return null
  const beforeCents = Math.max(0, paidCentsOf(booking) - input.leftCents)
  const before = refundShare(booking, beforeCents)
  const after = refundShare(booking, beforeCents + input.amountCents)
  return {
    ...after,
    priceCents: after.priceCents - before.priceCents,
    platformDiscountCents: after.platformDiscountCents - before.platformDiscountCents,
    commissionCents: after.commissionCents - before.commissionCents,
  }
}
