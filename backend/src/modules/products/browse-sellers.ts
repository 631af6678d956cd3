import type { Language } from '../../../../contracts/common.ts'
import type { Craft, Seller } from '../../../../contracts/products.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pageOf } from '../../platform/lists/read-cursor.ts'
import type { Deps } from './deps.ts'
import { findSeller, listCrafts, listSellers } from './sellers.queries.ts'

type CatalogueDeps = Pick<Deps, 'database' | 'cached'>

/** @throws VALIDATION_FAILED for a cursor of another list. */
export async function browseSellers(
  deps: CatalogueDeps,
  query: { region?: string | undefined; craft?: string | undefined; limit: number; cursor?: string | undefined },
  language: Language,
): Promise<{ items: Seller[]; nextCursor: string | null }> {
  const { cursor, limit, ...filters } = query
  const key = `sellers:${language}:${limit}:${query.region ?? ''}:${query.craft ?? ''}:${cursor ?? ''}`
  return deps.cached(key, ['market'], () =>
    pageOf({ ...filters, of: 'sellers' }, cursor, (after) => listSellers(deps.database.read, query, language, after)),
  )
}

/** @throws NOT_FOUND */
export async function showSeller(deps: CatalogueDeps, idOrSlug: string, language: Language): Promise<Seller> {
  const found = await deps.cached(`seller:${language}:${idOrSlug}`, ['market'], () =>
    findSeller(deps.database.read, idOrSlug, language),
  )
  if (!found) throw platformErrors.NOT_FOUND()
  return found
}

export async function browseCrafts(
  deps: CatalogueDeps,
  language: Language,
): Promise<{ items: Craft[]; nextCursor: null }> {
  const items = await deps.cached(`crafts:${language}`, ['market'], () => listCrafts(deps.database.read, language))
  return { items, nextCursor: null }
}
