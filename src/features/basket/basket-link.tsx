import { Link } from '@tanstack/react-router'
import { ShoppingBasket } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCart } from '../../lib/cart-queries.ts'

/** The way to the basket, with how much is in it. */
export function BasketLink() {
  const { t } = useTranslation('basket')
  const count = useCart()?.count ?? 0
  return (
    <Link
      to="/canasta"
      aria-label={count > 0 ? t('linkCount', { count }) : t('link')}
      className="relative inline-flex size-11 items-center justify-center rounded-full text-ink hover:bg-sunken"
    >
      <ShoppingBasket aria-hidden className="size-5" />
      {count > 0 && (
        <span
          // Each change lets the number arrive anew.
          key={count}
          aria-hidden
          className="tabular absolute top-1 right-0.5 grid min-w-5 animate-appear place-items-center rounded-full bg-grana px-1 text-xs leading-5 font-bold text-on-grana"
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  )
}
