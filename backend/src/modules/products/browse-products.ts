import type { Language } from '../../../../contracts/common.ts'
import type { ProductCard, ProductListQuery } from '../../../../contracts/products.ts'
import { browseList } from '../../platform/lists/browse-list.ts'
import type { Deps } from './deps.ts'
import { listProducts } from './product-list.queries.ts'
import { invalidInput } from './products.errors.ts'

/**
 * A page of the market.
 * @throws VALIDATION_FAILED for a price range that ends before it begins and for cursors of another list.
 */
export async function browseProducts(
  { database, cached }: Pick<Deps, 'database' | 'cached'>,
  query: ProductListQuery,
  language: Language,
): Promise<{ items: ProductCard[]; nextCursor: string | null }> {
  if (query.priceMin !== undefined && query.priceMax !== undefined && query.priceMax < query.priceMin) {
    throw invalidInput('/query/priceMax', 'price-range', language)
  }
  return browseList({ query, language, cached, tag: 'market' }, (typed, after) =>
    listProducts(database.read, query, language, { typed, after }),
  )
}
