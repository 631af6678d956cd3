import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Checkout } from '../../../contracts/checkout.ts'
import { cartIsStale } from '../../lib/cart-queries.ts'
import { useDates } from '../../lib/dates.ts'
import { isProblem } from '../../lib/http.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { checkoutQuery } from '../../lib/order-queries.ts'
import { forgetAttemptKey } from '../../lib/payment/attempt-key.ts'
import { isOver, type Sale } from '../../lib/payment/payment-stage.rules.ts'
import { usePaymentStage } from '../../lib/payment/use-payment-stage.ts'
import { useMe } from '../../lib/session.ts'
import { useFocusOn } from '../../lib/use-focus-on.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { AddressLines, PickupLines } from '../../ui/delivery-facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { piecesOf } from '../../ui/order-lines.tsx'
import { Page } from '../../ui/page.tsx'
import { HoldClockLine, useHeldUntil } from '../../ui/payment/hold-clock-line.tsx'
import { PayPanel } from '../../ui/payment/pay-panel.tsx'
import { Price } from '../../ui/price.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'
import { MarketStageView } from './market-stage-view.tsx'
import { attemptScope, useGiveUpCheckout } from './use-market-checkout.ts'

type Reason = NonNullable<Checkout['cancellation']>['reason']
type Answer = { checkout: Checkout; payment: { refunded: Checkout['total'] } | null }

/** A purchase as far as paying goes; money that came too late is what its payment gave back. */
function saleOf({ checkout, payment }: Answer): Sale<Reason> {
  const { status, holdExpiresAt, cancellation } = checkout
  const refunded = payment?.refunded
  const refund = refunded && refunded.amount > 0 ? { amount: refunded, status: 'PENDING' as const } : null
  return { status, holdExpiresAt, cancellation, refund }
}

/** `/canasta/pagar/$checkoutId`: everything is held; the page goes on until it is decided and survives every reload. */
export function PayCheckoutPage() {
  const { checkoutId } = useParams({ from: '/canasta/pagar/$checkoutId' })
  return <PayCheckout key={checkoutId} checkoutId={checkoutId} />
}

function PayCheckout({ checkoutId }: { checkoutId: string }) {
  const { t } = useTranslation('market')
  const { vuelta } = useSearch({ from: '/canasta/pagar/$checkoutId' })
  const navigate = useNavigate()
  const client = useQueryClient()
  const me = useMe()
  const [backFromBank] = useState(vuelta === 1)
  const { answer, payment, stage, now, dispatch, error, checkAgain } = usePaymentStage(
    checkoutQuery(checkoutId),
    saleOf,
    backFromBank,
  )
  const checkout = answer?.checkout
  const headingRef = useFocusOn<HTMLHeadingElement>(stage.kind === 'sending' ? 'form' : stage.kind, true)
  const heldUntil = useHeldUntil(checkout?.holdExpiresAt ?? new Date(now).toISOString())

  // What is held here has left the basket.
  useEffect(() => void cartIsStale(client), [client])
  const isEnd = checkout !== undefined && isOver(stage)
  useEffect(() => {
    if (!isEnd) return
    forgetAttemptKey(attemptScope)
    void cartIsStale(client)
  }, [isEnd, client])

  // Once read, the mark of coming back must not make a later reload wait for the bank again; what the provider appended
  // (secrets among it) leaves the address with it.
  useEffect(() => {
    if (vuelta === undefined) return
    void navigate({ to: '/canasta/pagar/$checkoutId', params: { checkoutId }, replace: true, resetScroll: false })
  }, [vuelta, checkoutId, navigate])

  const isPaid = stage.kind === 'confirmed'
  useEffect(() => {
    if (isPaid) void navigate({ to: '/compras/$id', params: { id: checkoutId }, replace: true })
  }, [isPaid, checkoutId, navigate])

  if (me === null) {
    return (
      <End>
        <EmptyState
          title={t('pay.signInTitle')}
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: `/canasta/pagar/${checkoutId}` }}>
              {t('pay.signIn')}
            </LinkButton>
          }
        />
      </End>
    )
  }
  if (isProblem(error) && (error.status === 404 || error.status === 400)) {
    return (
      <End>
        <EmptyState
          title={t('pay.notYoursTitle')}
          body={t('pay.notYours')}
          action={
            <LinkButton variant="primary" to="/pedidos">
              {t('pay.orders')}
            </LinkButton>
          }
        />
      </End>
    )
  }
  if (error) {
    return (
      <End>
        <ErrorState title={t('pay.loadFailed')} error={error} onRetry={() => void checkAgain()} />
      </End>
    )
  }
  if (!checkout) return <Loading />

  const isHeld =
    stage.kind === 'form' || stage.kind === 'sending' || stage.kind === 'bank-step' || stage.kind === 'preparing'
  const isCalledOff = stage.kind === 'hold-over' || stage.kind === 'cancelled'
  return (
    <Page title={t('pay.title')}>
      <h1 tabIndex={-1} className="text-2xl sm:text-3xl">
        {t('pay.title')}
      </h1>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_23.5rem] lg:gap-10">
        <div className="flex min-w-0 flex-col gap-4">
          {isHeld && checkout.holdExpiresAt && (
            <HoldClockLine
              holdExpiresAt={checkout.holdExpiresAt}
              now={now}
              quietWords={(time) => t('pay.heldUntil', { time })}
            />
          )}
          {(stage.kind === 'form' || stage.kind === 'sending' || stage.kind === 'bank-step') && payment ? (
            <PayPanel
              payment={payment}
              stage={stage}
              returnUrl={`${location.origin}/canasta/pagar/${checkoutId}?vuelta=1`}
              dispatch={dispatch}
              checkAgain={checkAgain}
              headingRef={headingRef}
              declinedMoney={t('pay.declinedMoney', { time: heldUntil })}
            />
          ) : (
            <MarketStageView
              stage={
                stage.kind === 'form' || stage.kind === 'sending' || stage.kind === 'bank-step'
                  ? { kind: 'preparing' }
                  : stage
              }
              checkoutId={checkoutId}
              checkAgain={checkAgain}
              headingRef={headingRef}
            />
          )}
        </div>
        {!isCalledOff && (
          <aside className="self-start lg:sticky lg:top-24">
            <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-low">
              <WovenBand />
              <div className="flex flex-col gap-4 p-4 sm:p-5">
                <h2 className="text-xl">{t('pay.summary')}</h2>
                <Summary checkout={checkout} />
                {stage.kind === 'form' && <GiveUp checkoutId={checkoutId} />}
              </div>
            </div>
          </aside>
        )}
      </div>
    </Page>
  )
}

function Summary({ checkout }: { checkout: Checkout }) {
  const { t } = useTranslation('market')
  const { t: words } = useTranslation('orders')
  const money = useFormatMoney()
  const dates = useDates()
  const sent = checkout.orders.find(({ shippingAddress }) => shippingAddress)?.shippingAddress
  const fetched = checkout.orders.flatMap(({ pickupPoint }) => (pickupPoint ? [pickupPoint] : []))
  return (
    <>
      <ul className="divide-y divide-line">
        {checkout.orders.map((order) => (
          <li key={order.id} className="flex items-start justify-between gap-4 py-2 first:pt-0">
            <p className="min-w-0 leading-snug">
              <span className="font-semibold">{order.seller.name}</span>
              <span className="block text-sm text-ink-soft">
                {words('pieces', { count: piecesOf(order.items) })}
                {order.shipping.amount > 0 && ` · ${t('sums.shipping')} ${money(order.shipping, 'short')}`}
              </span>
            </p>
            <span className="tabular">{money(order.total, 'short')}</span>
          </li>
        ))}
        {checkout.bookings.map((booking) => (
          <li key={booking.id} className="flex items-start justify-between gap-4 py-2 first:pt-0">
            <p className="min-w-0 leading-snug">
              <span className="font-semibold">{booking.experience.title}</span>
              <span className="tabular block text-sm text-ink-soft">
                {dates.dateTime(booking.startsAt, booking.timeZone)}
              </span>
            </p>
            <span className="tabular">
              {money({ ...booking.total, amount: booking.total.amount - (booking.discount?.amount ?? 0) }, 'short')}
            </span>
          </li>
        ))}
        <li className="flex items-baseline justify-between gap-4 pt-3">
          <span className="font-semibold">{t('sums.total')}</span>
          <Price money={checkout.total} size="lg" />
        </li>
      </ul>
      {(sent || fetched.length > 0) && (
        <div className="space-y-3 border-t border-line pt-4 text-[0.9375rem]">
          <h3 className="text-base">{t('pay.sendTo')}</h3>
          {sent && <AddressLines address={sent} />}
          {fetched.map((point) => (
            <PickupLines key={point.id} point={point} />
          ))}
        </div>
      )}
    </>
  )
}

function GiveUp({ checkoutId }: { checkoutId: string }) {
  const { t } = useTranslation('market')
  const navigate = useNavigate()
  const giveUp = useGiveUpCheckout(checkoutId)
  return (
    <div className="border-t border-line pt-3">
      {giveUp.error !== null && (
        <Notice tone="danger" isLive className="mb-2">
          {isProblem(giveUp.error, 'PAYMENT_IN_PROGRESS') ? giveUp.error.message : t('pay.giveUpFailed')}
        </Notice>
      )}
      <Button
        variant="quiet"
        className="-ml-4"
        isPending={giveUp.isPending}
        onPress={() => giveUp.mutate(undefined, { onSuccess: () => void navigate({ to: '/canasta', replace: true }) })}
      >
        {t(giveUp.isPending ? 'pay.givingUp' : 'pay.giveUp')}
      </Button>
      <p className="text-sm text-ink-soft">{t('pay.giveUpHelp')}</p>
    </div>
  )
}

function End({ children }: { children: ReactNode }) {
  const { t } = useTranslation('market')
  return (
    <Page title={t('pay.title')} width="text">
      <h1 className="sr-only">{t('pay.title')}</h1>
      {children}
    </Page>
  )
}

function Loading() {
  const { t } = useTranslation('market')
  return (
    <Page title={t('pay.title')}>
      <h1 className="sr-only">{t('pay.title')}</h1>
      <div aria-busy="true" className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_23.5rem] lg:gap-10">
        <Skeleton className="h-96 rounded-lg" />
        <Skeleton className="h-72 rounded-lg" />
      </div>
    </Page>
  )
}
