import type { Order } from '../../../contracts/orders.ts'
import { todayAt } from '../../lib/dates.ts'
import { planOf } from './order-plan.rules.ts'
import { useOrders } from './use-orders.ts'

/** The orders of the trip: what waits for payment, and the rest by the day on which it stands. */
export function useOrderPlans(when: 'upcoming' | 'past') {
  const list = useOrders()
  const today = todayAt()
  const holds: Order[] = []
  const plans: { day: string; order: Order }[] = []
  for (const order of list.orders ?? []) {
    const plan = planOf(order, today)
    if (plan?.when === 'hold') holds.push(order)
    else if (plan?.when === when) plans.push({ day: plan.day, order })
  }
  return {
    holds: when === 'upcoming' ? holds : [],
    plans,
    isKnown: list.orders !== undefined,
    error: list.orders ? null : list.error,
    cutOff: list.cutOff,
    refetch: list.refetch,
  }
}
