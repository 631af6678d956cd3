import type { Language } from '../../../../contracts/common.ts'
import type { ProductCard, ProductListQuery } from '../../../../contracts/products.ts'
import { decodeCursor, encodeCursor, listFingerprint } from '../../platform/pure/list-cursor.ts'
import { searchWords } from '../../platform/pure/search-words.ts'
import type { Deps } from './deps.ts'
import { listProducts, type Typed } from './product-list.queries.ts'
import { invalidInput } from './products.errors.ts'

/**
 * A page of the market. When nothing has the words as they were typed, names that look like them are listed instead; the
 * cursor remembers which of the two lists it belongs to.
 * @throws VALIDATION_FAILED for a price range that ends before it begins and for cursors of another list.
 */
export async function browseProducts(
  deps: Pick<Deps, 'database' | 'cached'>,
  query: ProductListQuery,
  language: Language,
): Promise<{ items: ProductCard[]; nextCursor: string | null }> {
  const { cursor, limit, ...filters } = query
  if (query.priceMin !== undefined && query.priceMax !== undefined && query.priceMax < query.priceMin) {
    throw invalidInput('/query/priceMax', 'price-range', language)
  }
  const exact = listFingerprint(filters)
  const alike = listFingerprint({ ...filters, alike: true })
  const afterExact = cursor === undefined ? null : decodeCursor(exact, cursor)
  const afterAlike = cursor === undefined ? null : decodeCursor(alike, cursor)
  if (cursor !== undefined && !afterExact && !afterAlike) throw invalidInput('/query/cursor', 'cursor', language)

  const words = query.q ? searchWords(query.q) : []
  // Typed, but nothing that could be looked for ("???"): no product says that.
  if (query.q && words.length === 0) return { items: [], nextCursor: null }
  const list = async (typed: Typed | null) => {
    const after = typed && !typed.exact ? afterAlike : afterExact
    const page = await listProducts(deps.database.read, query, language, { typed, after })
    const fingerprint = typed && !typed.exact ? alike : exact
    return { items: page.items, nextCursor: page.end ? encodeCursor(fingerprint, page.end) : null }
  }
  const key = `list:${language}:${limit}:${JSON.stringify(Object.entries(filters).toSorted())}:${cursor ?? ''}`
  return deps.cached(key, ['market'], async () => {
    if (words.length === 0) return list(null)
    if (afterAlike) return list({ words, exact: false })
    const found = await list({ words, exact: true })
    return found.items.length > 0 || afterExact ? found : list({ words, exact: false })
  })
}
