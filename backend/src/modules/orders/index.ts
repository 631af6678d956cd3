/** The door of orders: one seller's part of a purchase, from the hold to the buyer's hands, and back. */
import type { Language } from '../../../../contracts/common.ts'
import type { Order } from '../../../../contracts/orders.ts'
import type { Reader, Tx } from '../../platform/database/index.ts'
import { handleJob } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import type { Share } from '../ledger/index.ts'
import type { OrderDeps } from './deps.ts'
import { insertOrders, ordersReadyStatement } from './insert-orders.ts'
import { cancelNotAcceptedJob, completeOrdersJob } from './orders.jobs.ts'
import { orderGuarantees } from './orders.guarantees.ts'
import { orderRoutes } from './orders.routes.ts'
import { ordersPersonalData } from './personal-data.repository.ts'
import { sellerOrderRoutes } from './seller-orders.routes.ts'
import { cancelNotAccepted, completeOrders } from './sweep-orders.ts'
import { lockOrdersStatement } from './orders.repository.ts'
import { findOrderForMail, listOrdersOf } from './orders.queries.ts'
import {
  orderRefundSettled,
  ordersAttemptFailed,
  ordersPaid,
  ordersPaying,
  ordersReleased,
  ordersRetaken,
  type RefundSettled,
  type ReleaseReason,
} from './settle-orders.ts'
import { tellOrdersOf } from './tell-orders.ts'

export * from './orders.events.ts'
export { acceptWithinHours } from './order-state.rules.ts'
export { addParts, partOf, type PricedLine } from './refund-parts.rules.ts'
export type { NewOrder, NewOrderLine } from './insert-orders.ts'
export type { ReleaseReason } from './settle-orders.ts'

/** All of it inside the caller's transaction, under the purchase's lock. */
export interface Orders extends Module {
  /** Of a purchase, as its buyer sees them. */
  ordersOf(db: Reader | Tx, checkoutId: string, language: Language): Promise<Order[]>
  /** Of a new purchase, whose pieces the caller has reserved. @throws a violation of `orders_code_key` when a code is taken */
  insert: typeof insertOrders
  /** The intent exists: for `Payable.moreReadyStatements`. */
  readyStatement: typeof ordersReadyStatement
  /** For mails: whoever's it is. */
  mailFacts(orderId: string, language: Language): Promise<{ order: Order; buyerName: string } | null>
  /** Locks its orders by id: a SELECT for the statement that locks the whole purchase, after its own row. */
  lockStatement: typeof lockOrdersStatement
  /** All `count` of them, which the caller locked, PAID, their pieces sold. Answers the sellers' shares. @throws when one of them cannot be paid any more */
  paid(tx: Tx, purchase: { checkoutId: string; count: number }): Promise<Share[]>
  /** Held orders are cancelled, their pieces free; others stay. */
  released(tx: Tx, checkoutId: string, reason: ReleaseReason): Promise<void>
  attemptFailed(tx: Tx, checkoutId: string): Promise<void>
  paying(tx: Tx, checkoutId: string): Promise<void>
  /** Late money after HOLD_EXPIRED: reserves everything again and holds it, so that `paid` may follow; false: nothing moved. */
  retake(tx: Tx, checkoutId: string): Promise<boolean>
  /** Refunds whose reason is `order-cancelled:`, `order-refund:` or `order-return:`; others are passed over. */
  refundSettled(tx: Tx, facts: RefundSettled): Promise<void>
  /** After a commit that moved them: stock caches, open screens of buyer and sellers. */
  changed(checkoutId: string): Promise<void>

  /** What the schedule does: the number of orders cancelled because nobody accepted them in time. */
  cancelNotAccepted(): Promise<number>
  /** What the schedule does: the number of orders whose time for returns was over. */
  completeDelivered(): Promise<number>
}

const notAcceptedEverySeconds = 60
const completeEverySeconds = 300

export function createOrders(deps: OrderDeps): Orders {
  const buyerRoutes = orderRoutes(deps)
  const sellerRoutes = sellerOrderRoutes(deps)
  return {
    name: 'orders',
    routes(app) {
      buyerRoutes(app)
      sellerRoutes(app)
    },
    jobs: [
      handleJob(cancelNotAcceptedJob, async () => {
        await cancelNotAccepted(deps)
      }),
      handleJob(completeOrdersJob, async () => {
        await completeOrders(deps)
      }),
    ],
    schedules: [
      { job: cancelNotAcceptedJob, everySeconds: notAcceptedEverySeconds },
      { job: completeOrdersJob, everySeconds: completeEverySeconds },
    ],
    guarantees: orderGuarantees,
    personalData: ordersPersonalData,
    ordersOf: (db, checkoutId, language) => listOrdersOf(db, checkoutId, language),
    mailFacts: (orderId, language) => findOrderForMail(deps.database.read, orderId, language),
    insert: insertOrders,
    readyStatement: ordersReadyStatement,
    lockStatement: lockOrdersStatement,
    paid: (tx, purchase) => ordersPaid(deps, tx, purchase),
    released: (tx, checkoutId, reason) => ordersReleased(deps, tx, checkoutId, reason),
    attemptFailed: (tx, checkoutId) => ordersAttemptFailed(tx, checkoutId),
    paying: (tx, checkoutId) => ordersPaying(tx, checkoutId),
    retake: (tx, checkoutId) => ordersRetaken(deps, tx, checkoutId),
    refundSettled: (tx, facts) => orderRefundSettled(deps, tx, facts),
    changed: (checkoutId) => tellOrdersOf(deps, checkoutId),
    cancelNotAccepted: () => cancelNotAccepted(deps),
    completeDelivered: () => completeOrders(deps),
  }
}
