import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { sellersQuery } from '../../lib/product-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { Page, PageHeader } from '../../ui/page.tsx'
import { RegionLozenge } from '../../ui/region-mark.tsx'
import { EmptyState, ErrorState, LoadingCards } from '../../ui/states.tsx'
import { SellerCard } from './seller-card.tsx'
import type { SellersSearch } from './sellers.rules.ts'

const pageSize = 24

/** `/tienda/talleres` */
export function SellersPage() {
  const { t } = useTranslation('store')
  const { region }: SellersSearch = useSearch({ from: '/tienda/talleres' })
  const navigate = useNavigate({ from: '/tienda/talleres' })
  const regions = useQuery(regionsQuery).data ?? []
  const query = useInfiniteQuery(sellersQuery(region === undefined ? {} : { region }, pageSize))
  const found = query.data?.pages.flatMap((page) => page.items) ?? []
  const choose = (next: SellersSearch['region']) =>
    void navigate({ search: next === undefined ? {} : { region: next }, resetScroll: false })
  return (
    <Page title={t('seller.title')}>
      <PageHeader title={t('seller.title')} lead={t('seller.lead')} back={{ to: '/tienda', label: t('seller.back') }} />
      <fieldset className="min-w-0">
        <legend className="sr-only">{t('seller.region')}</legend>
        <div className="scroll-row -mx-4 gap-2 px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0">
          <Chip isSelected={region === undefined} onPress={() => choose(undefined)}>
            {t('seller.allRegions')}
          </Chip>
          {regions.map(({ slug, name, colors }) => (
            <Chip key={slug} isSelected={region === slug} onPress={() => choose(region === slug ? undefined : slug)}>
              <RegionLozenge colors={colors} />
              {name}
            </Chip>
          ))}
        </div>
      </fieldset>
      {query.isPending ? (
        <LoadingCards count={6} label={t('seller.loading')} />
      ) : query.isError ? (
        <ErrorState
          error={query.error}
          title={t('seller.loadFailed')}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : found.length === 0 ? (
        <EmptyState
          textileId={`talleres-${region ?? ''}`}
          title={t('seller.emptyTitle')}
          body={t('seller.empty')}
          action={
            <Button variant="primary" onPress={() => choose(undefined)}>
              {t('seller.emptyButton')}
            </Button>
          }
        />
      ) : (
        <>
          <ul
            className={cx(
              'grid gap-4 transition-opacity duration-150 sm:grid-cols-2 sm:gap-5 lg:grid-cols-3',
              query.isPlaceholderData && 'opacity-55',
            )}
          >
            {found.map((seller) => (
              <li key={seller.id} className="flex">
                <SellerCard seller={seller} heading="h2" />
              </li>
            ))}
          </ul>
          {query.hasNextPage && (
            <div className="flex justify-center">
              <Button size="lg" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
                {t('seller.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </Page>
  )
}
