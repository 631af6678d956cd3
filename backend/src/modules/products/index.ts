/** The market's catalogue and its stock: what is made, by whom, and how many pieces there are. */
import type { Events } from '../../platform/events.ts'
import type { Cache } from '../../platform/cache/cache.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Module } from '../../platform/module.ts'
import type { Deps } from './deps.ts'
import { hideProduct, hideSeller } from './hide-product.ts'
import { productsPersonalData } from './personal-data.repository.ts'
import { productGuarantees } from './products.guarantees.ts'
import { productLowStock } from './products.events.ts'
import { productRoutes } from './products.routes.ts'
import {
  editSeller,
  markSellerVerified,
  moveSeller,
  openSeller,
  readSellerProfile,
  unknownCrafts,
} from './seller-profiles.ts'
import { type RatingChange, rateProduct } from './rate-product.ts'
import { sellerProductRoutes } from './seller-products.routes.ts'
import { findSellerByUser, type OwnSeller } from './sellers.queries.ts'
import {
  refusals,
  releaseStock,
  type Reservation,
  reserveStock,
  restockStock,
  sellStock,
  type Short,
  type SoldLine,
  type StockLine,
} from './stock.repository.ts'

export { productLowStock } from './products.events.ts'
export { onSale } from './on-sale.ts'
export type { OwnSeller } from './sellers.queries.ts'
export type { Reservation, Short, SoldLine, StockLine } from './stock.repository.ts'

/** Pieces are never shown older than this, even by a process that missed an invalidation. */
const freshSeconds = 2

export interface Products extends Module {
  /** The workshop of a person, null for someone who does not sell. */
  sellerOf(userId: string): Promise<OwnSeller | null>
  /**
   * Sets pieces aside for all lines or for none; the same variant twice is one demand. A refusal is written down in the
   * caller's transaction: a caller that rolls back calls `recordRefusals` afterwards.
   */
  reserve(tx: Tx, lines: readonly StockLine[]): Promise<Reservation>
  /** The evidence of a refusal whose transaction was rolled back; outside any transaction. */
  recordRefusals(short: readonly Short[]): Promise<void>
  /** Reserved pieces are free again. Once per reservation: the caller's conditional move of state decides. */
  release(tx: Tx, lines: readonly StockLine[]): Promise<void>
  /** Reserved pieces leave the shelf; once per order line, however often it is called. */
  sell(tx: Tx, lines: readonly SoldLine[]): Promise<void>
  /** For late money: sets the pieces aside again, all or none, as `reserve` does. */
  retake(tx: Tx, lines: readonly StockLine[]): Promise<Reservation>
  /** Sold pieces come back to the shelf. Once: the caller's conditional move decides. */
  restock(tx: Tx, lines: readonly (StockLine & { orderLineId?: string })[], kind: 'CANCEL' | 'RETURN'): Promise<void>
  /** To be called after the commit that moved pieces: caches and open screens. Never throws. */
  stockChanged(productIds: readonly string[]): Promise<void>
  /** In the transaction that writes, changes, hides or shows a review. */
  rate(tx: Tx, productId: string, change: RatingChange): Promise<void>
  /** Staff hide it or bring it back; false when it is so already. The caller calls `listingChanged` after its commit. */
  hide(tx: Tx, productId: string, hidden: boolean): Promise<boolean>
  /** Everything of a workshop. */
  hideSeller(tx: Tx, sellerId: string, hidden: boolean): Promise<boolean>
  /** The profiles of workshops, in the caller's transaction; `listingChanged` with the workshop's id after its commit. */
  sellers: {
    open: typeof openSeller
    read: typeof readSellerProfile
    edit: typeof editSeller
    move: typeof moveSeller
    markVerified: typeof markSellerVerified
    unknownCrafts: typeof unknownCrafts
  }
  /** To be called after the commit that changed what lists and pages show of it, or (by the workshop's id) of all a workshop has. Never throws. */
  listingChanged(id: string): Promise<void>
}

export interface ProductsParts {
  database: Database
  events: Pick<Events, 'publish'>
  cache: Pick<Cache, 'read' | 'invalidate'>
  /** Takes pictures into a product's keeping. */
  media: Deps['media']
  /** Who may act for which workshop; owners for themselves when absent. */
  sellerFor?: Deps['sellerFor']
  /** Nobody's when absent. */
  editsFor?: Deps['editsFor']
  /** Counts views of pages. */
  viewed?: Deps['viewed']
  /** After a commit that moved pieces of a product: open screens that show it. */
  tellScreens(productId: string): Promise<void>
}

export function createProducts(parts: ProductsParts): Products {
  const { database, events, cache, media, tellScreens } = parts
  const deps: Deps = {
    database,
    media,
    viewed: parts.viewed ?? (() => {}),
    editsFor: parts.editsFor ?? (async () => []),
    sellerFor: parts.sellerFor ?? ((userId) => findSellerByUser(database.read, userId)),
    cached: (key, tags, load) => cache.read(`products:${key}`, { tags, ttlSeconds: freshSeconds }, load),
    forget: (productId) => cache.invalidate(['market', `product:${productId}`]),
  }
  async function stockChanged(productIds: readonly string[]): Promise<void> {
    const moved = [...new Set(productIds)]
    if (moved.length === 0) return
    await Promise.all([
      cache.invalidate(moved.map((productId) => `stock:${productId}`)),
      ...moved.map((productId) => tellScreens(productId)),
    ])
  }
  return {
    name: 'products',
    routes(app) {
      productRoutes(app, deps)
      sellerProductRoutes(app, { ...deps, stockChanged })
    },
    guarantees: productGuarantees,
    personalData: productsPersonalData,
    sellerOf: (userId) => findSellerByUser(deps.database.read, userId),
    reserve: reserveStock,
    async recordRefusals(short) {
      if (short.length > 0) await database.statement(refusals(short))
    },
    release: releaseStock,
    async sell(tx, lines) {
      for (const facts of await sellStock(tx, lines)) await events.publish(tx, productLowStock, facts)
    },
    retake: reserveStock,
    restock: restockStock,
    stockChanged,
    rate: rateProduct,
    hide: hideProduct,
    hideSeller,
    sellers: {
      open: openSeller,
      read: readSellerProfile,
      edit: editSeller,
      move: moveSeller,
      markVerified: markSellerVerified,
      unknownCrafts,
    },
    listingChanged: deps.forget,
  }
}
