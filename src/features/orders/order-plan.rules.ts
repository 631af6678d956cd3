import type { Order } from '../../../contracts/orders.ts'
import { civilDateAt, placeTimeZone } from '../../lib/dates.ts'
import { expectedArrival } from '../../lib/order-dates.rules.ts'

type Facts = Pick<
  Order,
  'status' | 'shippingOffer' | 'paidAt' | 'shippedAt' | 'deliveredAt' | 'cancellation' | 'createdAt' | 'actions'
>

export type OrderPlan = { when: 'hold' } | { when: 'upcoming' | 'past'; day: string }

/**
 * Where an order stands on the line of the trip: with what still must be paid, today while the workshop has it, on the last
 * day it should come, or on the day it came or ended. Null for what was never paid: the trip tells what one has.
 */
export function planOf(order: Facts, today: string): OrderPlan | null {
  if (order.actions.includes('PAY')) return { when: 'hold' }
  const dayOf = (instant: string) => civilDateAt(instant, placeTimeZone)
  switch (order.status) {
    case 'PAID':
    case 'PROCESSING':
    case 'SHIPPED': {
      const arrival = expectedArrival(order)
      return { when: 'upcoming', day: arrival && arrival.to > today ? arrival.to : today }
    }
    case 'DELIVERED':
      return { when: 'past', day: dayOf(order.deliveredAt ?? order.createdAt) }
    case 'CANCELLED':
    case 'REFUNDED':
      return order.paidAt ? { when: 'past', day: dayOf(order.cancellation?.at ?? order.paidAt) } : null
    default:
      return null
  }
}
