import type { Order } from '../../contracts/orders.ts'
import { addDays, civilDateAt, placeTimeZone, weekdayOf } from './dates.ts'

/** The day that many working days later; parcels do not travel on Sundays. */
export function workingDaysAfter(civil: string, days: number): string {
  let day = civil
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (weekdayOf(day) !== 0) left -= 1
  }
  return day
}

/**
 * Between which days a parcel should come. Until it leaves, the two days that the workshop has to accept it are counted on
 * the later side. Null for what is fetched, unpaid or over.
 */
export function expectedArrival(
  order: Pick<Order, 'status' | 'delivery' | 'shippingOffer' | 'paidAt' | 'shippedAt'>,
): { from: string; to: string } | null {
  const { status, delivery, shippingOffer, paidAt, shippedAt } = order
  if (delivery !== 'SHIPPING' || !shippingOffer) return null
  if (status !== 'PAID' && status !== 'PROCESSING' && status !== 'SHIPPED') return null
  const start = shippedAt ?? paidAt
  if (!start) return null
  const day = civilDateAt(start, placeTimeZone)
  return {
    from: workingDaysAfter(day, shippingOffer.minDays),
    to: workingDaysAfter(day, shippingOffer.maxDays + (shippedAt ? 0 : 2)),
  }
}
