/** A product's variants as its seller wrote them, in the transaction that holds the product's lock. */
import type { Language } from '../../../../contracts/common.ts'
import type { Prisma, Tx } from '../../platform/database/index.ts'
import { freeSkus, type VariantDraft, variantProblem } from './product-write.rules.ts'
import { invalidInput } from './products.errors.ts'
import { changeVariant, insertVariant, type LockedProduct } from './products.repository.ts'

export interface WrittenVariant {
  active: boolean
  priceCents: number
}

/**
 * Variants that are named stay, new ones are added with their first pieces, and those left out go off sale: orders and
 * movements name them, so that none is ever deleted.
 * @returns all variants as they are now
 * @throws VALIDATION_FAILED for one that is not the product's, is there twice, or has another's SKU.
 */
export async function writeVariants(
  tx: Tx,
  input: {
    productId: string
    drafts: readonly VariantDraft[]
    known: LockedProduct['variants']
    userId: string
    language: Language
  },
): Promise<WrittenVariant[]> {
  const { drafts, known } = input
  const problem = variantProblem(drafts, known)
  if (problem) throw invalidInput(`/variants/${problem.index}/${problem.field}`, problem.problem, input.language)
  const taken = [...known.map(({ sku }) => sku), ...drafts.flatMap(({ sku }) => sku ?? [])]
  const skus = freeSkus(drafts.length, taken)

  // SKUs may change hands between two variants: names that nobody else has come in between.
  for (const { id, sku } of drafts) {
    if (id !== undefined && sku !== undefined) await changeVariant(tx, id, { sku: `moving:${id}` })
  }
  const written: WrittenVariant[] = []
  for (const [sort, draft] of drafts.entries()) {
    const before = known.find(({ id }) => id === draft.id)
    const active = draft.active ?? before?.active ?? true
    const row = { label: draft.label, priceCents: draft.price.amount, active, sort }
    written.push({ active, priceCents: draft.price.amount })
    const translations = draft.translations as Prisma.InputJsonObject | undefined
    if (before) {
      await changeVariant(tx, before.id, {
        ...row,
        ...(draft.sku === undefined ? {} : { sku: draft.sku }),
        ...(translations === undefined ? {} : { translations }),
        ...(draft.options === undefined ? {} : { options: draft.options }),
      })
    } else {
      await insertVariant(tx, input.productId, {
        ...row,
        sku: draft.sku ?? (skus.shift() as string),
        translations: translations ?? {},
        options: draft.options ?? {},
        stock: draft.stock ?? 0,
        userId: input.userId,
      })
    }
  }
  for (const left of known.filter(({ id }) => !drafts.some((draft) => draft.id === id))) {
    await changeVariant(tx, left.id, { active: false })
    written.push({ active: false, priceCents: left.priceCents })
  }
  return written
}
