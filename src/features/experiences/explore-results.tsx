import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExperienceCard as Card } from '../../../contracts/experiences.ts'
import { experienceCountQuery, experiencesQuery } from '../../lib/catalogue-queries.ts'
import { todayAt } from '../../lib/dates.ts'
import { CatalogueResults, NothingFound } from '../../ui/catalogue/catalogue-results.tsx'
import { ExperienceCard } from '../../ui/experience-card.tsx'
import { LoadingCards } from '../../ui/states.tsx'
import { ExploreMap } from './explore-map.tsx'
import { filtersOf, narrowings } from './filters.rules.ts'
import { useExplore, useNarrowingNames } from './use-explore.ts'

const pageSizes = { list: 12, map: 100 }

/** `viewSwitch` chooses between list and map; it stands beside the count. */
export function ExploreResults({ viewSwitch }: { viewSwitch: ReactNode }) {
  const { t } = useTranslation('experiences')
  const { search, filters, set } = useExplore()
  const nameOf = useNarrowingNames(search)
  const isMap = search.vista === 'mapa'
  const query = useInfiniteQuery(experiencesQuery(filters, isMap ? pageSizes.map : pageSizes.list))
  const found = query.data?.pages.flatMap((page) => page.items) ?? []
  const opensOnNextDay = filters.from !== undefined || filters.to !== undefined
  return (
    <CatalogueResults
      query={query}
      count={query.hasNextPage ? t('countMore', { count: found.length }) : t('count', { count: found.length })}
      aside={viewSwitch}
      loading={<LoadingCards count={6} className="xl:grid-cols-3" />}
      loadFailed={t('loadFailed')}
      isEmpty={found.length === 0}
      nothing={
        <NothingFound
          textileId="explorar"
          narrowed={narrowings.active(search)}
          emptyAll={{ title: t('emptyAllTitle'), body: t('emptyAll') }}
          body={t('empty')}
          nameOf={nameOf}
          gain={(count) => t('emptyDropFound', { count })}
          countWithout={(one) => experienceCountQuery(filtersOf(narrowings.without(search, one), todayAt()))}
          onDrop={(one) => set(narrowings.without(search, one))}
          onClear={() => set(narrowings.cleared(search))}
        />
      }
    >
      {isMap ? (
        <ExploreMap experiences={found} opensOnNextDay={opensOnNextDay} />
      ) : (
        <Cards found={found} opensOnNextDay={opensOnNextDay} />
      )}
    </CatalogueResults>
  )
}

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
