import { useInfiniteQuery, useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExperienceCard as Card } from '../../../contracts/experiences.ts'
import { experienceCountQuery, experiencesQuery } from '../../lib/catalogue-queries.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { ExperienceCard } from '../../ui/experience-card.tsx'
import { EmptyState, ErrorState, LoadingCards } from '../../ui/states.tsx'
import { ExploreMap } from './explore-map.tsx'
import { activeNarrowings, cleared, filtersOf, mostHelpful, without } from './filters.rules.ts'
import { todayAt } from '../../lib/dates.ts'
import { useExplore, useNarrowingNames } from './use-explore.ts'

const pageSizes = { list: 12, map: 100 }

/** `viewSwitch` chooses between list and map; it stands beside the count. */
export function ExploreResults({ viewSwitch }: { viewSwitch: ReactNode }) {
  const { t } = useTranslation('experiences')
  const { search, filters } = useExplore()
  const isMap = search.vista === 'mapa'
  const query = useInfiniteQuery(experiencesQuery(filters, isMap ? pageSizes.map : pageSizes.list))
  const found = query.data?.pages.flatMap((page) => page.items) ?? []
  const count = query.hasNextPage ? t('countMore', { count: found.length }) : t('count', { count: found.length })
  const isStale = query.isPlaceholderData
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <output className="tabular text-ink-soft">
          {query.isPending || isStale ? t('loading') : query.isError ? '' : count}
        </output>
        {viewSwitch}
      </div>
      {query.isPending ? (
        <LoadingCards count={6} className="xl:grid-cols-3" />
      ) : query.isError && !query.isFetchNextPageError ? (
        <ErrorState
          error={query.error}
          title={t('loadFailed')}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : found.length === 0 ? (
        <Nothing />
      ) : (
        <div className={cx('transition-opacity duration-150', isStale && 'opacity-55')}>
          {isMap ? (
            <ExploreMap experiences={found} opensOnNextDay={hasDays(filters)} />
          ) : (
            <Cards found={found} opensOnNextDay={hasDays(filters)} />
          )}
          {query.isFetchNextPageError && (
            <div className="mt-6">
              <ErrorState error={query.error} title={t('moreFailed')} onRetry={() => void query.fetchNextPage()} />
            </div>
          )}
          {query.hasNextPage && !query.isFetchNextPageError && (
            <div className="mt-8 flex justify-center">
              <Button size="lg" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
                {query.isFetchingNextPage ? t('moreLoading') : t('more')}
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  )
}

const hasDays = (filters: { from?: unknown; to?: unknown }) => filters.from !== undefined || filters.to !== undefined

function Cards({ found, opensOnNextDay }: { found: readonly Card[]; opensOnNextDay: boolean }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2 sm:gap-5 xl:grid-cols-3">
      {found.map((experience) => (
        <li key={experience.id} className="flex">
          <ExperienceCard experience={experience} heading="h2" opensOnNextDay={opensOnNextDay} className="w-full" />
        </li>
      ))}
    </ul>
  )
}

/** Nothing meets all filters: each is tried without, and the one that hides most is offered to give up. */
function Nothing() {
  const { t } = useTranslation('experiences')
  const { search, set } = useExplore()
  const nameOf = useNarrowingNames(search)
  const narrowed = activeNarrowings(search)
  const tries = useQueries({
    queries: narrowed.map((narrowing) => experienceCountQuery(filtersOf(without(search, narrowing), todayAt()))),
  })
  if (narrowed.length === 0) return <EmptyState textileId="explorar" title={t('emptyAllTitle')} body={t('emptyAll')} />
  const best = mostHelpful(narrowed.map((narrowing, i) => ({ narrowing, found: tries[i]?.data ?? null })))
  const isTrying = tries.some(({ isPending }) => isPending)
  const offered = best ?? (isTrying ? undefined : narrowed[0])
  const gain = best === undefined ? 0 : (tries[narrowed.indexOf(best)]?.data ?? 0)
  return (
    <EmptyState
      textileId="explorar"
      title={t('emptyTitle')}
      body={t('empty')}
      action={
        <>
          {offered !== undefined && (
            <Button variant="primary" onPress={() => set(without(search, offered))}>
              {t('emptyDrop', { filter: nameOf(offered) })} {gain > 0 && t('emptyDropFound', { count: gain })}
            </Button>
          )}
          {narrowed.length > 1 && <Button onPress={() => set(cleared(search))}>{t('filters.clear')}</Button>}
        </>
      }
    />
  )
}
