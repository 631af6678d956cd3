import type { z } from 'zod'
import type { Language } from '../../../../contracts/common.ts'
import type { OwnProduct, StockCorrections } from '../../../../contracts/products.ts'
import { platformErrors } from '../../platform/errors.ts'
import { requireSeller } from './browse-own-products.ts'
import type { Deps } from './deps.ts'
import { findOwnProduct } from './own-products.queries.ts'
import { invalidInput, productErrors } from './products.errors.ts'
import { correctStock, lockProduct, productsOfVariants } from './products.repository.ts'

/**
 * What a seller counted differs from what we know: pieces come in or go out, with the reason. What is reserved stays.
 * @throws NOT_FOUND for someone who does not sell and for another's product, INSUFFICIENT_STOCK, VALIDATION_FAILED.
 */
export async function correctProductStock(
  deps: Pick<Deps, 'database' | 'media' | 'sellerFor'> & { stockChanged(productIds: readonly string[]): Promise<void> },
  input: {
    userId: string
    productId: string
    correction: { variantId: string; quantity: number; reason: string }
    language: Language
  },
): Promise<OwnProduct> {
  const { variantId, quantity, reason } = input.correction
  const seller = await requireSeller(deps, input.userId, 'stock')
  const corrected = await deps.database.transaction(async (tx) => {
    const product = await lockProduct(tx, seller.id, input.productId)
    if (!product) throw platformErrors.NOT_FOUND()
    const variant = product.variants.find(({ id }) => id === variantId)
    if (!variant) throw invalidInput('/variantId', 'unknown-variant', input.language)
    if (!(await correctStock(tx, { variantId, quantity, note: reason, userId: input.userId }))) {
      throw productErrors.INSUFFICIENT_STOCK({
        params: { available: variant.onHand - variant.reserved, asked: -quantity },
      })
    }
    return findOwnProduct(deps.media, tx, seller.id, input.productId, input.language)
  })
  if (!corrected) throw new Error('a product vanished in the transaction that corrected it')
  await deps.stockChanged([corrected.id])
  return corrected
}

/**
 * What a seller counted on several shelves, all or none: products in id order, as everybody locks them.
 * @throws NOT_FOUND for someone who does not sell and when one of them is another's, VALIDATION_FAILED by correction
 */
export async function correctStocks(
  deps: Pick<Deps, 'database' | 'sellerFor'> & { stockChanged(productIds: readonly string[]): Promise<void> },
  input: { userId: string; language: Language } & z.infer<typeof StockCorrections>,
): Promise<{ changed: number }> {
  const seller = await requireSeller(deps, input.userId, 'stock')
  const touched = await deps.database.transaction(async (tx) => {
    const owners = await productsOfVariants(
      tx,
      seller.id,
      input.corrections.map(({ variantId }) => variantId),
    )
    if (owners.size < input.corrections.length) throw platformErrors.NOT_FOUND()
    const productIds = [...new Set(owners.values())].toSorted()
    for (const productId of productIds) await lockProduct(tx, seller.id, productId)
    for (const [at, { variantId, quantity }] of input.corrections.entries())
      if (!(await correctStock(tx, { variantId, quantity, note: input.reason, userId: input.userId })))
        throw invalidInput(`/corrections/${at}/quantity`, 'stock-reserved', input.language)
    return productIds
  })
  await deps.stockChanged(touched)
  return { changed: touched.length }
}
