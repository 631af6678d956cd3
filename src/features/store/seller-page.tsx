import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { BadgeCheck, MapPin } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Seller } from '../../../contracts/products.ts'
import { useRegion } from '../../lib/catalogue-queries.ts'
import { isProblem } from '../../lib/http.ts'
import { mapLink } from '../../lib/map-link.ts'
import { productsQuery, sellerQuery } from '../../lib/product-queries.ts'
import { useIsOwn } from '../../lib/session.ts'
import { AnchorButton, LinkButton } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { CraftEmblem } from '../../ui/craft-emblem.tsx'
import { PlaceMap } from '../../ui/map/place-map.tsx'
import { Notice } from '../../ui/notice.tsx'
import { BackLink, Page, PageHeader, Section } from '../../ui/page.tsx'
import { Picture } from '../../ui/picture.tsx'
import { ProductGrid } from '../../ui/product-card.tsx'
import { RegionMark } from '../../ui/region-mark.tsx'
import { ReportButton } from '../../ui/report-button.tsx'
import { ShareButton } from '../../ui/share-button.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Textile } from '../../ui/textile.tsx'
import { LoadingPieces } from './loading-pieces.tsx'

/** `/tienda/talleres/:slug` */
export function SellerPage() {
  const { t } = useTranslation('store')
  const { slug } = useParams({ from: '/tienda/talleres/$slug' })
  const query = useQuery(sellerQuery(slug))
  if (query.data) return <Loaded key={query.data.id} seller={query.data} />
  if (query.isPending) return <Loading slug={slug} />
  const isMissing = isProblem(query.error) && query.error.status === 404
  const title = isMissing ? t('seller.notFoundTitle') : t('seller.failedTitle')
  return (
    <Page title={title} width="text">
      <PageHeader
        title={title}
        {...(isMissing && { lead: t('seller.notFound') })}
        back={{ to: '/tienda/talleres', label: t('seller.backAll') }}
      />
      {isMissing ? (
        <LinkButton variant="primary" size="lg" to="/tienda/talleres" search={{}} className="self-start">
          {t('seller.notFoundButton')}
        </LinkButton>
      ) : (
        <ErrorState
          error={query.error}
          title={t('seller.oneFailed')}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      )}
    </Page>
  )
}

function Loaded({ seller }: { seller: Seller }) {
  const isOwn = useIsOwn(seller.id)
  const { t } = useTranslation('store')
  return (
    <Page title={seller.name}>
      <div className="-mb-3 flex items-center justify-between gap-3">
        <BackLink to="/tienda/talleres" label={t('seller.backAll')} />
        <ShareButton title={seller.name} />
      </div>
      <Sign seller={seller} />
      {seller.isPaused && <Notice title={t('seller.pausedTitle')}>{t('seller.paused', { name: seller.name })}</Notice>}
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-10">
        <Section title={t('seller.story')}>
          <p className="max-w-prose text-[1.0625rem] whitespace-pre-line">{seller.story}</p>
          <h3 className="mt-2 text-lg">{t('seller.crafts')}</h3>
          <ul className="flex flex-wrap gap-4">
            {seller.crafts.map(({ slug, name }) => (
              <li key={slug} className="w-28">
                <Link
                  to="/tienda/productos"
                  search={{ craft: slug }}
                  className="group block rounded-[4px] text-ink no-underline"
                >
                  <CraftEmblem craft={slug} className="w-full rounded-[4px] shadow-low" />
                  <span className="mt-1.5 block leading-tight font-semibold group-hover:text-grana">{name}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
        {seller.location && <Where seller={seller} location={seller.location} />}
      </div>
      {!seller.isPaused && <Pieces seller={seller} />}
      {!isOwn && <ReportButton kind="PROFILE" id={seller.id} label={seller.name} className="self-start text-sm" />}
    </Page>
  )
}

/** The workshop's sign: its cloth, and on it who they are. */
function Sign({ seller }: { seller: Seller }) {
  const { t } = useTranslation('store')
  return (
    <header className="relative isolate overflow-hidden rounded-lg p-3 shadow-low sm:p-6 lg:p-8">
      <div className="absolute inset-0 -z-10">
        <Picture id={seller.id} src={seller.images[0]} alt="" isEager />
      </div>
      <div className="max-w-2xl rounded-md border border-dashed border-line-strong bg-surface px-4 py-4 sm:px-7 sm:py-6">
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft">
          <RegionMark slug={seller.region} />
          <span className="flex items-center gap-1.5">
            <MapPin aria-hidden className="size-4" />
            {seller.town}
          </span>
          {seller.foundedYear !== null && <span>{t('seller.since', { year: seller.foundedYear })}</span>}
        </p>
        <h1 tabIndex={-1} className="mt-1.5 text-2xl sm:text-3xl">
          {seller.name}
        </h1>
        <p className="mt-1.5 text-[1.0625rem]">{t('seller.owner', { owner: seller.ownerName })}</p>
        {seller.verified && (
          <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
            <StatusChip tone="success" icon={<BadgeCheck aria-hidden className="size-4" />}>
              {t('seller.verified')}
            </StatusChip>
            {t('seller.verifiedHelp')}
          </p>
        )}
        <p className="mt-3 text-sm text-ink-soft">{t('seller.returns', { count: seller.returnDays })}</p>
      </div>
    </header>
  )
}

function Where({ seller, location }: { seller: Seller; location: { lat: number; lng: number } }) {
  const { t } = useTranslation('store')
  const { id, name, town, region } = seller
  const colors = useRegion(region)?.colors
  const { lat, lng } = location
  const points = useMemo(() => [{ id, title: name, lat, lng, colors }], [id, name, lat, lng, colors])
  return (
    <Section title={t('seller.where')}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="font-medium">{town}</p>
        <AnchorButton href={mapLink(location, `${name}, ${town}`)} target="_blank" rel="noreferrer">
          {t('seller.directions')}
        </AnchorButton>
      </div>
      <PlaceMap points={points} label={t('seller.mapLabel')} className="h-64" />
    </Section>
  )
}

/** Whole rows of two and four. */
const piecesShown = 12

function Pieces({ seller }: { seller: Seller }) {
  const { t } = useTranslation('store')
  const query = useInfiniteQuery(productsQuery({ seller: seller.slug }, piecesShown))
  const found = query.data?.pages[0]?.items ?? []
  return (
    <Section
      title={t('seller.pieces')}
      {...(found.length > 0 && { lead: t('seller.piecesLead') })}
      action={
        query.hasNextPage && (
          <Link
            to="/tienda/productos"
            search={{ seller: seller.slug }}
            className="text-link inline-flex min-h-11 items-center font-semibold"
          >
            {t('seller.piecesMore')}
          </Link>
        )
      }
    >
      {query.isPending ? (
        <LoadingPieces count={4} />
      ) : query.isError ? (
        <ErrorState error={query.error} title={t('list.loadFailed')} onRetry={() => void query.refetch()} />
      ) : found.length === 0 ? (
        <p className="text-ink-soft">{t('seller.piecesNone')}</p>
      ) : (
        <ProductGrid products={found} />
      )}
    </Section>
  )
}

function Loading({ slug }: { slug: string }) {
  const { t } = useTranslation('store')
  return (
    <Page title={undefined}>
      <output className="sr-only">{t('seller.loading')}</output>
      <div aria-hidden className="mt-11 h-56 animate-breathe overflow-hidden rounded-lg opacity-25 saturate-50">
        <Textile id={slug} />
      </div>
      <Skeleton className="h-8 w-1/3" />
      <Skeleton className="h-24 max-w-2xl" />
    </Page>
  )
}
