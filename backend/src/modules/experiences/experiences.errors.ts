import type { Language } from '../../../../contracts/common.ts'
import { platformErrors, type DomainError } from '../../platform/errors.ts'

const problems = {
  'ends-before-it-begins': { es: 'Debe ser igual o posterior a "from".', en: 'Must not be before "from".' },
  'too-long': { es: 'Pide 120 días como máximo.', en: 'Ask for 120 days at most.' },
  'price-range': { es: 'No puede ser menor que "priceMin".', en: 'Must not be below "priceMin".' },
  'party-range': { es: 'No puede ser menor que "minParty".', en: 'Must not be below "minParty".' },
} as const
export type InputProblem = keyof typeof problems

/** VALIDATION_FAILED for what only the fields together can get wrong. */
export function invalidInput(pointer: string, problem: InputProblem, language: Language): DomainError {
  return platformErrors.VALIDATION_FAILED({ errors: [{ pointer, message: problems[problem][language] }] })
}
