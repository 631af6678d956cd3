import type { Language } from '../../../../contracts/common.ts'
import type { OwnProduct, ProductPatch } from '../../../../contracts/products.ts'
import { type Tx, violates } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { requireSeller } from './browse-own-products.ts'
import type { Deps } from './deps.ts'
import { findOwnProduct } from './own-products.queries.ts'
import { ageRestrictedOf, priceFrom } from './product-write.rules.ts'
import { invalidInput } from './products.errors.ts'
import {
  changeProduct,
  changeVariant,
  correctStock,
  type LockedProduct,
  lockProduct,
  setPictures,
} from './products.repository.ts'
import { writeVariants, type WrittenVariant } from './write-variants.ts'

interface Edit {
  userId: string
  productId: string
  expectedVersion: number | null
  patch: ProductPatch
  language: Language
}

/** `price` and `stock` of the product are those of its only variant; of several, each has its own. */
async function editOnlyVariant(tx: Tx, input: Edit, { variants }: LockedProduct): Promise<WrittenVariant[]> {
  const { price, stock } = input.patch
  const onSale = variants.filter(({ active }) => active)
  const [only] = onSale.length > 0 ? onSale : variants
  const single = onSale.length === 1 || variants.length === 1
  if (!only || !single) {
    throw invalidInput(price === undefined ? '/stock' : '/price', 'several-variants', input.language)
  }
  if (price !== undefined) await changeVariant(tx, only.id, { priceCents: price.amount })
  // What can be bought is what the seller reads and writes as `stock`; what is reserved stays on the shelf beside it.
  const difference = stock === undefined ? 0 : stock - (only.onHand - only.reserved)
  if (difference !== 0) {
    await correctStock(tx, { variantId: only.id, quantity: difference, note: null, userId: input.userId })
  }
  return variants.map((variant) =>
    variant.id === only.id && price !== undefined ? { ...variant, priceCents: price.amount } : variant,
  )
}

/**
 * Changes a seller's product. With an expected version, only if nobody changed it since; without one, whatever it is now.
 * Orders are not touched: their lines carry names and prices of their own.
 * @throws NOT_FOUND for someone who does not sell and for another's product, VERSION_CONFLICT, VALIDATION_FAILED,
 *   MEDIA_NOT_FOUND, MEDIA_NOT_READY.
 */
export async function editProduct(
  deps: Pick<Deps, 'database' | 'forget' | 'media' | 'sellerFor'> & {
    stockChanged(productIds: readonly string[]): Promise<void>
  },
  input: Edit,
): Promise<OwnProduct> {
  const seller = await requireSeller(deps, input.userId, 'listings')
  const { price, stock, variants: drafts, imageIds, imageAlts, ...fields } = input.patch
  try {
    const edited = await deps.database.transaction(async (tx) => {
      const before = await lockProduct(tx, seller.id, input.productId)
      if (!before) throw platformErrors.NOT_FOUND()
      if (input.expectedVersion !== null && input.expectedVersion !== before.version) {
        throw platformErrors.VERSION_CONFLICT()
      }
      let variants: WrittenVariant[] = before.variants
      if (drafts) variants = await writeVariants(tx, { ...input, drafts, known: before.variants })
      else if (price !== undefined || stock !== undefined) variants = await editOnlyVariant(tx, input, before)
      if ((fields.status ?? before.status) === 'ACTIVE' && !variants.some(({ active }) => active)) {
        throw invalidInput('/variants', 'nothing-on-sale', input.language)
      }
      await changeProduct(tx, input.productId, {
        ...fields,
        ageRestricted: ageRestrictedOf({ ...before, ...definedOf(fields) }),
        priceFromCents: priceFrom(variants),
      })
      const pictures = await deps.media.listingPictures(tx, { imageIds, imageAlts }, { userId: input.userId, before })
      if (pictures) await setPictures(tx, input.productId, pictures)
      return findOwnProduct(deps.media, tx, seller.id, input.productId, input.language)
    })
    if (!edited) throw new Error('a product vanished in the transaction that changed it')
    await deps.forget(edited.id)
    if (drafts || stock !== undefined) await deps.stockChanged([edited.id])
    return edited
  } catch (error) {
    if (violates(error, 'products_craft_fkey')) throw invalidInput('/craft', 'craft', input.language)
    throw error
  }
}

const definedOf = ({ category, ageRestricted }: Pick<ProductPatch, 'category' | 'ageRestricted'>) => ({
  ...(category === undefined ? {} : { category }),
  ...(ageRestricted === undefined ? {} : { ageRestricted }),
})
