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

/** Between which days a parcel that left should come. How long a workshop takes before that, nobody promises to the day. */
export function expectedArrival(
  order: Pick<Order, 'status' | 'shippingOffer' | 'shippedAt'>,
): { from: string; to: string } | null {
  const { status, shippingOffer, shippedAt } = order
  if (status !== 'SHIPPED' || !shippedAt || !shippingOffer) return null
  const day = civilDateAt(shippedAt, placeTimeZone)
  return { from: workingDaysAfter(day, shippingOffer.minDays), to: workingDaysAfter(day, shippingOffer.maxDays) }
}
