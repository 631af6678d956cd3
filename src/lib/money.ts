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

/** What the host keeps of an amount, in centavos, rounded down as the ledger does. */
export function shareOf(money: Money, basisPoints: number): Money {
  return { ...money, amount: Math.floor((money.amount * basisPoints) / 10_000) }
}

/** Sum of `unit × quantity`, in centavos. */
export function sumMoney(lines: readonly { unit: Money; quantity: number }[]): Money {
  return { amount: lines.reduce((sum, line) => sum + line.unit.amount * line.quantity, 0), currency: 'MXN' }
}

export function useFormatMoney(): (money: Money, form?: 'full' | 'short') => string {
  const language = useLanguage()
  return (money, form) => formatMoney(money, language, form)
}
