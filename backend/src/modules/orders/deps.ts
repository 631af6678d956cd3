import type { PartnerAction } from '../../../../contracts/partners.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Events } from '../../platform/events.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'
import type { Identity } from '../identity/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { Payments } from '../payments/index.ts'

export interface StockLine {
  variantId: string
  quantity: number
}
export interface SoldLine extends StockLine {
  orderLineId: string
}

/** What orders ask of products, inside their own transaction. */
export interface Stock {
  /** Reserved pieces are free again. */
  release(tx: Tx, lines: StockLine[]): Promise<unknown>
  /** Reserved pieces leave the shelf, once per order line. */
  sell(tx: Tx, lines: SoldLine[]): Promise<unknown>
  /** Reserves again for late money: all or none. */
  retake(tx: Tx, lines: StockLine[]): Promise<{ ok: boolean }>
  /** Pieces are back on the shelf. */
  restock(tx: Tx, lines: SoldLine[], kind: 'CANCEL' | 'RETURN'): Promise<unknown>
  /** After a commit that moved pieces: caches and open pages. */
  stockChanged(productIds: string[]): Promise<void>
}

/** What the use cases of orders are given. */
export interface OrderDeps {
  database: Database
  events: Pick<Events, 'publish'>
  payments: Pick<Payments, 'ofPayable' | 'fileRefund'>
  ledger: Pick<Ledger, 'takenBack'>
  stock: Stock
  metrics: Pick<Metrics, 'count' | 'add'>
  logger: {
    info(details: object, message: string): void
    error(details: object, message: string): void
  }
  /** The workshop for which this person may do it, their own or one whose team they are in; null when there is none. */
  sellerOf(userId: string, action: PartnerAction): Promise<{ id: string; hidesMoney?: boolean } | null>
  /** After a commit that moved an order: the open screens of its buyer and of its workshop's team. */
  orderChanged(order: { id: string; userId: string; sellerId: string }, status: string): Promise<void>
  /** Staff give money back only when they have just shown who they are. @throws STEP_UP_REQUIRED */
  assertProved(who: { userId: string; sessionId: string }): Promise<void>
  /** What staff do to somebody's order is written down in the transaction that does it. */
  audit: Identity['audit']
}

/** Who acts for the workshop: its owner or team, or staff for anybody's. */
export interface ShopActor {
  userId: string
  /** Null when the person has no workshop. */
  sellerId: string | null
  isStaff: boolean
  /** From where, for the audit log. */
  ipAddress: string
}
