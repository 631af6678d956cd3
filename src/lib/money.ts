import type { Language, Money } from '../../contracts/common.ts'
import { useLanguage } from './i18n.ts'
import { localeOf } from './language.ts'

/** `$1,250.00 MXN`; with `short`, whole pesos lose their zeros and the code: `$1,250`. */
export function formatMoney(money: Money, language: Language, form: 'full' | 'short' = 'full'): string {
  const whole = form === 'short' && money.amount % 100 === 0
  const digits = new Intl.NumberFormat(localeOf(language), {
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(money.amount / 100)
  return form === 'short' ? `$${digits}` : `$${digits} ${money.currency}`
}

export function useFormatMoney(): (money: Money, form?: 'full' | 'short') => string {
  const language = useLanguage()
  return (money, form) => formatMoney(money, language, form)
}
