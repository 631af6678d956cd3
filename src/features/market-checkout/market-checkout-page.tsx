import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cart } from '../../../contracts/checkout.ts'
import { isEmpty } from '../../lib/cart.rules.ts'
import { cartQuery } from '../../lib/cart-queries.ts'
import { formatTime } from '../../lib/dates.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { ordersQuery } from '../../lib/order-queries.ts'
import { mayBeSignedIn, useMe } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { CheckoutForm } from './checkout-form.tsx'

/** `/canasta/pagar`: what comes how, where to, what it costs, and then the payment on the next address of the same page. */
export function MarketCheckoutPage() {
  const { t } = useTranslation('market')
  const cart = useQuery({ ...cartQuery, refetchOnMount: 'always' })
  // What is being held leaves the basket before the answer is here: until then the page stays as it was pressed.
  const [pressed, setPressed] = useState<{ cart: Cart; cartAt: number } | null>(null)
  const shown = pressed ?? (cart.data && { cart: cart.data, cartAt: cart.dataUpdatedAt })
  return (
    <Page title={t('title')}>
      <PageHeader title={t('heading')} lead={t('lead')} back={{ to: '/canasta', label: t('back') }} />
      {shown === undefined ? (
        cart.isError ? (
          <ErrorState
            error={cart.error}
            title={t('loadFailed')}
            onRetry={() => void cart.refetch()}
            isRetrying={cart.isFetching}
          />
        ) : (
          <Loading />
        )
      ) : isEmpty(shown.cart) ? (
        <Empty />
      ) : (
        <CheckoutForm {...shown} onPress={(isHolding) => setPressed(isHolding ? shown : null)} />
      )}
    </Page>
  )
}

/** Nothing in the basket: perhaps because it is held already and waits for its payment. */
function Empty() {
  const { t } = useTranslation('market')
  const language = useLanguage()
  const me = useMe()
  const orders = useInfiniteQuery({ ...ordersQuery, enabled: me !== null && mayBeSignedIn(me) })
  const held = orders.data?.pages[0]?.items.find(({ actions }) => actions.includes('PAY'))
  if (held?.holdExpiresAt) {
    const time = formatTime(held.holdExpiresAt, Intl.DateTimeFormat().resolvedOptions().timeZone, language)
    return (
      <EmptyState
        textileId={held.checkoutId}
        title={t('resumeTitle')}
        body={t('resume', { time })}
        action={
          <LinkButton variant="primary" to="/canasta/pagar/$checkoutId" params={{ checkoutId: held.checkoutId }}>
            {t('resumeButton')}
          </LinkButton>
        }
      />
    )
  }
  return (
    <EmptyState
      textileId="canasta"
      title={t('emptyTitle')}
      body={t('empty')}
      action={
        <LinkButton variant="primary" to="/tienda">
          {t('emptyButton')}
        </LinkButton>
      }
    />
  )
}

function Loading() {
  const { t } = useTranslation('market')
  return (
    <div aria-busy="true" className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_23.5rem] lg:gap-10">
      <output className="sr-only">{t('loading')}</output>
      <div className="flex flex-col gap-4">
        <Skeleton className="h-96 rounded-lg" />
        <Skeleton className="h-44 rounded-lg" />
      </div>
      <Skeleton className="h-72 rounded-lg" />
    </div>
  )
}
