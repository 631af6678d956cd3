import { useTranslation } from 'react-i18next'
import type { Order } from '../../../contracts/orders.ts'
import { formatTime, placeTimeZone, useDates } from '../../lib/dates.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { serverNow } from '../../lib/server-clock.ts'

/** One sentence about what comes next for an order, or how it ended. */
export function OrderNext({ order }: { order: Order }) {
  const { t } = useTranslation('orders')
  const dates = useDates()
  const money = useFormatMoney()
  const language = useLanguage()
  const when = (instant: string | null) => (instant ? dates.dateTime(instant, placeTimeZone) : '')
  const day = (instant: string | null) => (instant ? dates.day(instant, placeTimeZone) : '')
  switch (order.status) {
    case 'PENDING_PAYMENT':
    case 'PENDING':
    case 'PAYMENT_FAILED':
      if (!order.holdExpiresAt) return null
      return (
        <p>
          {t('next.PAY', {
            time: formatTime(order.holdExpiresAt, Intl.DateTimeFormat().resolvedOptions().timeZone, language),
          })}
        </p>
      )
    case 'PAID':
      return <p>{t('next.PAID', { when: when(order.acceptBy) })}</p>
    case 'PROCESSING':
      return <p>{t(order.delivery === 'PICKUP' ? 'next.PICKUP' : 'next.PROCESSING')}</p>
    case 'SHIPPED':
      return <p>{t('next.SHIPPED', { carrier: order.shipment?.carrierName ?? '' })}</p>
    case 'DELIVERED': {
      const isOpen = order.returnableUntil !== null && Date.parse(order.returnableUntil) > serverNow()
      return (
        <p>
          {t(isOpen ? 'next.DELIVERED' : 'next.DONE', {
            when: day(order.deliveredAt),
            until: day(order.returnableUntil),
          })}
        </p>
      )
    }
    case 'CANCELLED':
    case 'REFUNDED':
      return (
        <div className="space-y-1">
          {order.cancellation && <p>{t(`cancelled.${order.cancellation.reason}`)}</p>}
          {order.cancellation?.note && order.cancellation.reason !== 'BY_BUYER' && (
            <p>{t('cancelledNote', { note: order.cancellation.note })}</p>
          )}
          {order.refunded.amount > 0 && <p>{t('cancelledMoney', { amount: money(order.refunded) })}</p>}
        </div>
      )
  }
}
