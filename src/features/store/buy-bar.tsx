import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contracts/products.ts'
import { type ElementRef, useInSight } from '../../lib/use-in-sight.ts'
import { Price } from '../../ui/price.tsx'
import { AddButton } from './buy-panel.tsx'
import type { Piece } from './use-piece.ts'

type Props = { product: Product; piece: Piece; hideBeside: readonly [panel: ElementRef, end: ElementRef] }

/** On a phone, price and basket stay under the thumb while the panel is out of sight; at the end of the page they leave. */
export function BuyBar({ product, piece, hideBeside: [panel, end] }: Props) {
  const { t } = useTranslation('store')
  const isPanelInSight = useInSight(panel)
  const isAtEnd = useInSight(end)
  const { variant } = piece
  if (isPanelInSight || isAtEnd || !variant || !piece.canAdd) return null
  return (
    <div className="fixed inset-x-0 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-30 animate-appear border-t border-line-strong bg-surface lg:hidden">
      <div className="wrap-page flex items-center justify-between gap-3 py-2.5">
        <div className="min-w-0 leading-tight">
          <p>
            <Price money={variant.price} form="short" />
          </p>
          <p className="truncate text-sm text-ink-soft">
            {variant.label || t('product.by', { seller: product.seller.name })}
          </p>
        </div>
        <AddButton piece={piece} />
      </div>
    </div>
  )
}
