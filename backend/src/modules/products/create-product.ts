import type { Language } from '../../../../contracts/common.ts'
import type { OwnProduct, ProductWrite } from '../../../../contracts/products.ts'
import { type Tx, violates } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { freeSlug, slugify } from '../../platform/pure/slugs.ts'
import { requireSeller } from './browse-own-products.ts'
import type { Deps } from './deps.ts'
import { findOwnProduct } from './own-products.queries.ts'
import { ageRestrictedOf, priceFrom, type VariantDraft } from './product-write.rules.ts'
import { invalidInput } from './products.errors.ts'
import { insertProduct, setPictures, slugsLike } from './products.repository.ts'
import { writeVariants } from './write-variants.ts'

/** Equal names take turns, but "Jarra 2" can meet the second "Jarra" at the same moment; the retry sees it. */
export const slugAttempts = 5

/**
 * The rows of a new product, in the caller's transaction. Answers its id.
 * @throws VALIDATION_FAILED, and a violation of `products_slug_key` in the rare case that `slugAttempts` is about
 */
export async function insertWithVariants(
  tx: Tx,
  input: {
    sellerId: string
    userId: string
    language: Language
    product: Omit<ProductWrite, 'variants' | 'price' | 'stock' | 'imageIds' | 'imageAlts'>
    drafts: readonly VariantDraft[]
  },
): Promise<string> {
  const { product, drafts, sellerId, userId, language } = input
  const id = newId()
  const base = slugify(product.name, 'pieza')
  const fields = {
    ...product,
    ageRestricted: ageRestrictedOf(product),
    priceFromCents: priceFrom(drafts.map(({ active = true, price: { amount } }) => ({ active, priceCents: amount }))),
  }
  await insertProduct(tx, { id, slug: freeSlug(base, await slugsLike(tx, base)), sellerId, fields })
  await writeVariants(tx, { productId: id, drafts, known: [], userId, language })
  return id
}

/**
 * A seller's new product. Its slug comes from the name and stays when the name changes, so that shared links live; a
 * product without variants gets one, without a label.
 * @throws NOT_FOUND for someone who does not sell, VALIDATION_FAILED, MEDIA_NOT_FOUND, MEDIA_NOT_READY.
 */
export async function createProduct(
  deps: Pick<Deps, 'database' | 'forget' | 'media' | 'sellerFor'>,
  input: { userId: string; product: ProductWrite; language: Language },
): Promise<OwnProduct> {
  const { database } = deps
  const seller = await requireSeller(deps, input.userId, 'listings')
  const { variants, price, stock, imageIds, imageAlts, ...rest } = input.product
  const drafts: VariantDraft[] = variants ?? [{ label: '', price, stock }]
  if (rest.status === 'ACTIVE' && drafts.every(({ active }) => active === false)) {
    throw invalidInput('/variants', 'nothing-on-sale', input.language)
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      const made = await database.transaction(async (tx) => {
        const id = await insertWithVariants(tx, { ...input, sellerId: seller.id, drafts, product: rest })
        const before = { images: [], imageAlts: {} }
        const pictures = await deps.media.listingPictures(tx, { imageIds, imageAlts }, { userId: input.userId, before })
        if (pictures) await setPictures(tx, id, pictures)
        return findOwnProduct(deps.media, tx, seller.id, id, input.language)
      })
      if (!made) throw new Error('a product vanished in the transaction that made it')
      await deps.forget(made.id)
      return made
    } catch (error) {
      if (violates(error, 'products_craft_fkey')) throw invalidInput('/craft', 'craft', input.language)
      if (attempt >= slugAttempts || !violates(error, 'products_slug_key')) throw error
    }
  }
}
