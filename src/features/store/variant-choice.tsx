import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contracts/products.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { cx } from '../../ui/cx.ts'
import { optionOf } from './product.rules.ts'
import type { Piece } from './use-piece.ts'

/** Size, colour or bottle, all in sight; what is sold out stays in sight and cannot be chosen. */
export function VariantChoice({ product, piece }: { product: Product; piece: Piece }) {
  const { t } = useTranslation('store')
  const money = useFormatMoney()
  const { variants } = product
  const differs = new Set(variants.map(({ price }) => price.amount)).size > 1
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{t(`product.options.${optionOf(variants) ?? 'other'}`)}</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2">
        {variants.map(({ id, sku, label, price, stock }) => {
          const isOut = stock <= 0
          const isChosen = piece.variant?.id === id
          return (
            <label
              key={id}
              className={cx(
                'relative flex min-h-14 flex-col items-center justify-center rounded-lg border px-2 py-1.5 text-center leading-tight transition-colors has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
                isChosen && !isOut && 'border-grana bg-grana-soft',
                !isChosen && !isOut && 'border-line-strong bg-surface hover:border-grana',
                isOut && 'cursor-not-allowed! border-dashed border-line-strong bg-sunken text-ink-soft',
              )}
            >
              <input
                type="radio"
                name="variante"
                className="sr-only"
                checked={isChosen}
                disabled={isOut}
                onChange={() => piece.choose(sku)}
              />
              <span className={cx('font-semibold', isOut && 'line-through')}>{label}</span>
              <span className="tabular text-sm text-ink-soft">
                {isOut ? t('product.optionOut') : differs ? money(price, 'short') : ''}
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
