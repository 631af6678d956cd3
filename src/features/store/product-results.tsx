import { useInfiniteQuery, useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { productCountQuery, productsQuery } from '../../lib/product-queries.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { ProductGrid } from '../../ui/product-card.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { activeNarrowings, cleared, mostHelpful, without } from './filters.rules.ts'
import { LoadingPieces } from './loading-pieces.tsx'
import { useNarrowingNames, useStoreList } from './use-store-list.ts'

/** Whole rows of two, three and four. */
const pageSize = 24

export function ProductResults() {
  const { t } = useTranslation('store')
  const { search } = useStoreList()
  const query = useInfiniteQuery(productsQuery(search, pageSize))
  const found = query.data?.pages.flatMap((page) => page.items) ?? []
  const count = query.hasNextPage
    ? t('list.countMore', { count: found.length })
    : t('list.count', { count: found.length })
  const isStale = query.isPlaceholderData
  return (
    <>
      <output className="tabular text-ink-soft">
        {query.isPending || isStale ? t('list.loading') : query.isError ? '' : count}
      </output>
      {query.isPending ? (
        <LoadingPieces count={8} />
      ) : query.isError && !query.isFetchNextPageError ? (
        <ErrorState
          error={query.error}
          title={t('list.loadFailed')}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : found.length === 0 ? (
        <Nothing />
      ) : (
        <div className={cx('transition-opacity duration-150', isStale && 'opacity-55')}>
          <ProductGrid products={found} heading="h2" className="lg:grid-cols-3 xl:grid-cols-4" />
          {query.isFetchNextPageError && (
            <div className="mt-6">
              <ErrorState error={query.error} title={t('list.moreFailed')} onRetry={() => void query.fetchNextPage()} />
            </div>
          )}
          {query.hasNextPage && !query.isFetchNextPageError && (
            <div className="mt-8 flex justify-center">
              <Button size="lg" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
                {query.isFetchingNextPage ? t('list.moreLoading') : t('list.more')}
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  )
}

/** Nothing meets all filters: each is tried without, and the one that hides most is offered to give up. */
function Nothing() {
  const { t } = useTranslation('store')
  const { search, set } = useStoreList()
  const nameOf = useNarrowingNames(search)
  const narrowed = activeNarrowings(search)
  const tries = useQueries({ queries: narrowed.map((narrowing) => productCountQuery(without(search, narrowing))) })
  if (narrowed.length === 0) {
    return <EmptyState textileId="tienda" title={t('list.emptyAllTitle')} body={t('list.emptyAll')} />
  }
  const best = mostHelpful(narrowed.map((narrowing, i) => ({ narrowing, found: tries[i]?.data ?? null })))
  const isTrying = tries.some(({ isPending }) => isPending)
  const offered = best ?? (isTrying ? undefined : narrowed[0])
  const gain = best === undefined ? 0 : (tries[narrowed.indexOf(best)]?.data ?? 0)
  return (
    <EmptyState
      textileId="tienda"
      title={t('list.emptyTitle')}
      body={t('list.empty')}
      action={
        <>
          {offered !== undefined && (
            <Button variant="primary" onPress={() => set(without(search, offered))}>
              {t('list.emptyDrop', { filter: nameOf(offered) })} {gain > 0 && t('list.emptyDropFound', { count: gain })}
            </Button>
          )}
          {narrowed.length > 1 && <Button onPress={() => set(cleared(search))}>{t('filters.clear')}</Button>}
        </>
      }
    />
  )
}
