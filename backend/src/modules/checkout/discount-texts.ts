/** Why a code does not count, for people. */
import type { Language } from '../../../../contracts/common.ts'
import type { DiscountProblem } from './discount.rules.ts'

const texts: Record<Exclude<DiscountProblem['kind'], 'minimum'>, Record<Language, string>> = {
  inactive: { es: 'Este código ya no está activo.', en: 'This code is no longer active.' },
  'not-yet': { es: 'Este código todavía no empieza.', en: 'This code has not started yet.' },
  over: { es: 'Este código ya venció.', en: 'This code has ended.' },
  'used-up': { es: 'Este código ya se usó todas las veces que se podía.', en: 'This code has been used up.' },
  'used-by-you': {
    es: 'Ya usaste este código todas las veces que se puede.',
    en: 'You have used this code as often as you may.',
  },
  'nothing-eligible': {
    es: 'Este código no es para lo que hay en tu canasta.',
    en: 'This code is not for what is in your basket.',
  },
}

const amount = (cents: number, language: Language): string =>
  new Intl.NumberFormat(language === 'es' ? 'es-MX' : 'en-US', { style: 'currency', currency: 'MXN' }).format(
    cents / 100,
  )

export function discountReason(problem: DiscountProblem, language: Language): string {
  if (problem.kind !== 'minimum') return texts[problem.kind][language]
  const missing = amount(problem.missingCents, language)
  return language === 'es' ? `Te faltan ${missing} para usar este código.` : `${missing} more and this code counts.`
}

export { amount as moneyText }
