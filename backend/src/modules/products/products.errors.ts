import type { Language } from '../../../../contracts/common.ts'
import { defineErrors, type DomainError, platformErrors } from '../../platform/errors.ts'

/** For a seller's own shelf; checkout has its own words for buyers. */
export const productErrors = defineErrors('products', {
  INSUFFICIENT_STOCK: {
    status: 409,
    es: 'Hay {available} piezas sin apartar y quieres retirar {asked}.',
    en: '{available} pieces are not set aside and you want to take out {asked}.',
  },
})

const problems = {
  'price-range': { es: 'No puede ser menor que "priceMin".', en: 'Must not be below "priceMin".' },
  craft: { es: 'No conocemos esta técnica.', en: 'We do not know this craft.' },
  'several-variants': {
    es: 'El producto tiene varias presentaciones: cámbialo en cada una.',
    en: 'The product has several variants: change it on each of them.',
  },
  'unknown-variant': { es: 'El producto no tiene esta presentación.', en: 'The product has no such variant.' },
  'same-variant': { es: 'Esta presentación está dos veces.', en: 'This variant is there twice.' },
  'same-sku': { es: 'Otra presentación ya tiene esta clave.', en: 'Another variant has this SKU already.' },
  'stock-reserved': {
    es: 'Hay piezas apartadas: no pueden quedar menos.',
    en: 'Pieces are set aside: there cannot be fewer.',
  },
  'stock-of-known': {
    es: 'Las piezas de una presentación que ya existe se corrigen aparte, con su motivo.',
    en: 'The pieces of a variant that exists are corrected separately, with a reason.',
  },
  'nothing-on-sale': {
    es: 'Para ponerlo a la venta necesita al menos una presentación activa.',
    en: 'To be on sale it needs at least one active variant.',
  },
} as const
export type InputProblem = keyof typeof problems

/** VALIDATION_FAILED for what only the fields together, or the database, can get wrong. */
export function invalidInput(pointer: string, problem: InputProblem, language: Language): DomainError {
  return platformErrors.VALIDATION_FAILED({ errors: [{ pointer, message: problems[problem][language] }] })
}
