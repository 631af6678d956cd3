import type { Language } from '../../../../contracts/common.ts'
import type { OwnProduct } from '../../../../contracts/products.ts'
import { platformErrors } from '../../platform/errors.ts'
import { requireSeller } from './browse-own-products.ts'
import type { Deps } from './deps.ts'
import { findOwnProduct } from './own-products.queries.ts'
import { invalidInput, productErrors } from './products.errors.ts'
import { correctStock, lockProduct } from './products.repository.ts'

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
