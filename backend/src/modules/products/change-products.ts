import type { Language } from '../../../../contracts/common.ts'
import type { ProductsChange } from '../../../../contracts/products.ts'
import { movedPrice } from '../../../../contracts/products-prices.ts'
import { violates } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { requireSeller } from './browse-own-products.ts'
import type { Deps } from './deps.ts'
import { ageRestrictedOf, priceFrom } from './product-write.rules.ts'
import { invalidInput } from './products.errors.ts'
import { changeProduct, changeVariant, lockProduct } from './products.repository.ts'

/**
 * The same change to several products of a workshop, all or none, in the order of their ids.
 * @throws NOT_FOUND for someone who does not sell and when one of them is another's, VALIDATION_FAILED
 */
export async function changeProducts(
  deps: Pick<Deps, 'database' | 'forget' | 'sellerFor'>,
  input: { userId: string; language: Language } & ProductsChange,
): Promise<{ changed: number }> {
  const seller = await requireSeller(deps, input.userId, 'listings')
  const { pricePercent, ...fields } = input.change
  try {
    await deps.database.transaction(async (tx) => {
      for (const id of input.ids.toSorted()) {
        const before = await lockProduct(tx, seller.id, id)
        if (!before) throw platformErrors.NOT_FOUND()
        if ((fields.status ?? before.status) === 'ACTIVE' && !before.variants.some(({ active }) => active))
          throw invalidInput(`/ids/${input.ids.indexOf(id)}`, 'nothing-on-sale', input.language)
        const variants = before.variants.map((variant) => ({
          ...variant,
          priceCents: pricePercent === undefined ? variant.priceCents : movedPrice(variant.priceCents, pricePercent),
        }))
        if (pricePercent !== undefined)
          for (const { id: variantId, priceCents } of variants) await changeVariant(tx, variantId, { priceCents })
        await changeProduct(tx, id, {
          ...fields,
          ageRestricted: ageRestrictedOf({ ...before, ...(fields.category ? { category: fields.category } : {}) }),
          priceFromCents: priceFrom(variants),
        })
      }
    })
  } catch (error) {
    if (violates(error, 'products_craft_fkey')) throw invalidInput('/change/craft', 'craft', input.language)
    throw error
  }
  for (const id of input.ids) await deps.forget(id)
  return { changed: input.ids.length }
}
