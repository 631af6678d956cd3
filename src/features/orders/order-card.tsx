import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../../contracts/orders.ts'
import { formatTime } from '../../lib/dates.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { LinkButton } from '../../ui/button.tsx'
import { OrderChip } from '../../ui/order-chip.tsx'
import { piecesOf } from '../../ui/order-lines.tsx'
import { Picture } from '../../ui/picture.tsx'
import { Price } from '../../ui/price.tsx'

/** One workshop's parcel on a list. What waits for its payment leads there, everything else to the order. */
export function OrderCard({
  order,
  eyebrow,
  level = 'h2',
}: {
  order: Order
  eyebrow?: ReactNode
  level?: 'h2' | 'h3'
}) {
  const { t } = useTranslation('orders')
  const language = useLanguage()
  const [first, ...others] = order.items
  const Heading = level
  const isUnpaid = order.actions.includes('PAY')
  return (
    <article className="relative flex gap-4 rounded-lg border border-line bg-surface p-3 shadow-low transition-shadow hover:shadow-high sm:p-4">
      <div className="relative w-20 shrink-0 self-stretch overflow-hidden rounded-md sm:w-28">
        <Picture id={first?.productId ?? order.id} src={first?.image} alt="" className="min-h-20" />
        {others.length > 0 && (
          <span
            aria-hidden
            className="tabular absolute right-1 bottom-1 rounded-md bg-ink px-1.5 text-sm font-semibold text-paper"
          >
            +{others.length}
          </span>
        )}
      </div>
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1">
        {eyebrow && <p className="tabular text-sm font-semibold text-grana">{eyebrow}</p>}
        <Heading className="text-base leading-snug sm:text-lg">
          <Link
            to="/pedidos/$id"
            params={{ id: order.id }}
            className="no-underline after:absolute after:inset-0 after:rounded-lg hover:underline"
          >
            {order.seller.name}
          </Link>
        </Heading>
        <p className="text-sm text-ink-soft">
          {first?.name}
          {piecesOf(order.items) > 1 && ` · ${t('pieces', { count: piecesOf(order.items) })}`}
        </p>
        <div className="mt-1 flex w-full flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <OrderChip order={order} />
          <span className="tabular">{order.code}</span>
          <Price money={order.total} form="short" size="sm" className="ml-auto" />
        </div>
        {isUnpaid && order.holdExpiresAt && (
          <div className="relative mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
            <LinkButton variant="primary" to="/canasta/pagar/$checkoutId" params={{ checkoutId: order.checkoutId }}>
              {t('finishPaying')}
            </LinkButton>
            <span className="tabular text-sm text-ink-soft">
              {t('plan.pay', {
                time: formatTime(order.holdExpiresAt, Intl.DateTimeFormat().resolvedOptions().timeZone, language),
              })}
            </span>
          </div>
        )}
      </div>
    </article>
  )
}
