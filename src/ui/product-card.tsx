import { Link } from '@tanstack/react-router'
import { Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ProductCard as Card } from '../../contracts/products.ts'
import { cx } from './cx.ts'
import { PiecePicture } from './piece-picture.tsx'
import { Price } from './price.tsx'
import { StockLine } from './stock-line.tsx'

type Props = {
  product: Card
  /** The level of its name below the heading of the list. */
  heading?: 'h2' | 'h3'
  className?: string
}

/** One piece in a list: what it is, who made it, what it costs. Two stand side by side on a phone. */
export function ProductCard({ product, heading: Heading = 'h3', className }: Props) {
  const { t } = useTranslation('store')
  const { id, slug, name, craft, seller, price, priceVaries, rating, reviewCount } = product
  const isOut = product.stock <= 0
  return (
    <article
      className={cx(
        'group relative flex flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-low transition-transform duration-200 ease-soft hover:-translate-y-0.5 has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
        className,
      )}
    >
      <div className="relative aspect-square shrink-0 overflow-hidden bg-sunken">
        <PiecePicture
          id={id}
          craft={craft?.slug}
          src={product.images[0]}
          alt=""
          className={cx(
            'transition-transform duration-250 ease-soft group-hover:scale-[1.03]',
            isOut && 'opacity-55 saturate-50',
          )}
        />
        {rating !== null && reviewCount > 0 && (
          <span className="absolute top-0 right-2 flex items-center gap-1 rounded-b-md bg-surface px-2 pt-0.5 pb-1 text-sm font-semibold">
            <Star aria-hidden className="size-3.5 fill-cempasuchil text-cempasuchil" />
            <span aria-hidden className="tabular">
              {rating.toFixed(1)}
            </span>
            <span className="sr-only">{t('card.rating', { rating: rating.toFixed(1), count: reviewCount })}</span>
          </span>
        )}
        {craft && (
          <span className="absolute bottom-0 left-2 max-w-[calc(100%-1rem)] truncate rounded-t-md bg-surface px-2 pt-1 pb-0.5 text-sm font-semibold sm:left-3 sm:px-2.5">
            {craft.name}
          </span>
        )}
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-1 px-3 pt-2 pb-3 sm:px-4 sm:pt-3 sm:pb-4">
        <Heading className="font-display text-[1.0625rem] leading-snug font-semibold sm:text-[1.1875rem]">
          <Link
            to="/tienda/productos/$slug"
            params={{ slug }}
            className="no-underline outline-none after:absolute after:inset-0 group-hover:text-grana"
          >
            {name}
          </Link>
        </Heading>
        <p className="text-sm leading-snug text-ink-soft">
          {seller.name}
          <span className="max-sm:hidden"> · {product.town}</span>
        </p>
        <div className="mt-auto flex flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5 pt-2">
          <p className={cx('whitespace-nowrap', isOut && 'text-ink-soft')}>
            {priceVaries && <span className="mr-1.5 text-sm text-ink-soft">{t('card.from')}</span>}
            <Price money={price} form="short" />
          </p>
          <StockLine piece={product} className="text-sm" />
        </div>
      </div>
    </article>
  )
}

/** Pieces in the columns that every list of them has. */
export function ProductGrid({
  products,
  heading,
  className,
}: {
  products: readonly Card[]
  heading?: 'h2' | 'h3'
  className?: string
}) {
  return (
    <ul className={cx('grid grid-cols-2 gap-3 sm:gap-5 md:grid-cols-3 lg:grid-cols-4', className)}>
      {products.map((product) => (
        <li key={product.id} className="flex min-w-0">
          <ProductCard product={product} className="w-full" {...(heading && { heading })} />
        </li>
      ))}
    </ul>
  )
}
