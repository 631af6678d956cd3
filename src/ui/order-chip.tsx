import { useTranslation } from 'react-i18next'
import type { Order } from '../../contracts/orders.ts'
import { StatusChip, type Tone } from './chip.tsx'

/** How far an order is, in one or two words. */
export function OrderChip({ order }: { order: Pick<Order, 'status' | 'cancellation' | 'completedAt' | 'delivery'> }) {
  const { t } = useTranslation('orders')
  const { text, tone } = chipOf(order)
  return <StatusChip tone={tone}>{t(`status.${text}`)}</StatusChip>
}

function chipOf({ status, cancellation, delivery }: Pick<Order, 'status' | 'cancellation' | 'delivery'>) {
  const chip = <Text extends string>(text: Text, tone: Tone) => ({ text, tone })
  switch (status) {
    case 'PENDING_PAYMENT':
    case 'PENDING':
      return chip('PENDING', 'warning')
    case 'PAYMENT_FAILED':
      return chip('PAYMENT_FAILED', 'danger')
    case 'PAID':
      return chip('PAID', 'info')
    case 'PROCESSING':
      return delivery === 'PICKUP' ? chip('PICKUP', 'info') : chip('PROCESSING', 'info')
    case 'SHIPPED':
      return chip('SHIPPED', 'accent')
    case 'DELIVERED':
      return chip('DELIVERED', 'success')
    case 'REFUNDED':
      return chip('REFUNDED', 'neutral')
    case 'CANCELLED':
      return cancellation?.reason === 'HOLD_EXPIRED' ? chip('EXPIRED', 'neutral') : chip('CANCELLED', 'neutral')
  }
}
