import type { z } from 'zod'
import type { Language } from '../../../../contracts/common.ts'
import type {
  OwnProduct,
  OwnProductListQuery,
  StockMovement,
  StockMovementQuery,
} from '../../../../contracts/products.ts'
import type { PartnerAction } from '../../../../contracts/partners.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pageOf } from '../../platform/lists/read-cursor.ts'
import { searchWords } from '../../platform/pure/search-words.ts'
import type { Deps } from './deps.ts'
import { findOwnProduct, listMovements, listOwnProducts } from './own-products.queries.ts'
import type { OwnSeller } from './sellers.queries.ts'

/** @throws NOT_FOUND for someone who does not sell, or not in this role: there is no such place for them. */
export async function requireSeller(
  deps: Pick<Deps, 'sellerFor'>,
  userId: string,
  action: PartnerAction,
): Promise<OwnSeller> {
  const seller = await deps.sellerFor(userId, action)
  if (!seller) throw platformErrors.NOT_FOUND()
  return seller
}

interface Asked {
  userId: string
  language: Language
}

/** @throws NOT_FOUND for someone who does not sell, VALIDATION_FAILED for a cursor of another list. */
export async function browseOwnProducts(
  deps: Pick<Deps, 'database' | 'media' | 'sellerFor'>,
  input: Asked & {
    query: z.infer<typeof OwnProductListQuery>
  },
): Promise<{ items: OwnProduct[]; nextCursor: string | null }> {
  const { database, media } = deps
  const seller = await requireSeller(deps, input.userId, 'listings')
  const { limit, cursor, status, q, sort } = input.query
  const low = input.query.low === 'true'
  const words = q ? searchWords(q) : []
  return pageOf({ seller: seller.id, status, q, low, sort }, cursor, (after) =>
    listOwnProducts(media, database.read, seller.id, input.language, { status, words, low, sort, limit, after }),
  )
}

/** @throws NOT_FOUND for someone who does not sell and for another's product. */
export async function showOwnProduct(
  deps: Pick<Deps, 'database' | 'media' | 'sellerFor'>,
  input: Asked & { productId: string },
): Promise<OwnProduct> {
  const { database, media } = deps
  const seller = await requireSeller(deps, input.userId, 'listings')
  const found = await findOwnProduct(media, database.read, seller.id, input.productId, input.language)
  if (!found) throw platformErrors.NOT_FOUND()
  return found
}

/** @throws NOT_FOUND as for the product, VALIDATION_FAILED for a cursor of another list. */
export async function browseMovements(
  deps: Pick<Deps, 'database' | 'sellerFor'>,
  input: Asked & { productId: string; page: StockMovementQuery },
): Promise<{ items: StockMovement[]; nextCursor: string | null }> {
  const { database } = deps
  const seller = await requireSeller(deps, input.userId, 'stock')
  const { limit, cursor, kind, sort } = input.page
  return pageOf({ movements: input.productId, kind, sort }, cursor, async (after) => {
    const page = await listMovements(database.read, seller.id, input.productId, { kind, sort, limit, after })
    if (!page) throw platformErrors.NOT_FOUND()
    return page
  })
}
