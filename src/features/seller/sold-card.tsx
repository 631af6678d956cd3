import { Link } from '@tanstack/react-router'
import { Hourglass, MapPin, RotateCcw, Truck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { stateName } from '../../lib/mexican-states.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { useServerNow } from '../../lib/server-clock.ts'
import { cx } from '../../ui/cx.ts'
import { OrderChip } from '../../ui/order-chip.tsx'
import { Picture } from '../../ui/picture.tsx'
import { type SoldOrder, withMoney } from './sold-queries.ts'

/** A sold order in a list: what is in it, for whom, where it goes, and what does not wait. */
export function SoldCard({ order }: { order: SoldOrder }) {
  const { t } = useTranslation('selling')
  const { t: words } = useTranslation('orders')
  const dates = useDates()
  const money = useFormatMoney()
  const [first] = order.items
  const share = withMoney(order)?.sellerShare
  const pieces = order.items.reduce((sum, { quantity }) => sum + quantity, 0)
  const address = order.shippingAddress
  return (
    <article className="relative flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-low transition-shadow hover:shadow-high">
      <Urgency order={order} />
      <div className="flex gap-3">
        <span className="size-16 shrink-0 overflow-hidden rounded-[4px]">
          <Picture id={first?.productId ?? order.id} src={first?.image} alt="" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="font-sans text-base leading-snug font-semibold">
            <Link
              to="/vender/pedidos/$id"
              params={{ id: order.id }}
              className="no-underline after:absolute after:inset-0 after:rounded-lg hover:underline"
            >
              {order.items.map((item) => `${item.quantity} × ${item.name}`).join(', ')}
            </Link>
          </h2>
          <p className="text-sm text-ink-soft">
            {t('buyer', { name: order.buyer.name })} · {words('pieces', { count: pieces })}
          </p>
          <p className="mt-1 flex items-center gap-1.5 text-sm">
            {order.delivery === 'PICKUP' ? (
              <>
                <MapPin aria-hidden className="size-4 shrink-0 text-grana" />
                {t('pickup')}
              </>
            ) : (
              <>
                <Truck aria-hidden className="size-4 shrink-0 text-grana" />
                {address && t('shipTo', { city: address.city, state: stateName(address.country, address.state) })}
              </>
            )}
          </p>
        </div>
      </div>
      <div className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-3 text-sm">
        <OrderChip order={order} />
        <span className="tabular text-ink-soft">
          {order.code} · {dates.day(order.createdAt, placeTimeZone)}
        </span>
        {share && (
          <span className="tabular ml-auto font-semibold">{t('yours', { amount: money(share, 'short') })}</span>
        )}
      </div>
    </article>
  )
}

/** The one thing about an order that does not wait. */
function Urgency({ order }: { order: SoldOrder }) {
  const { t } = useTranslation('selling')
  const now = useServerNow(60_000)
  if (order.status === 'PAID' && order.acceptBy) {
    const hours = Math.floor((Date.parse(order.acceptBy) - now) / 3_600_000)
    const isClose = hours < 12
    return (
      <p
        className={cx(
          'flex items-center gap-2 self-start rounded-md px-2.5 py-1 text-sm font-semibold',
          isClose ? 'bg-barro-soft text-barro' : 'bg-anil-soft text-anil',
        )}
      >
        <Hourglass aria-hidden className="size-4" />
        {hours < 1 ? t('acceptSoon') : t('acceptLeft', { count: hours })}
      </p>
    )
  }
  const isAsked = order.actions.includes('DECIDE_RETURN')
  const isAwaited = order.actions.includes('RECEIVE_RETURN')
  if (!isAsked && !isAwaited) return null
  return (
    <p className="flex items-center gap-2 self-start rounded-md bg-barro-soft px-2.5 py-1 text-sm font-semibold text-barro">
      <RotateCcw aria-hidden className="size-4" />
      {t(isAsked ? 'returnOpen' : 'returnWaiting')}
    </p>
  )
}
