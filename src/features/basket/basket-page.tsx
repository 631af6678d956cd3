import { useTranslation } from 'react-i18next'
import type { Cart } from '../../../contracts/checkout.ts'
import { isEmpty } from '../../lib/cart.rules.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useIsClosed } from '../../lib/features.ts'
import { LinkButton } from '../../ui/button.tsx'
import { ClosedNotice } from '../../ui/closed-notice.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'
import { BasketLines } from './basket-lines.tsx'
import { AgeNote, BasketSums, ChangedNotice, ContinueButton, ParcelsNote } from './basket-totals.tsx'
import { DiscountForm } from './discount-form.tsx'
import { useBasket } from './use-basket.ts'

/** `/canasta` */
export function BasketPage() {
  const { t } = useTranslation('basket')
  const dates = useDates()
  const { query, cart, isReadOnly, storedAt } = useBasket()
  return (
    <Page title={t('title')}>
      <PageHeader
        title={t('title')}
        {...(cart && !isEmpty(cart) && { lead: t('lead', { count: cart.count }) })}
        back={{ to: '/tienda', label: t('keepLooking') }}
      />
      {cart === undefined ? (
        query.isError ? (
          <ErrorState
            error={query.error}
            title={t('loadFailed')}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        ) : (
          <Loading />
        )
      ) : isEmpty(cart) ? (
        <Empty />
      ) : (
        <>
          {isReadOnly && (
            <Notice tone="info" isLive title={t('offline.title')}>
              {storedAt === null
                ? t('offline.body')
                : t('offline.bodySince', {
                    when: dates.dateTime(new Date(storedAt).toISOString(), placeTimeZone),
                  })}
            </Notice>
          )}
          <Filled cart={cart} isReadOnly={isReadOnly} />
        </>
      )}
    </Page>
  )
}

function Filled({ cart, isReadOnly }: { cart: Cart; isReadOnly: boolean }) {
  const { t } = useTranslation('basket')
  const isMarketClosed = useIsClosed('MARKET')
  const isBookingClosed = useIsClosed('BOOKINGS')
  const closed = [
    ...(isMarketClosed && cart.groups.length > 0 ? (['MARKET'] as const) : []),
    ...(isBookingClosed && cart.slots.length > 0 ? (['BOOKINGS'] as const) : []),
  ]
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_23.5rem] lg:gap-10">
      <div className="flex min-w-0 flex-col gap-4">
        {closed.map((feature) => (
          <ClosedNotice key={feature} feature={feature} />
        ))}
        {!isReadOnly && <ChangedNotice cart={cart} />}
        <BasketLines cart={cart} isReadOnly={isReadOnly} />
      </div>
      <section
        aria-labelledby="canasta-resumen"
        className="self-start overflow-hidden rounded-lg border border-line bg-surface shadow-low lg:sticky lg:top-24"
      >
        <WovenBand />
        <div className="flex flex-col gap-4 p-4 sm:p-5">
          <h2 id="canasta-resumen" className="text-xl">
            {t('summary')}
          </h2>
          <BasketSums cart={cart} />
          {!isReadOnly && <DiscountForm discount={cart.discount} />}
          {cart.groups.length > 0 && <ParcelsNote parcels={cart.groups.length} />}
          {cart.ageRestricted && <AgeNote />}
          {closed.length === 0 && (
            <div>
              <ContinueButton cart={cart} isReadOnly={isReadOnly} />
              <p className="mt-2 text-center text-sm text-ink-soft">
                {isReadOnly ? t('continueOffline') : cart.changed ? t('continueChanged') : t('continueHelp')}
              </p>
            </div>
          )}
        </div>
      </section>
    </div>
  )
}

function Empty() {
  const { t } = useTranslation('basket')
  return (
    <EmptyState
      textileId="canasta"
      title={t('emptyTitle')}
      body={t('empty')}
      action={
        <>
          <LinkButton variant="primary" to="/tienda">
            {t('emptyStore')}
          </LinkButton>
          <LinkButton to="/experiencias" search={{}}>
            {t('emptyExplore')}
          </LinkButton>
        </>
      }
    />
  )
}

function Loading() {
  const { t } = useTranslation('basket')
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_23.5rem] lg:gap-10">
      <output className="sr-only">{t('loading')}</output>
      <div className="flex flex-col gap-4">
        <Skeleton className="h-44 rounded-lg" />
        <Skeleton className="h-44 rounded-lg" />
      </div>
      <Skeleton className="h-72 rounded-lg" />
    </div>
  )
}
