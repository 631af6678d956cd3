/** What a purchase's payment means for its orders. Called by checkout inside its own transaction, which holds the purchase's lock. */
import type { Tx } from '../../platform/database/index.ts'
import type { Share } from '../ledger/index.ts'
import type { OrderDeps } from './deps.ts'
import { aboutOrder, piecesOf } from './order-facts.ts'
import { afterMove, isHeld, type OrderMove } from './order-state.rules.ts'
import { orderCancelled, orderPaid, orderRefunded } from './orders.events.ts'
import {
  addEvents,
  type LockedOrder,
  lockOrder,
  lockOrdersOf,
  orderIdOfReturn,
  setCancelled,
  setHeldStatus,
  setPaid,
  setRetaken,
} from './orders.repository.ts'
import { addParts, partOf } from './refund-parts.rules.ts'

export type ReleaseReason = 'HOLD_EXPIRED' | 'BY_BUYER' | 'BY_ADMIN'
export interface RefundSettled {
  refundId: string
  reasonKey: string
  amountCents: number
  status: 'SUCCEEDED' | 'FAILED'
}

const stockLines = (orders: LockedOrder[]) =>
  orders.flatMap(({ lines }) => lines.map(({ id, variantId, quantity }) => ({ orderLineId: id, variantId, quantity })))

/** The seller's part of the payment. */
function shareOf(order: LockedOrder): Share {
  const whole = addParts(order.lines.map((line) => partOf(line, 0, line.quantity)))
  return {
    payeeId: order.sellerId,
    subjectType: 'order',
    subjectId: order.id,
    priceCents: whole.priceCents,
    platformDiscountCents: whole.platformDiscountCents,
    payeeDiscountCents: whole.sellerDiscountCents,
    shippingCents: order.shippingCents,
    commissionCents: whole.commissionCents,
  }
}

/** Money is here, or none is needed: every order is paid, its pieces leave the shelf. Answers who earns what. */
export async function ordersPaid(
  deps: Pick<OrderDeps, 'events' | 'stock' | 'metrics'>,
  tx: Tx,
  purchase: { checkoutId: string; count: number },
): Promise<Share[]> {
  if (purchase.count === 0) return []
  const orders = await setPaid(tx, purchase)
  await deps.stock.sell(tx, stockLines(orders))
  for (const order of orders) {
    await deps.events.publish(tx, orderPaid, {
      ...aboutOrder(order),
      totalCents: order.totalCents,
      pieces: piecesOf(order.lines),
      acceptBy: (order.acceptBy as Date).toISOString(),
    })
  }
  deps.metrics.add('orders_paid_total', orders.length)
  return orders.map(shareOf)
}

/** The hold is over and no money will come: the pieces are free again. Orders that are held no longer stay as they are. */
export async function ordersReleased(
  deps: Pick<OrderDeps, 'events' | 'stock' | 'metrics'>,
  tx: Tx,
  checkoutId: string,
  reason: ReleaseReason,
): Promise<void> {
  const held = (await lockOrdersOf(tx, checkoutId)).filter(({ status }) => isHeld(status))
  if (held.length === 0) return
  for (const order of held) await setCancelled(tx, order, reason, null)
  await deps.stock.release(tx, stockLines(held))
  const by = reason === 'BY_BUYER' ? 'BUYER' : reason === 'BY_ADMIN' ? 'STAFF' : 'SYSTEM'
  await addEvents(
    tx,
    held.map(({ id }) => ({ orderId: id, kind: 'CANCELLED' as const, by, data: { reason } })),
  )
  for (const order of held) {
    await deps.events.publish(tx, orderCancelled, { ...aboutOrder(order), reason, wasPaid: false, refundCents: 0 })
    deps.metrics.count('orders_cancelled_total', { reason })
  }
}

async function moveHeld(tx: Tx, checkoutId: string, move: OrderMove): Promise<LockedOrder[]> {
  const moved: LockedOrder[] = []
  for (const order of await lockOrdersOf(tx, checkoutId)) {
    const next = afterMove(order.status, move)
    if (next === null || next === order.status) continue
    await setHeldStatus(tx, order, next as 'PENDING' | 'PAYMENT_FAILED')
    moved.push(order)
  }
  return moved
}

/** The buyer is at it: 3-D Secure, a voucher, another card. */
export async function ordersPaying(tx: Tx, checkoutId: string): Promise<void> {
  await moveHeld(tx, checkoutId, 'paying')
}

export async function ordersAttemptFailed(tx: Tx, checkoutId: string): Promise<void> {
  const moved = await moveHeld(tx, checkoutId, 'attempt-failed')
  await addEvents(
    tx,
    moved.map(({ id }) => ({ orderId: id, kind: 'PAYMENT_FAILED' as const, by: 'SYSTEM' as const })),
  )
}

/**
 * Late money: reserves the pieces of every order again, all or none. True: the orders are held as before and `paid` may follow;
 * false: nothing moved. Only a hold that ran out comes back.
 */
export async function ordersRetaken(deps: Pick<OrderDeps, 'stock'>, tx: Tx, checkoutId: string): Promise<boolean> {
  const orders = await lockOrdersOf(tx, checkoutId)
  const gone = orders.some(
    ({ status, cancelReason }) => afterMove(status, 'retake') === null || cancelReason !== 'HOLD_EXPIRED',
  )
  if (gone) return false
  if (orders.length === 0) return true
  const { ok } = await deps.stock.retake(tx, stockLines(orders))
  if (!ok) return false
  for (const order of orders) await setRetaken(tx, order)
  return true
}

/** `order-cancelled:<order>`, `order-refund:<order>:<n>` or `order-return:<return>`; other refunds are none of ours. */
async function orderOf(tx: Tx, reasonKey: string): Promise<string | null> {
  const [kind, id] = reasonKey.split(':')
  if (!id) return null
  if (kind === 'order-cancelled' || kind === 'order-refund') return id
  return kind === 'order-return' ? orderIdOfReturn(tx, id) : null
}

/** A refund reached its end: done, or refused by the bank and now with staff. */
export async function orderRefundSettled(deps: Pick<OrderDeps, 'events'>, tx: Tx, facts: RefundSettled): Promise<void> {
  const orderId = await orderOf(tx, facts.reasonKey)
  const order = orderId && (await lockOrder(tx, orderId))
  if (!order) return
  await addEvents(tx, [
    {
      orderId: order.id,
      kind: facts.status === 'SUCCEEDED' ? 'REFUNDED' : 'REFUND_FAILED',
      by: 'SYSTEM',
      data: { amountCents: facts.amountCents, refundId: facts.refundId },
    },
  ])
  await deps.events.publish(tx, orderRefunded, {
    ...aboutOrder(order),
    amountCents: facts.amountCents,
    status: facts.status,
  })
}
