import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { craftsQuery, type ProductFilters, sellerQuery } from '../../lib/product-queries.ts'
import { usePriceRange } from '../../ui/catalogue/use-price-range.ts'
import { type Narrowing, readStoreSearch } from './filters.rules.ts'

/** The address of the list, and how to change it: each choice adds to the history. */
export function useStoreList() {
  const search: ProductFilters = useSearch({ from: '/tienda/productos' })
  const navigate = useNavigate({ from: '/tienda/productos' })
  const set = (next: ProductFilters) => void navigate({ search: readStoreSearch(next), resetScroll: false })
  return {
    search,
    set,
    change: (patch: ProductFilters) => set({ ...search, ...patch }),
  }
}

/** What each active filter is called: `Barro negro`, `$200 a $600`, `«jarra»`. */
export function useNarrowingNames(search: ProductFilters): (narrowing: Narrowing) => string {
  const { t } = useTranslation('store')
  const { t: words } = useTranslation('browse')
  const priceRange = usePriceRange()
  const regions = useQuery(regionsQuery).data
  const crafts = useQuery(craftsQuery).data
  const seller = useQuery({ ...sellerQuery(search.seller ?? ''), enabled: search.seller !== undefined }).data
  return (narrowing) => {
    const { q, category, craft, region, town } = search
    switch (narrowing) {
      case 'q':
        return words('text', { text: q ?? '' })
      case 'category':
        return category ? t(`categories.${category}`) : ''
      case 'craft':
        return crafts?.find(({ slug }) => slug === craft)?.name ?? t('filters.craft')
      case 'region':
        return regions?.find(({ slug }) => slug === region)?.name ?? words('region')
      case 'town':
        return town ?? ''
      case 'seller':
        return seller?.name ?? t('filters.seller')
      case 'inStock':
        return t('filters.inStock')
      case 'price':
        return priceRange(search)
    }
  }
}
