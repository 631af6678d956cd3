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
import { decodeCursor, encodeCursor, listFingerprint } from '../../platform/pure/list-cursor.ts'
import { searchWords } from '../../platform/pure/search-words.ts'
import type { Deps } from './deps.ts'
import { findOwnProduct, listMovements, listOwnProducts } from './own-products.queries.ts'
import { invalidInput } from './products.errors.ts'
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
  const fingerprint = listFingerprint({ seller: seller.id, status, q, low, sort })
  const after = cursor === undefined ? null : decodeCursor(fingerprint, cursor)
  if (cursor !== undefined && !after) throw invalidInput('/query/cursor', 'cursor', input.language)
  const words = q ? searchWords(q) : []
  const page = await listOwnProducts(media, database.read, seller.id, input.language, {
    status,
    words,
    low,
    sort,
    limit,
    after,
  })
  return { items: page.items, nextCursor: page.end ? encodeCursor(fingerprint, page.end) : null }
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
  const fingerprint = listFingerprint({ movements: input.productId, kind, sort })
  const after = cursor === undefined ? null : decodeCursor(fingerprint, cursor)
  if (cursor !== undefined && !after) throw invalidInput('/query/cursor', 'cursor', input.language)
  const page = await listMovements(database.read, seller.id, input.productId, { kind, sort, limit, after })
  if (!page) throw platformErrors.NOT_FOUND()
  return { items: page.items, nextCursor: page.end ? encodeCursor(fingerprint, page.end) : null }
}
