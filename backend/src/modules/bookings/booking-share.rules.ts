/** What a booking is worth to its host and to the house, as the ledger wants it. */
import { bpsOf, percentOf, splitByLargestRemainder } from '../../platform/pure/money.ts'

export interface PricedBooking {
  id: string
  hostId: string
  totalCents: number
  platformDiscountCents: number
  commissionBps: number
}
export interface BookingShare {
  payeeId: string
  subjectType: 'booking'
  subjectId: string
  priceCents: number
  platformDiscountCents: number
  payeeDiscountCents: number
  shippingCents: number
  commissionCents: number
}

/** What the guest paid, or is to pay. */
export const paidCentsOf = (booking: Pick<PricedBooking, 'totalCents' | 'platformDiscountCents'>): number =>
  booking.totalCents - booking.platformDiscountCents

export function bookingShare(booking: PricedBooking): BookingShare {
  return {
    payeeId: booking.hostId,
    subjectType: 'booking',
    subjectId: booking.id,
    priceCents: booking.totalCents,
    platformDiscountCents: booking.platformDiscountCents,
    payeeDiscountCents: 0,
    shippingCents: 0,
    commissionCents: bpsOf(booking.totalCents, booking.commissionBps),
  }
}

/**
 * What a refund of `refundCents` takes back: the host's price, the house's commission and the house's discount, each by the part
 * of the paid price that goes back. Their sum is the refund to the centavo.
 */
export function refundShare(booking: PricedBooking, refundCents: number): BookingShare {
  const share = bookingShare(booking)
  const paidCents = paidCentsOf(booking)
  const part = (cents: number) => splitByLargestRemainder(cents, [refundCents, paidCents - refundCents])[0] ?? 0
  const platformDiscountCents = part(share.platformDiscountCents)
  return {
    ...share,
    priceCents: refundCents + platformDiscountCents,
    platformDiscountCents,
    commissionCents: part(share.commissionCents),
  }
}

/** A code of the platform paid all of it: what is taken back from the host when so much per cent of it is given up. */
export function givenShareBack(booking: PricedBooking, percent: number): BookingShare {
  const share = bookingShare(booking)
  const cents = percentOf(share.priceCents, percent)
  return {
    ...share,
    priceCents: cents,
    platformDiscountCents: cents,
    commissionCents: percentOf(share.commissionCents, percent),
  }
}
