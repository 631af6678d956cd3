import { useTranslation } from 'react-i18next'
import { useFormatMoney } from '../../lib/money.ts'

/** A range of prices in whole words: `$200 a $600`, `Desde $200`. Centavos; one end at least is there. */
export function usePriceRange() {
  const { t } = useTranslation('browse')
  const money = useFormatMoney()
  const pesos = (amount: number) => money({ amount, currency: 'MXN' }, 'short')
  return ({ priceMin, priceMax }: { priceMin?: number | undefined; priceMax?: number | undefined }) => {
    if (priceMin !== undefined && priceMax !== undefined)
      return t('priceRange', { min: pesos(priceMin), max: pesos(priceMax) })
    return priceMin !== undefined
      ? t('priceFrom', { min: pesos(priceMin) })
      : t('priceTo', { max: pesos(priceMax ?? 0) })
  }
}
