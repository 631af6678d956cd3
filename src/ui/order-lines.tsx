import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Order, OrderItem } from '../../contracts/orders.ts'
import { useFormatMoney } from '../lib/money.ts'
import { Picture } from './picture.tsx'
import { Price } from './price.tsx'

export const piecesOf = (items: readonly Pick<OrderItem, 'quantity'>[]): number =>
  items.reduce((sum, { quantity }) => sum + quantity, 0)

/** For whoever packs and sees no amounts, an item comes without. */
type Line = Omit<OrderItem, 'unitPrice' | 'discount' | 'refunded'> & Partial<Pick<OrderItem, 'unitPrice' | 'refunded'>>

/** The pieces of an order, each with what it costs and what came back of it. */
export function OrderLines({ items, isLinked = true }: { items: readonly Line[]; isLinked?: boolean }) {
  const { t } = useTranslation('orders')
  const money = useFormatMoney()
  return (
    <ul className="divide-y divide-line">
      {items.map((item) => (
        <li key={item.lineId} className="flex gap-3 py-3 first:pt-0 last:pb-0">
          <span className="size-16 shrink-0 overflow-hidden rounded-[4px]">
            <Picture id={item.productId} src={item.image} alt="" />
          </span>
          <div className="min-w-0 flex-1 leading-snug">
            <p className="font-semibold">
              {isLinked ? (
                <Link
                  to="/tienda/productos/$slug"
                  params={{ slug: item.slug }}
                  className="no-underline hover:text-grana hover:underline"
                >
                  {item.name}
                </Link>
              ) : (
                item.name
              )}
            </p>
            {item.variantLabel !== '' && <p className="text-sm text-ink-soft">{item.variantLabel}</p>}
            <p className="tabular text-sm text-ink-soft">
              {item.unitPrice
                ? t('lineEach', { quantity: item.quantity, price: money(item.unitPrice, 'short') })
                : t('pieces', { count: item.quantity })}
            </p>
            {item.refundedQuantity > 0 && item.refunded && (
              <p className="text-sm font-medium text-barro">
                {t('lineRefunded', { count: item.refundedQuantity, amount: money(item.refunded) })}
              </p>
            )}
          </div>
          {item.unitPrice && (
            <Price
              money={{ ...item.unitPrice, amount: item.unitPrice.amount * item.quantity }}
              form="short"
              size="sm"
            />
          )}
        </li>
      ))}
    </ul>
  )
}

/** What one order comes to. */
export function OrderSums({
  order,
}: {
  order: Pick<Order, 'subtotal' | 'discount' | 'shipping' | 'total' | 'refunded' | 'delivery'>
}) {
  const { t } = useTranslation('orders')
  const money = useFormatMoney()
  return (
    <dl className="tabular grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1">
      <dt>{t('sums.subtotal')}</dt>
      <dd className="text-right">{money(order.subtotal)}</dd>
      {order.discount.amount > 0 && (
        <>
          <dt className="text-nopal">{t('sums.discount')}</dt>
          <dd className="text-right text-nopal">−{money(order.discount)}</dd>
        </>
      )}
      <dt>{t(order.delivery === 'PICKUP' ? 'sums.pickup' : 'sums.shipping')}</dt>
      <dd className="text-right">{order.shipping.amount === 0 ? t('sums.free') : money(order.shipping)}</dd>
      <dt className="mt-1 border-t border-line pt-2 font-semibold">{t('sums.total')}</dt>
      <dd className="mt-1 border-t border-line pt-2 text-right">
        <Price money={order.total} />
      </dd>
      {order.refunded.amount > 0 && (
        <>
          <dt className="text-barro">{t('sums.refunded')}</dt>
          <dd className="text-right text-barro">−{money(order.refunded)}</dd>
        </>
      )}
    </dl>
  )
}
