import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Printer, Tag } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SellerOrder } from '../../../contracts/orders.ts'
import { useMay } from '../../lib/acting.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { isProblem } from '../../lib/http.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { storySteps } from '../../lib/order-story.rules.ts'
import { useFocusOn } from '../../lib/use-focus-on.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { DeliveryFacts } from '../../ui/delivery-facts.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { WriteLink } from '../../ui/write-link.tsx'
import { OrderChip } from '../../ui/order-chip.tsx'
import { OrderLines } from '../../ui/order-lines.tsx'
import { BackLink, Page, PageHeader, Section } from '../../ui/page.tsx'
import { Price } from '../../ui/price.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { StepUpDialog } from '../../ui/step-up-dialog.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ActionProblem } from './action-problem.tsx'
import { RefundDialog } from './refund-dialog.tsx'
import { SellerGate } from './seller-gate.tsx'
import { ShipDialog } from './ship-dialog.tsx'
import { type SoldOrder, soldOrderQuery, useSoldOrderAction, withMoney } from './sold-queries.ts'
import { SoldReturns } from './sold-returns.tsx'

/** `/vender/pedidos/$id`: what to pack, where it goes, what it leaves, and the next thing to do. */
export function SoldOrderPage() {
  const { id } = useParams({ from: '/vender/pedidos/$id' })
  return (
    <SellerGate path={`/vender/pedidos/${id}`} action="orders">
      <Found id={id} />
      <StepUpDialog />
    </SellerGate>
  )
}

function Found({ id }: { id: string }) {
  const { t } = useTranslation('selling')
  const { data, error, refetch } = useQuery(soldOrderQuery(id))
  if (data) return <Details order={data} />
  return (
    <Page title={t('title')} width="text">
      <h1 className="sr-only">{t('title')}</h1>
      {isProblem(error) && (error.status === 404 || error.status === 400) ? (
        <EmptyState
          title={t('notFoundTitle')}
          body={t('notFound')}
          textileId={id}
          action={<LinkButton to="/vender/pedidos">{t('back')}</LinkButton>}
        />
      ) : error ? (
        <>
          <BackLink to="/vender/pedidos" label={t('back')} />
          <ErrorState title={t('orderFailed')} error={error} onRetry={() => void refetch()} />
        </>
      ) : (
        <div aria-busy="true" className="space-y-4">
          <BackLink to="/vender/pedidos" label={t('back')} />
          <Skeleton className="h-12 w-2/3" />
          <Skeleton className="h-40" />
          <Skeleton className="h-72" />
        </div>
      )}
    </Page>
  )
}

function Details({ order }: { order: SoldOrder }) {
  const { t } = useTranslation('selling')
  const dates = useDates()
  const priced = withMoney(order)
  const may = useMay('SELLER')
  const statusRef = useFocusOn<HTMLDivElement>(order.status)
  return (
    <Page title={t('orderTitle', { code: order.code })} width="text" className="gap-8">
      <PageHeader
        title={t('orderTitle', { code: order.code })}
        eyebrow={t('buyer', { name: order.buyer.name })}
        back={{ to: '/vender/pedidos', label: t('back') }}
        actions={
          <>
            <LinkButton to="/vender/pedidos/$id/empaque" params={{ id: order.id }}>
              <Printer aria-hidden className="size-5" />
              {t('slip')}
            </LinkButton>
            {order.delivery === 'SHIPPING' && (
              <LinkButton to="/vender/pedidos/$id/guia" params={{ id: order.id }}>
                <Tag aria-hidden className="size-5" />
                {t('label.title')}
              </LinkButton>
            )}
          </>
        }
      />
      {may('messages') && <WriteLink about="ORDER" id={order.id} title={order.buyer.name} />}
      <Card edge>
        <div ref={statusRef} tabIndex={-1} className="flex flex-col gap-3 outline-none">
          <div>
            <OrderChip order={order} />
          </div>
          <ToDo order={order} />
        </div>
      </Card>
      {order.returns.length > 0 && (
        <Section title={t('returns')}>
          <SoldReturns order={order} />
        </Section>
      )}
      <Section title={t('pieces')}>
        <OrderLines items={order.items} />
      </Section>
      <Section title={t('sendTo')}>
        <DeliveryFacts order={order} />
      </Section>
      {priced && (
        <Section title={t('earn')}>
          <Earned order={priced} />
        </Section>
      )}
      {order.timeline.length > 0 && (
        <Section title={t('story')}>
          <Timeline steps={storySteps(order.timeline, (instant) => dates.dateTime(instant, placeTimeZone))} />
        </Section>
      )}
      {priced && <OtherMoves order={priced} />}
    </Page>
  )
}

/** The next thing in words, with its button. */
function ToDo({ order }: { order: SoldOrder }) {
  const { t } = useTranslation('selling')
  const toast = useToast()
  const dates = useDates()
  const move = useSoldOrderAction(order.id)
  const [open, setOpen] = useState<'ship' | 'deliver' | null>(null)
  const may = (action: SoldOrder['actions'][number]) => order.actions.includes(action)
  const isFetched = order.delivery === 'PICKUP'
  const words = may('PROCESS')
    ? t('todoText.PROCESS', { when: order.acceptBy ? dates.dateTime(order.acceptBy, placeTimeZone) : '' })
    : may('DECIDE_RETURN')
      ? t('todoText.DECIDE_RETURN')
      : may('RECEIVE_RETURN')
        ? t('todoText.RECEIVE_RETURN')
        : may('SHIP')
          ? t('todoText.SHIP')
          : may('DELIVER')
            ? isFetched
              ? t('todoText.PICKUP', { code: order.code })
              : t('todoText.DELIVER')
            : t('todoText.NOTHING')
  return (
    <>
      <p className="text-[1.0625rem]">{words}</p>
      {order.shipment && (
        <p className="tabular text-ink-soft">
          {order.shipment.carrierName} ·{' '}
          {order.shipment.trackingUrl ? (
            <a className="text-link" href={order.shipment.trackingUrl} target="_blank" rel="noreferrer">
              {order.shipment.trackingNumber}
            </a>
          ) : (
            order.shipment.trackingNumber
          )}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        {may('PROCESS') && (
          <Button
            variant="primary"
            isPending={move.isPending}
            onPress={() =>
              move.mutate({ path: '/process' }, { onSuccess: () => toast({ tone: 'success', message: t('accepted') }) })
            }
          >
            {t(move.isPending ? 'accepting' : 'accept')}
          </Button>
        )}
        {may('SHIP') && !may('PROCESS') && (
          <Button variant="primary" onPress={() => setOpen('ship')}>
            {t('ship')}
          </Button>
        )}
        {may('DELIVER') && !may('PROCESS') && (
          <Button variant={may('SHIP') ? 'secondary' : 'primary'} onPress={() => setOpen('deliver')}>
            {t('deliver')}
          </Button>
        )}
      </div>
      <ActionProblem error={move.error} />
      {open === 'ship' && <ShipDialog order={order} onClose={() => setOpen(null)} />}
      {open === 'deliver' && <DeliverDialog order={order} onClose={() => setOpen(null)} />}
    </>
  )
}

function DeliverDialog({ order, onClose }: { order: SoldOrder; onClose: () => void }) {
  const { t } = useTranslation('selling')
  const toast = useToast()
  const deliver = useSoldOrderAction(order.id)
  return (
    <ConfirmDialog
      isOpen
      tone="primary"
      onOpenChange={(open) => !open && onClose()}
      title={t('deliverTitle')}
      confirmLabel={t(deliver.isPending ? 'delivering' : 'deliverDo')}
      isPending={deliver.isPending}
      onConfirm={() =>
        deliver.mutate(
          { path: '/deliver' },
          {
            onSuccess: () => {
              toast({ tone: 'success', message: t('delivered') })
              onClose()
            },
          },
        )
      }
    >
      <div className="space-y-4">
        <p>{t('deliverLead')}</p>
        <ActionProblem error={deliver.error} />
      </div>
    </ConfirmDialog>
  )
}

function Earned({ order }: { order: SellerOrder }) {
  const { t } = useTranslation('selling')
  const money = useFormatMoney()
  // What is left of the sum is what the platform put in for its own discount.
  const platform = order.sellerShare.amount - (order.total.amount - order.commission.amount - order.refunded.amount)
  return (
    <dl className="tabular grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1">
      <dt>{t('earnTotal')}</dt>
      <dd className="text-right">{money(order.total)}</dd>
      {platform > 0 && order.refunded.amount === 0 && (
        <>
          <dt>{t('earnPlatform')}</dt>
          <dd className="text-right">{money({ ...order.total, amount: platform })}</dd>
        </>
      )}
      <dt>{t('earnCommission')}</dt>
      <dd className="text-right">−{money(order.commission)}</dd>
      {order.refunded.amount > 0 && (
        <>
          <dt>{t('earnRefunded')}</dt>
          <dd className="text-right">−{money(order.refunded)}</dd>
        </>
      )}
      <dt className="mt-1 border-t border-line pt-2 font-semibold">{t('earnShare')}</dt>
      <dd className="mt-1 border-t border-line pt-2 text-right">
        <Price money={order.sellerShare} />
      </dd>
    </dl>
  )
}

/** What one would rather not need. */
function OtherMoves({ order }: { order: SellerOrder }) {
  const { t } = useTranslation('selling')
  const [open, setOpen] = useState<'cancel' | 'refund' | null>(null)
  const mayRefund = order.actions.includes('REFUND_LINES')
  const mayCancel = order.actions.includes('CANCEL')
  if (!mayRefund && !mayCancel) return null
  return (
    <div className="flex flex-wrap gap-3 border-t border-line pt-6">
      {mayRefund && <Button onPress={() => setOpen('refund')}>{t('refund')}</Button>}
      {mayCancel && (
        <Button variant="danger" onPress={() => setOpen('cancel')}>
          {t('cancel')}
        </Button>
      )}
      {open === 'refund' && <RefundDialog order={order} onClose={() => setOpen(null)} />}
      {open === 'cancel' && <CancelDialog order={order} onClose={() => setOpen(null)} />}
    </div>
  )
}

function CancelDialog({ order, onClose }: { order: SellerOrder; onClose: () => void }) {
  const { t } = useTranslation('selling')
  const money = useFormatMoney()
  const toast = useToast()
  const cancel = useSoldOrderAction(order.id)
  const [reason, setReason] = useState('')
  const amount = money({ ...order.total, amount: order.total.amount - order.refunded.amount })
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('cancelTitle')}
      cancelLabel={t('cancelKeep')}
      confirmLabel={cancel.isPending ? t('cancelling') : t('cancelDo', { amount })}
      isPending={cancel.isPending}
      onConfirm={() =>
        cancel.mutate(
          { path: '/cancel', body: reason.trim() ? { reason: reason.trim().slice(0, 500) } : {} },
          {
            onSuccess: () => {
              toast({ tone: 'success', message: t('cancelled') })
              onClose()
            },
          },
        )
      }
    >
      <div className="space-y-4">
        <p>{t('cancelLead', { amount })}</p>
        <TextAreaField
          label={t('cancelWhy')}
          isOptional
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <ActionProblem error={cancel.error} />
      </div>
    </ConfirmDialog>
  )
}
