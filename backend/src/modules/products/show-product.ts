import type { Language } from '../../../../contracts/common.ts'
import type { Product, ProductCard } from '../../../../contracts/products.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Deps } from './deps.ts'
import { findProduct, findRelated } from './product.queries.ts'

/** As many as fit beside a product. */
const mostRelated = 12

/**
 * One product's page, by id or slug.
 * @throws NOT_FOUND, also for drafts and archived products unless the viewer is their seller or edits with them.
 */
export async function showProduct(
  deps: Pick<Deps, 'database' | 'cached' | 'viewed' | 'editsFor'>,
  input: { idOrSlug: string; language: Language; viewerId: string | null },
): Promise<Product> {
  const tags = (found: { product: { id: string } } | null) =>
    found ? [`product:${found.product.id}`, `stock:${found.product.id}`] : ['market']
  const found = await deps.cached(`product:${input.language}:${input.idOrSlug}`, tags, () =>
    findProduct(deps.database.read, input.idOrSlug, input.language),
  )
  if (!found) throw platformErrors.NOT_FOUND()
  if (!found.listed && found.sellerUserId !== input.viewerId) {
    const editsFor = input.viewerId === null ? [] : await deps.editsFor(input.viewerId)
    if (!editsFor.includes(found.product.seller.id)) throw platformErrors.NOT_FOUND()
  }
  if (found.sellerUserId !== input.viewerId) deps.viewed(found.product.id)
  return found.product
}

/**
 * More of the same: what can be bought from the same workshop, then of the same craft.
 * @throws NOT_FOUND for what is not on sale.
 */
export async function showRelated(
  deps: Pick<Deps, 'database' | 'cached'>,
  input: { productId: string; language: Language },
): Promise<{ items: ProductCard[]; nextCursor: null }> {
  const items = await deps.cached(`related:${input.language}:${input.productId}`, ['market'], () =>
    findRelated(deps.database.read, input.productId, input.language, mostRelated),
  )
  if (!items) throw platformErrors.NOT_FOUND()
  return { items: [...items], nextCursor: null }
}
