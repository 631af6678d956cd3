import { useTranslation } from 'react-i18next'
import type { Cart, CheckoutQuote } from '../../../contracts/checkout.ts'
import type { Money } from '../../../contracts/common.ts'
import { totalAfterDiscount } from '../../lib/cart.rules.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { cx } from '../../ui/cx.ts'
import { Price } from '../../ui/price.tsx'

const pesos = (amount: number): Money => ({ amount, currency: 'MXN' })
const sum = (amounts: readonly Money[]) => pesos(amounts.reduce((all, { amount }) => all + amount, 0))

type Props = {
  cart: Cart
  /** The price with this delivery; null as long as it is not known. */
  quote: CheckoutQuote | null
  isCounting: boolean
}

/** Every line of what will be paid. */
export function QuoteSums({ cart, quote, isCounting }: Props) {
  const { t } = useTranslation('market')
  const money = useFormatMoney()
  const pieces = sum(cart.groups.map(({ subtotal }) => subtotal))
  const experiences = sum(cart.slots.map(({ total }) => total))
  const discount = quote?.discount ?? (cart.discount?.valid ? cart.discount.amount : pesos(0))
  const isWhole = quote !== null && quote.deliverable
  return (
    <dl
      className={cx(
        'tabular grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1.5 transition-opacity',
        isCounting && 'opacity-60',
      )}
    >
      {cart.groups.length > 0 && (
        <>
          <dt>{t('sums.pieces')}</dt>
          <dd className="text-right">{money(pieces)}</dd>
        </>
      )}
      {cart.slots.length > 0 && (
        <>
          <dt>{t('sums.experiences')}</dt>
          <dd className="text-right">{money(experiences)}</dd>
        </>
      )}
      {discount.amount > 0 && (
        <>
          <dt className="text-nopal">
            {cart.discount ? t('sums.discount', { code: cart.discount.code }) : t('sums.discountPlain')}
          </dt>
          <dd className="text-right font-semibold text-nopal">−{money(discount)}</dd>
        </>
      )}
      {cart.groups.length > 0 && (
        <>
          <dt>{t('sums.shipping')}</dt>
          <dd className="text-right">
            {!isWhole ? (
              <span className="text-ink-soft">{t('withAddress')}</span>
            ) : quote.shipping.amount === 0 ? (
              t('free')
            ) : (
              money(quote.shipping)
            )}
          </dd>
        </>
      )}
      <dt className="mt-1 border-t border-line pt-3 font-semibold">{t(isWhole ? 'sums.total' : 'sums.soFar')}</dt>
      <dd className="mt-1 border-t border-line pt-2 text-right" aria-live="polite">
        <Price money={isWhole ? quote.total : totalAfterDiscount(cart)} size="lg" />
      </dd>
    </dl>
  )
}
