/** What a seller's product becomes: plain data in, plain data out. */
import type { ProductCategory } from '../../../../contracts/products.ts'

/** A variant as it is written; without an id it is a new one. */
export interface VariantDraft {
  id?: string | undefined
  sku?: string | undefined
  label: string
  translations?: { en?: { label: string } | undefined } | undefined
  options?: Record<string, string> | undefined
  price: { amount: number }
  /** Pieces on the shelf of a new one. */
  stock?: number | undefined
  active?: boolean | undefined
}
export interface KnownVariant {
  id: string
  sku: string
  active: boolean
  priceCents: number
}

/** Mezcal is for adults whatever its seller says. */
export function ageRestrictedOf(product: { category: ProductCategory; ageRestricted: boolean }): boolean {
  return product.ageRestricted || product.category === 'MEZCAL'
}

export type VariantProblem = 'unknown-variant' | 'same-variant' | 'same-sku' | 'stock-of-known'

/** The first thing wrong with a list of variants and where; null when it can be written. */
export function variantProblem(
  drafts: readonly VariantDraft[],
  known: readonly KnownVariant[],
): { index: number; field: 'id' | 'sku' | 'stock'; problem: VariantProblem } | null {
  const ids = new Set(known.map(({ id }) => id))
  const kept = new Set<string>()
  for (const [index, { id, stock }] of drafts.entries()) {
    if (id === undefined) continue
    if (!ids.has(id)) return { index, field: 'id', problem: 'unknown-variant' }
    if (kept.has(id)) return { index, field: 'id', problem: 'same-variant' }
    if (stock !== undefined) return { index, field: 'stock', problem: 'stock-of-known' }
    kept.add(id)
  }
  // A variant that is left out goes off sale and keeps its SKU: orders name it.
  const taken = new Set(known.filter(({ id }) => !kept.has(id)).map(({ sku }) => sku))
  for (const [index, draft] of drafts.entries()) {
    const sku = draft.sku ?? known.find(({ id }) => id === draft.id)?.sku
    if (sku === undefined) continue
    if (taken.has(sku)) return { index, field: 'sku', problem: 'same-sku' }
    taken.add(sku)
  }
  return null
}

/** SKUs for new variants that were given none: V1, V2… past those that are taken. */
export function freeSkus(count: number, taken: readonly string[]): string[] {
  const known = new Set(taken)
  const free: string[] = []
  for (let number = 1; free.length < count; number += 1) if (!known.has(`V${number}`)) free.push(`V${number}`)
  return free
}

/** The cheapest variant on sale, in centavos; of one that has none on sale, the cheapest of all. */
export function priceFrom(variants: readonly { active: boolean; priceCents: number }[]): number {
  const onSale = variants.filter(({ active }) => active)
  return Math.min(...(onSale.length > 0 ? onSale : variants).map(({ priceCents }) => priceCents))
}
