import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { todayAt } from '../../lib/dates.ts'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { useMe } from '../../lib/session.ts'
import { useTitle } from '../../lib/title.ts'
import { Section } from '../../ui/page.tsx'
import { ErrorState, LoadingCards, Skeleton } from '../../ui/states.tsx'
import { Textile } from '../../ui/textile.tsx'
import { DateStrip } from './date-strip.tsx'
import { FreeOnDay } from './free-on-day.tsx'
import { Hero } from './hero.tsx'
import { shownDay } from './home.rules.ts'
import { MarketFinds } from './market-finds.tsx'
import { NextDays } from './next-days.tsx'
import { RegionCard } from './region-card.tsx'
import { useOfferedDay } from './use-offered-day.ts'

/** What can be done today, or on another day of the coming two weeks. */
export function HomePage() {
  const { t } = useTranslation('home')
  const today = todayAt()
  const day = shownDay(useSearch({ from: '/' }), today)
  const offered = useOfferedDay(day, today)
  useTitle('')
  return (
    <>
      <Hero today={today} day={day} />
      <div className="wrap-page flex flex-col gap-10 pt-6 pb-10 sm:gap-14">
        <div className="flex flex-col gap-6">
          <DateStrip today={today} day={day} />
          {offered === undefined ? (
            <LoadingCards count={4} className="lg:grid-cols-4" />
          ) : (
            <FreeOnDay key={offered} day={offered} today={today} isInstead={offered !== day} />
          )}
        </div>
        <NextDays day={offered ?? day} />
        <MarketFinds />
        <Regions />
        <section className="grid items-stretch overflow-hidden rounded-lg border border-line bg-surface sm:grid-cols-[minmax(0,14rem)_1fr]">
          <div className="h-28 sm:h-auto">
            <Textile id="guendalezaa" />
          </div>
          <div className="flex flex-col items-start gap-3 p-5 sm:p-8">
            <h2 className="text-xl">{t('meaningTitle')}</h2>
            <p className="max-w-prose text-ink-soft">{t('meaning')}</p>
            <Link to="/experiencias" search={{}} className="text-link inline-flex min-h-11 items-center font-semibold">
              {t('meaningLink')}
            </Link>
          </div>
        </section>
      </div>
    </>
  )
}

/** The eight regions with their colours; the visitor's own stands first. */
function Regions() {
  const { t } = useTranslation('home')
  const me = useMe()
  const query = useQuery(regionsQuery)
  const own = me?.homeRegion ?? null
  const inOrder = query.data?.toSorted((a, b) => Number(b.slug === own) - Number(a.slug === own))
  return (
    <Section title={t('regionsTitle')} lead={t('regionsLead')}>
      {query.isError ? (
        <ErrorState error={query.error} title={t('regionsFailed')} onRetry={() => void query.refetch()} />
      ) : (
        <ul className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
          {inOrder?.map((region) => (
            <li key={region.slug} className="flex">
              <RegionCard region={region} isOwn={region.slug === own} />
            </li>
          )) ??
            Array.from({ length: 8 }, (_, i) => (
              <li key={i} aria-hidden>
                <Skeleton className="h-36" />
              </li>
            ))}
        </ul>
      )}
    </Section>
  )
}
