import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { When } from '../lib/booking-queries.ts'
import { addDays, civilDateAt, todayAt, useDates } from '../lib/dates.ts'
import { useLanguage } from '../lib/i18n.ts'
import { useServerNow } from '../lib/server-clock.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Page, PageHeader } from '../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { ToReview } from '../ui/reviews/to-review.tsx'
import { SlotOffers } from '../ui/slot-offers.tsx'
import { StoredNote } from '../ui/stored-note.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { PlanCard } from '../features/bookings/plan-card.tsx'
import { tripTimeline } from '../features/bookings/trip.rules.ts'
import { useTrip } from '../features/bookings/use-trip.ts'
import { OrderPlanCard } from '../features/orders/order-plan-card.tsx'
import { WaitingStrip } from '../features/waitlist/waiting-strip.tsx'
import { useOrderPlans } from '../features/orders/use-order-plans.ts'

/** `/mis-planes`: the trip on one line, what one visits and what one bought, readable without signal. */
export function MyPlansPage() {
  const when: When = useSearch({ from: '/mis-planes' }).cuando ?? 'upcoming'
  const { t } = useTranslation('bookings')
  const navigate = useNavigate()
  const items = (['upcoming', 'past'] as const).map((id) => ({
    id,
    label: t(`tabs.${id}`),
    content: id === when ? <Trip when={id} /> : null,
  }))
  return (
    <Page title={t('title')} width="text">
      <PageHeader title={t('title')} lead={t('lead')} />
      <SlotOffers />
      <WaitingStrip />
      <Tabs
        label={t('tabsLabel')}
        items={items}
        selected={when}
        onSelect={(id) =>
          void navigate({
            to: '/mis-planes',
            search: id === 'past' ? { cuando: 'past' } : {},
            replace: true,
            resetScroll: false,
          })
        }
      />
    </Page>
  )
}

function Trip({ when }: { when: When }) {
  const { t } = useTranslation('bookings')
  const dates = useDates()
  const now = useServerNow(15_000)
  const language = useLanguage()
  const trip = useTrip(when)
  const bought = useOrderPlans(when)

  if (trip.me === null) {
    return (
      <EmptyState
        title={t('signInTitle')}
        body={t('signIn')}
        textileId="mis-planes"
        action={
          <LinkButton variant="primary" to="/entrar" search={{ volver: '/mis-planes' }}>
            {t('signInButton')}
          </LinkButton>
        }
      />
    )
  }
  if (!trip.bookings) {
    if (trip.cutOff && when === 'upcoming')
      return <EmptyState title={t('loadFailed')} body={t('storedNothing')} textileId="sin-red" />
    if (trip.error || trip.cutOff)
      return <ErrorState title={t('loadFailed')} error={trip.error} onRetry={() => void trip.refetch()} />
    return <TripSkeleton />
  }
  if (!bought.isKnown && !bought.error && !bought.cutOff) return <TripSkeleton />
  const { holds, days: visits } = tripTimeline(trip.bookings, now, civilDateAt)
  const days = dayByDay(
    [
      ...visits.flatMap(({ day, bookings }) =>
        bookings.map((booking) => ({ day, key: booking.id, card: <PlanCard booking={booking} /> })),
      ),
      ...bought.plans.map(({ day, order }) => ({ day, key: order.id, card: <OrderPlanCard order={order} /> })),
    ],
    when,
  )
  if (days.length + holds.length + bought.holds.length === 0 && !bought.error) {
    return (
      <EmptyState
        title={t(when === 'upcoming' ? 'emptyUpcomingTitle' : 'emptyPastTitle')}
        body={t(when === 'upcoming' ? 'emptyUpcoming' : 'emptyPast')}
        textileId={`mis-planes-${when}`}
        action={
          <>
            <LinkButton variant="primary" to="/experiencias">
              {t('explore')}
            </LinkButton>
            <LinkButton to="/tienda">{t('shop')}</LinkButton>
          </>
        }
      />
    )
  }
  const today = todayAt()
  const nameOf = (day: string) =>
    day === today
      ? `${t('today')} · ${dates.civilDay(day)}`
      : day === addDays(today, 1)
        ? `${t('tomorrow')} · ${dates.civilDay(day)}`
        : dates.civilDay(day)
  const year = (day: string) => {
    const own = day.slice(0, 4)
    return own === today.slice(0, 4) ? '' : language === 'en' ? `, ${own}` : ` de ${own}`
  }
  return (
    <div className="space-y-8">
      {trip.storedAt !== null && <StoredNote savedAt={trip.storedAt} />}
      {when === 'past' && trip.storedAt === null && <ToReview />}
      {bought.error !== null && !bought.cutOff && (
        <ErrorState title={t('ordersFailed')} error={bought.error} onRetry={() => void bought.refetch()} />
      )}
      {holds.length + bought.holds.length > 0 && (
        <section className="space-y-3">
          <h2 className="text-lg">{t('finishPaying')}</h2>
          {holds.map((booking) => (
            <PlanCard key={booking.id} booking={booking} isHold />
          ))}
          {bought.holds.map((order) => (
            <OrderPlanCard key={order.id} order={order} />
          ))}
        </section>
      )}
      <ol className="space-y-7">
        {days.map(({ day, entries }) => (
          <li key={day} className="space-y-3">
            <h2 className="text-lg first-letter:uppercase">
              {nameOf(day)}
              {year(day)}
            </h2>
            {entries.map(({ key, card }) => (
              <Fragment key={key}>{card}</Fragment>
            ))}
          </li>
        ))}
      </ol>
      {trip.hasMore && (
        <Button onPress={() => void trip.loadMore()} isPending={trip.isLoadingMore} isWide>
          {t('more')}
        </Button>
      )}
      <p>
        <Link to="/pedidos" className="text-link">
          {t('allOrders')}
        </Link>
      </p>
    </div>
  )
}

type Entry = { day: string; key: string; card: ReactNode }

/** Visits and parcels on one line: soonest day first of what comes, latest first of what was. Within a day visits lead. */
function dayByDay(entries: readonly Entry[], when: When): { day: string; entries: Entry[] }[] {
  const days = [...Map.groupBy(entries, ({ day }) => day)].map(([day, own]) => ({ day, entries: own }))
  const forward = when === 'upcoming' ? 1 : -1
  return days.sort((a, b) => (a.day < b.day ? -forward : forward))
}

function TripSkeleton() {
  return (
    <div aria-busy="true" className="space-y-4">
      {[0, 1, 2].map((i) => (
        <Skeleton key={i} className="h-32 rounded-lg" />
      ))}
    </div>
  )
}
