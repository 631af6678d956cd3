import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { todayAt, useDates } from '../../lib/dates.ts'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { useQuery } from '@tanstack/react-query'
import { usePriceRange } from '../../ui/catalogue/use-price-range.ts'
import { type ExploreSearch, filtersOf, type Narrowing, readExploreSearch } from './filters.rules.ts'

/** The address of the list, and how to change it. Each choice adds to the history. */
export function useExplore() {
  const search: ExploreSearch = useSearch({ from: '/experiencias' })
  const navigate = useNavigate({ from: '/experiencias' })
  const set = (next: ExploreSearch) => void navigate({ search: readExploreSearch(next), resetScroll: false })
  return {
    search,
    filters: filtersOf(search, todayAt()),
    set,
    change: (patch: Partial<ExploreSearch>) => set({ ...search, ...patch }),
  }
}

/** What each active filter is called: `Costa`, `$200 a $600`, `«mole»`. */
export function useNarrowingNames(search: ExploreSearch): (narrowing: Narrowing) => string {
  const { t } = useTranslation('experiences')
  const dates = useDates()
  const { t: words } = useTranslation('browse')
  const priceRange = usePriceRange()
  const regions = useQuery(regionsQuery).data
  return (narrowing) => {
    const { q, category, region, from, to, guests } = search
    switch (narrowing) {
      case 'q':
        return words('text', { text: q ?? '' })
      case 'category':
        return category ? t(`categoriesMany.${category}`) : ''
      case 'region':
        return regions?.find(({ slug }) => slug === region)?.name ?? words('region')
      case 'guests':
        return t('filters.guestsCount', { count: guests ?? 1 })
      case 'dates':
        if (from !== undefined && from === to) return dates.civilDay(from, 'short')
        if (from !== undefined && to !== undefined)
          return t('filters.dateRange', { from: dates.civilDay(from, 'short'), to: dates.civilDay(to, 'short') })
        return from !== undefined
          ? t('filters.dateFrom', { day: dates.civilDay(from, 'short') })
          : t('filters.dateTo', { day: dates.civilDay(to ?? '', 'short') })
      case 'price':
        return priceRange(search)
    }
  }
}
