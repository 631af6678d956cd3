import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { BadgeCheck, MapPin, Star } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contracts/products.ts'
import { isProblem } from '../../lib/http.ts'
import { productQuery, relatedProductsQuery } from '../../lib/product-queries.ts'
import { splitPromise } from '../../lib/promise.rules.ts'
import { useRealtimeTopic } from '../../lib/realtime.ts'
import { useIsOwn } from '../../lib/session.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { BackLink, Page, PageHeader, Section } from '../../ui/page.tsx'
import { Price } from '../../ui/price.tsx'
import { ProductGrid } from '../../ui/product-card.tsx'
import { RegionMark } from '../../ui/region-mark.tsx'
import { ReportButton } from '../../ui/report-button.tsx'
import { ListingQuestions } from '../../ui/reviews/listing-questions.tsx'
import { ListingReviews } from '../../ui/reviews/listing-reviews.tsx'
import { ShareButton } from '../../ui/share-button.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Textile } from '../../ui/textile.tsx'
import { WriteLink } from '../../ui/write-link.tsx'
import { BuyBar } from './buy-bar.tsx'
import { BuyPanel } from './buy-panel.tsx'
import { PieceFacts } from './piece-facts.tsx'
import { PieceGallery } from './piece-gallery.tsx'
import { usePiece } from './use-piece.ts'

/** `/tienda/productos/:slug` */
export function ProductPage() {
  const { t } = useTranslation('store')
  const { slug } = useParams({ from: '/tienda/productos/$slug' })
  const query = useQuery(productQuery(slug))
  if (query.data) return <Loaded key={query.data.id} product={query.data} />
  if (query.isPending) return <Loading slug={slug} />
  if (isProblem(query.error) && query.error.status === 404) {
    return (
      <Page title={t('product.notFoundTitle')} width="text">
        <PageHeader
          title={t('product.notFoundTitle')}
          lead={t('product.notFound')}
          back={{ to: '/tienda', label: t('product.back') }}
        />
        <div aria-hidden className="aspect-[3/1] overflow-hidden rounded-md opacity-60 saturate-50">
          <Textile id={slug} />
        </div>
        <LinkButton variant="primary" size="lg" to="/tienda/productos" search={{}} className="self-start">
          {t('product.notFoundButton')}
        </LinkButton>
      </Page>
    )
  }
  return (
    <Page title={t('product.failedTitle')} width="text">
      <PageHeader title={t('product.failedTitle')} back={{ to: '/tienda', label: t('product.back') }} />
      <ErrorState
        error={query.error}
        title={t('product.loadFailed')}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    </Page>
  )
}

function Loaded({ product }: { product: Product }) {
  const isOwn = useIsOwn(product.seller.id)
  const { t } = useTranslation('store')
  const { t: words } = useTranslation('reviews')
  const piece = usePiece(product)
  const panel = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  useRealtimeTopic(`products:${product.id}`)
  const { promise, rest } = splitPromise(product.description)
  return (
    <Page title={product.name}>
      <div className="-mb-3 flex items-center justify-between gap-3">
        <BackLink to="/tienda" label={t('product.back')} />
        <ShareButton title={product.name} />
      </div>
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_24.5rem] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <PieceGallery product={product} />
          <Headline product={product} promise={promise} />
        </div>
        <div ref={panel} className="lg:sticky lg:top-24 lg:row-span-2 lg:self-start">
          <BuyPanel product={product} piece={piece} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          {rest !== '' && (
            <Section title={t('product.about')}>
              <p className="max-w-prose whitespace-pre-line">{rest}</p>
            </Section>
          )}
          <Section title={t('product.facts')}>
            <PieceFacts product={product} />
          </Section>
          <Section title={t('product.seller')}>
            <Workshop seller={product.seller} />
            {!isOwn && <WriteLink about="PRODUCT" id={product.id} title={product.name} />}
          </Section>
          <Section title={t('product.reviews')}>
            <ListingReviews listing={{ kind: 'PRODUCT', id: product.id }} byline={words('received')} />
          </Section>
          <Section title={words('questions.title')}>
            <ListingQuestions listing={{ kind: 'PRODUCT', id: product.id }} isOwn={isOwn} />
          </Section>
          {!isOwn && (
            <ReportButton kind="PRODUCT" id={product.id} label={product.name} className="self-start text-sm" />
          )}
        </div>
      </div>
      <Related productId={product.id} />
      <div ref={end} />
      <BuyBar product={product} piece={piece} hideBeside={[panel, end]} />
    </Page>
  )
}

/** The promise in one sentence, whose it is and what it costs. */
function Headline({ product, promise }: { product: Product; promise: string }) {
  const { t } = useTranslation('store')
  const { craft, category, region, seller, rating, reviewCount, price, priceVaries } = product
  return (
    <header className="flex flex-col gap-2.5">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft">
        <Link
          to="/tienda/productos"
          search={craft ? { craft: craft.slug } : { category }}
          className="-my-2 inline-flex min-h-11 items-center font-semibold text-grana underline-offset-4 hover:underline"
        >
          {craft?.name ?? t(`categories.${category}`)}
        </Link>
        <RegionMark slug={region} />
        {rating !== null && reviewCount > 0 && (
          <span className="flex items-center gap-1">
            <Star aria-hidden className="size-4 fill-cempasuchil text-cempasuchil" />
            <span className="tabular">
              {rating.toFixed(1)} ({t('product.reviewsCount', { count: reviewCount })})
            </span>
          </span>
        )}
      </p>
      <h1 tabIndex={-1} className="text-2xl sm:text-3xl">
        {product.name}
      </h1>
      <p className="max-w-prose text-lg">{promise}</p>
      <p className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
        {priceVaries && (
          <span>
            <span className="mr-1.5 text-ink-soft">{t('card.from')}</span>
            <Price money={price} />
          </span>
        )}
        <Link
          to="/tienda/talleres/$slug"
          params={{ slug: seller.slug }}
          className="text-link -my-2 inline-flex min-h-11 items-center"
        >
          {t('product.by', { seller: seller.name })}
        </Link>
      </p>
    </header>
  )
}

function Workshop({ seller }: { seller: Product['seller'] }) {
  const { t } = useTranslation('store')
  return (
    <Card>
      <div className="flex gap-4">
        <Avatar id={seller.id} size="lg" />
        <div className="min-w-0">
          <h3 className="text-lg">{seller.name}</h3>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
            <span>{t('seller.owner', { owner: seller.ownerName })}</span>
            <span className="flex items-center gap-1.5">
              <MapPin aria-hidden className="size-4" />
              {seller.town}
            </span>
            {seller.foundedYear !== null && <span>{t('seller.since', { year: seller.foundedYear })}</span>}
          </p>
          {seller.verified && (
            <p className="mt-2">
              <StatusChip tone="success" icon={<BadgeCheck aria-hidden className="size-4" />}>
                {t('seller.verified')}
              </StatusChip>
            </p>
          )}
        </div>
      </div>
      <p className="mt-3">{seller.story}</p>
      <LinkButton to="/tienda/talleres/$slug" params={{ slug: seller.slug }} className="mt-4">
        {t('seller.visit')}
      </LinkButton>
    </Card>
  )
}

const relatedShown = 4

/** More of the same; a page without it has lost nothing, so its failure is not told. */
function Related({ productId }: { productId: string }) {
  const { t } = useTranslation('store')
  const found = useQuery(relatedProductsQuery(productId)).data ?? []
  if (found.length === 0) return null
  return (
    <Section title={t('product.related')}>
      <ProductGrid products={found.slice(0, relatedShown)} />
    </Section>
  )
}

function Loading({ slug }: { slug: string }) {
  const { t } = useTranslation('store')
  return (
    <Page title={undefined}>
      <output className="sr-only">{t('product.loading')}</output>
      <div className="mt-6 grid gap-10 lg:grid-cols-[minmax(0,1fr)_24.5rem]">
        <div className="flex flex-col gap-4">
          <div aria-hidden className="aspect-[4/3] animate-breathe overflow-hidden opacity-25 saturate-50">
            <Textile id={slug} />
          </div>
          <Skeleton className="h-5 w-1/3" />
          <Skeleton className="h-10 w-4/5" />
          <Skeleton className="h-6 w-full" />
        </div>
        <Skeleton className="h-96" />
      </div>
    </Page>
  )
}
