import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { productCountQuery, productsQuery } from '../../lib/product-queries.ts'
import { CatalogueResults, NothingFound } from '../../ui/catalogue/catalogue-results.tsx'
import { ProductGrid } from '../../ui/product-card.tsx'
import { narrowings } from './filters.rules.ts'
import { LoadingPieces } from './loading-pieces.tsx'
import { useNarrowingNames, useStoreList } from './use-store-list.ts'

/** Whole rows of two, three and four. */
const pageSize = 24

export function ProductResults() {
  const { t } = useTranslation('store')
  const { search, set } = useStoreList()
  const nameOf = useNarrowingNames(search)
  const query = useInfiniteQuery(productsQuery(search, pageSize))
  const found = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <CatalogueResults
      query={query}
      count={
        query.hasNextPage ? t('list.countMore', { count: found.length }) : t('list.count', { count: found.length })
      }
      loading={<LoadingPieces count={8} />}
      loadFailed={t('list.loadFailed')}
      isEmpty={found.length === 0}
      nothing={
        <NothingFound
          textileId="tienda"
          narrowed={narrowings.active(search)}
          emptyAll={{ title: t('list.emptyAllTitle'), body: t('list.emptyAll') }}
          body={t('list.empty')}
          nameOf={nameOf}
          gain={(count) => t('list.emptyDropFound', { count })}
          countWithout={(one) => productCountQuery(narrowings.without(search, one))}
          onDrop={(one) => set(narrowings.without(search, one))}
          onClear={() => set(narrowings.cleared(search))}
        />
      }
    >
      <ProductGrid products={found} heading="h2" className="lg:grid-cols-3 xl:grid-cols-4" />
    </CatalogueResults>
  )
}
