import { Link, useParams } from '@tanstack/react-router'
import { PackageCheck, ReceiptText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../contracts/orders.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { expectedArrival } from '../../lib/order-dates.rules.ts'
import { useFocusOn } from '../../lib/use-focus-on.ts'
import { AnchorButton, Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { DeliveryFacts } from '../../ui/delivery-facts.tsx'
import { OrderChip } from '../../ui/order-chip.tsx'
import { OrderLines, OrderSums } from '../../ui/order-lines.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { ReviewPrompt, useHasReviews } from '../../ui/reviews/review-prompt.tsx'
import { StoredNote } from '../../ui/stored-note.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { storySteps } from '../../lib/order-story.rules.ts'
import { WriteLink } from '../../ui/write-link.tsx'
import { CancelOrderDialog } from './cancel-order-dialog.tsx'
import { OrderEnd } from './order-ends.tsx'
import { OrderNext } from './order-next.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import { ReturnsList } from './returns-list.tsx'
import { useOrder } from './use-orders.ts'

/** `/pedidos/$id`: one workshop's part of a purchase, from the hold to the hands and back. */
export function OrderPage() {
  const { id } = useParams({ from: '/pedidos/$id' })
  const { order, ...found } = useOrder(id)
  if (!order) return <OrderEnd id={id} path={`/pedidos/${id}`} found={found} />
  return <Details order={order} storedAt={found.storedAt} />
}

function Details({ order, storedAt }: { order: OrderDetail; storedAt: number | null }) {
  const { t } = useTranslation('orders')
  const dates = useDates()
  const statusRef = useFocusOn<HTMLDivElement>(order.status)
  const { t: words } = useTranslation('reviews')
  const arrival = expectedArrival(order)
  const lineIds = order.items.map(({ lineId }) => lineId)
  const hasReviews = useHasReviews({ orderLineIds: lineIds }, order.paidAt !== null && storedAt === null)
  const steps = storySteps(order.timeline, (instant) => dates.dateTime(instant, placeTimeZone))
  return (
    <Page title={t('orderOf', { seller: order.seller.name })} width="text" className="gap-8">
      <PageHeader
        title={order.seller.name}
        eyebrow={t('order', { code: order.code })}
        lead={t('placed', { when: dates.day(order.createdAt, placeTimeZone) })}
        back={{ to: '/pedidos', label: t('back') }}
      />
      {storedAt !== null && <StoredNote savedAt={storedAt} />}
      <Card edge>
        <div ref={statusRef} tabIndex={-1} className="flex flex-col gap-3 outline-none">
          <div>
            <OrderChip order={order} />
          </div>
          <div className="text-[1.0625rem]">
            <OrderNext order={order} />
          </div>
          {arrival && (
            <p className="font-semibold">
              {t('plan.expectedBetween', {
                from: dates.civilDay(arrival.from, 'short'),
                to: dates.civilDay(arrival.to, 'short'),
              })}
            </p>
          )}
          {order.shippingOffer && (order.status === 'PAID' || order.status === 'PROCESSING') && (
            <p className="text-ink-soft">
              {t('plan.travel', { min: order.shippingOffer.minDays, max: order.shippingOffer.maxDays })}
            </p>
          )}
          {order.actions.includes('PAY') && (
            <LinkButton
              variant="primary"
              className="self-start"
              to="/canasta/pagar/$checkoutId"
              params={{ checkoutId: order.checkoutId }}
            >
              {t('finishPaying')}
            </LinkButton>
          )}
          {order.shipment && (
            <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-3">
              <div>
                <p className="text-sm text-ink-soft">{t('tracking')}</p>
                <p className="tabular">{t('trackingNumber', { number: order.shipment.trackingNumber })}</p>
              </div>
              {order.shipment.trackingUrl && (
                <AnchorButton href={order.shipment.trackingUrl} target="_blank" rel="noreferrer">
                  <PackageCheck aria-hidden className="size-5" />
                  {t('trackingOpen', { carrier: order.shipment.carrierName })}
                </AnchorButton>
              )}
            </div>
          )}
        </div>
      </Card>
      <Section title={t('delivery')}>
        <DeliveryFacts order={order} />
      </Section>
      <Section title={t('money')}>
        <OrderLines items={order.items} />
        <OrderSums order={order} />
        {order.paidAt && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <LinkButton to="/pedidos/$id/recibo" params={{ id: order.id }}>
              <ReceiptText aria-hidden className="size-5" />
              {t('receipt')}
            </LinkButton>
            <Link className="text-link" to="/compras/$id" params={{ id: order.checkoutId }}>
              {t('purchase')}
            </Link>
          </div>
        )}
      </Section>
      {order.returns.length > 0 && (
        <Section title={t('returns')}>
          <ReturnsList order={order} />
        </Section>
      )}
      {hasReviews && (
        <Section title={words('title')}>
          <ul className="divide-y divide-line">
            {order.items.map(({ lineId, name }) => (
              <li key={lineId} className="py-3 first:pt-0 empty:hidden">
                <ReviewPrompt about={{ orderLineId: lineId }} title={name} isNamed />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {steps.length > 0 && (
        <Section title={t('timeline')}>
          <Timeline steps={steps} />
        </Section>
      )}
      {order.paidAt && storedAt === null && <WriteLink about="ORDER" id={order.id} title={order.seller.name} />}
      {order.paidAt && storedAt === null && <Changes order={order} />}
    </Page>
  )
}

/** What may still be changed, with the words for it. */
function Changes({ order }: { order: OrderDetail }) {
  const { t } = useTranslation('orders')
  const [open, setOpen] = useState<'cancel' | 'return' | null>(null)
  const mayCancel = order.actions.includes('CANCEL')
  const mayReturn = order.actions.includes('REQUEST_RETURN')
  if (order.status === 'CANCELLED' || order.status === 'REFUNDED') return null
  return (
    <Section title={t('change')}>
      <p className="text-ink-soft">
        {t(
          mayCancel
            ? 'changeBefore'
            : order.status === 'SHIPPED'
              ? 'changeShipped'
              : mayReturn
                ? 'returnLead'
                : 'changeNothing',
        )}
      </p>
      {(mayCancel || mayReturn) && (
        <div className="flex flex-wrap gap-3">
          {mayReturn && <Button onPress={() => setOpen('return')}>{t('returnAsk')}</Button>}
          {mayCancel && (
            <Button variant="danger" onPress={() => setOpen('cancel')}>
              {t('cancel')}
            </Button>
          )}
        </div>
      )}
      {open === 'cancel' && <CancelOrderDialog order={order} onClose={() => setOpen(null)} />}
      {open === 'return' && <ReturnDialog order={order} onClose={() => setOpen(null)} />}
    </Section>
  )
}
