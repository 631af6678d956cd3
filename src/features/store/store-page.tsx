import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { productCategories } from '../../../contracts/products.ts'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { todayAt } from '../../lib/dates.ts'
import { findsAsked, variedFinds } from '../../lib/finds.rules.ts'
import { craftsQuery, productsQuery, sellersQuery } from '../../lib/product-queries.ts'
import { useTitle } from '../../lib/title.ts'
import { Awning } from '../../ui/awning.tsx'
import { CraftEmblem } from '../../ui/craft-emblem.tsx'
import { Section } from '../../ui/page.tsx'
import { ProductGrid } from '../../ui/product-card.tsx'
import { RegionLozenge } from '../../ui/region-mark.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Textile } from '../../ui/textile.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'
import { CraftRail } from './craft-rail.tsx'
import { LoadingPieces } from './loading-pieces.tsx'
import { SellerCard } from './seller-card.tsx'

/** Two rows on a wide screen, four on a phone. */
const findsShown = 8
const sellersShown = 6

/** `/tienda`: the market, by craft, by kind, by place and by who makes it. */
export function StorePage() {
  const { t } = useTranslation('store')
  useTitle(t('title'))
  return (
    <>
      <Hero />
      <div className="wrap-page flex flex-col gap-10 pt-6 pb-10 sm:gap-14 sm:pt-8">
        <Crafts />
        <Finds />
        <Sellers />
        <Regions />
        <section className="grid items-stretch overflow-hidden rounded-lg border border-line bg-surface sm:grid-cols-[minmax(0,14rem)_1fr]">
          <div className="h-24 sm:h-auto">
            <Textile id="cuentas-claras" />
          </div>
          <div className="flex flex-col items-start gap-3 p-5 sm:p-8">
            <h2 className="text-xl">{t('home.fairTitle')}</h2>
            <p className="max-w-prose text-ink-soft">{t('home.fair')}</p>
          </div>
        </section>
      </div>
    </>
  )
}

/** The stall: its awning, what is asked for, and its cloths hung up beside. */
function Hero() {
  const { t } = useTranslation('store')
  return (
    <div className="relative border-b border-line bg-grana-soft">
      <Awning />
      <div className="wrap-page grid items-center gap-6 pt-4 pb-6 sm:pb-9 lg:grid-cols-[minmax(0,1fr)_25rem] lg:gap-14">
        <div className="min-w-0">
          <h1 tabIndex={-1} className="text-3xl sm:text-4xl">
            {t('heading')}
          </h1>
          <p className="mt-3 max-w-xl text-[1.0625rem]">{t('lead')}</p>
          <SearchBox
            scope="products"
            isLarge
            label={t('search.label')}
            placeholder={t('search.placeholder')}
            className="mt-5 max-w-xl"
          />
          <nav aria-label={t('home.categories')} className="mt-4">
            <ul className="scroll-row -mx-4 gap-2 px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0">
              {productCategories.map((category) => (
                <li key={category}>
                  <Link
                    to="/tienda/productos"
                    search={{ category }}
                    className="inline-flex min-h-11 items-center rounded-full border border-line-strong/60 bg-surface px-4 text-[0.9375rem] font-medium whitespace-nowrap text-ink no-underline transition-colors hover:bg-sunken"
                  >
                    {t(`categories.${category}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <HungCloths />
      </div>
      <WovenBand />
    </div>
  )
}

const hung = [
  ['barro-negro', 'alebrije', 'mezcal'],
  ['hojalata', 'tapete', 'bordado-san-antonino'],
] as const

/** Woven figures on two lines, as a stall hangs its cloths; the crafts below are the same as links. */
function HungCloths() {
  return (
    <div aria-hidden className="hidden flex-col gap-5 lg:flex">
      {hung.map((row, at) => (
        <div key={row[0]} className="relative flex justify-between gap-4 pt-2">
          <span className="absolute inset-x-[-1.5rem] top-2 h-0.5 bg-line-strong" />
          {row.map((craft, n) => (
            <span
              key={craft}
              className="relative w-full overflow-hidden rounded-b-[3px] shadow-high"
              style={{ transform: `rotate(${((at + n) % 3) - 1}deg)` }}
            >
              <CraftEmblem craft={craft} className="w-full" />
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}

function Crafts() {
  const { t } = useTranslation('store')
  const query = useQuery(craftsQuery)
  if (query.isSuccess && query.data.every(({ productCount }) => productCount === 0)) return null
  return (
    <Section title={t('home.crafts')} lead={t('home.craftsLead')}>
      {query.isError ? (
        <ErrorState error={query.error} title={t('home.craftsFailed')} onRetry={() => void query.refetch()} />
      ) : (
        <CraftRail crafts={query.data?.filter(({ productCount }) => productCount > 0)} />
      )}
    </Section>
  )
}

function Finds() {
  const { t } = useTranslation('store')
  const query = useInfiniteQuery(productsQuery({ inStock: 'true' }, findsAsked))
  const found = variedFinds(query.data?.pages[0]?.items ?? [], findsShown, todayAt())
  return (
    <Section
      title={t('home.finds')}
      lead={t('home.findsLead')}
      action={found.length > 0 && <MoreLink search={{ inStock: 'true' }}>{t('home.findsMore')}</MoreLink>}
    >
      {query.isPending ? (
        <LoadingPieces count={findsShown} />
      ) : query.isError ? (
        <ErrorState
          error={query.error}
          title={t('home.findsFailed')}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : found.length === 0 ? (
        <EmptyState
          textileId="tienda"
          title={t('home.findsEmptyTitle')}
          body={t('home.findsEmpty')}
          action={<MoreLink search={{}}>{t('home.everything')}</MoreLink>}
        />
      ) : (
        <ProductGrid products={found} />
      )}
    </Section>
  )
}

function MoreLink({ search, children }: { search: { inStock?: 'true' }; children: string }) {
  return (
    <Link
      to="/tienda/productos"
      search={search}
      className="text-link inline-flex min-h-11 items-center gap-1.5 font-semibold"
    >
      {children}
      <ArrowRight aria-hidden className="size-4" />
    </Link>
  )
}

function Sellers() {
  const { t } = useTranslation('store')
  const query = useInfiniteQuery(sellersQuery({}, sellersShown))
  const found = query.data?.pages[0]?.items ?? []
  if (query.isSuccess && found.length === 0) return null
  return (
    <Section
      title={t('home.sellers')}
      lead={t('home.sellersLead')}
      action={
        <Link
          to="/tienda/talleres"
          search={{}}
          className="text-link inline-flex min-h-11 items-center gap-1.5 font-semibold"
        >
          {t('home.sellersMore')}
          <ArrowRight aria-hidden className="size-4" />
        </Link>
      }
    >
      {query.isError ? (
        <ErrorState error={query.error} title={t('home.sellersFailed')} onRetry={() => void query.refetch()} />
      ) : (
        <ul className="scroll-row -mx-4 gap-3 px-4 pb-2 sm:mx-0 sm:grid sm:grid-cols-2 sm:gap-5 sm:overflow-visible sm:px-0 lg:grid-cols-3">
          {query.isPending
            ? [0, 1, 2].map((i) => (
                <li key={i} className="w-[82%] shrink-0 sm:w-auto">
                  <Skeleton className="h-60 rounded-lg" />
                </li>
              ))
            : found.map((seller) => (
                <li key={seller.id} className="flex w-[82%] shrink-0 snap-start scroll-ml-4 sm:w-auto">
                  <SellerCard seller={seller} />
                </li>
              ))}
        </ul>
      )}
    </Section>
  )
}

function Regions() {
  const { t } = useTranslation('store')
  const query = useQuery(regionsQuery)
  return (
    <Section title={t('home.regions')}>
      {query.isError ? (
        <ErrorState error={query.error} title={t('home.regionsFailed')} onRetry={() => void query.refetch()} />
      ) : (
        <ul className="flex flex-wrap gap-2">
          {query.data?.map(({ slug, name, colors }) => (
            <li key={slug}>
              <Link
                to="/tienda/productos"
                search={{ region: slug }}
                className="inline-flex min-h-11 items-center gap-2.5 rounded-full border border-line-strong/60 bg-surface px-4 font-medium text-ink no-underline transition-colors hover:bg-sunken"
              >
                <RegionLozenge colors={colors} className="size-4" />
                {name}
              </Link>
            </li>
          )) ?? <Skeleton className="h-11 w-full" />}
        </ul>
      )}
    </Section>
  )
}
