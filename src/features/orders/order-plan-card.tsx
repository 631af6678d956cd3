import { useTranslation } from 'react-i18next'
import type { Order } from '../../../contracts/orders.ts'
import { todayAt, useDates } from '../../lib/dates.ts'
import { expectedArrival } from '../../lib/order-dates.rules.ts'
import { OrderCard } from './order-card.tsx'

/** An order on the line of the trip. */
export function OrderPlanCard({ order }: { order: Order }) {
  return <OrderCard order={order} level="h3" eyebrow={usePlanWords(order)} />
}

function usePlanWords(order: Order): string {
  const { t } = useTranslation('orders')
  const dates = useDates()
  if (order.status === 'DELIVERED') return t('plan.delivered')
  if (order.status === 'CANCELLED' || order.status === 'REFUNDED') return t('plan.cancelled')
  if (order.pickupPoint) return t('plan.pickup', { place: order.pickupPoint.name })
  const arrival = expectedArrival(order)
  if (!arrival) return t('plan.preparing')
  if (arrival.to < todayAt()) return t('plan.late')
  return t('plan.expectedBetween', {
    from: dates.civilDay(arrival.from, 'short'),
    to: dates.civilDay(arrival.to, 'short'),
  })
}
