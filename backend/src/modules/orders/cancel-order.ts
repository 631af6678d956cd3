/** Cancelling an order before it is shipped: everything of this order goes back, and nothing of the others. */
import type { OrderCancellationReason } from '../../../../contracts/orders.ts'
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { OrderDeps, ShopActor } from './deps.ts'
import { giveBack, whatIsLeft } from './give-back.ts'
import { aboutOrder } from './order-facts.ts'
import { afterMove } from './order-state.rules.ts'
import type { EventBy } from './order-events.rules.ts'
import { orderCancelled } from './orders.events.ts'
import { addEvents, type LockedOrder, lockOrder, setCancelled } from './orders.repository.ts'
import { actOn } from './shop-side.ts'
import { tellOrder } from './tell-orders.ts'

/**
 * The buyer thinks again. Until it is paid, the purchase is cancelled as a whole, not one order of it.
 * @throws NOT_FOUND when it is not theirs, INVALID_TRANSITION
 */
export async function cancelOwnOrder(
  deps: OrderDeps,
  input: { orderId: string; userId: string; note: string | null },
): Promise<void> {
  await cancel(deps, input.orderId, async (_tx, order) => {
    if (order?.userId !== input.userId) throw platformErrors.NOT_FOUND()
    return { reason: 'BY_BUYER', by: 'BUYER', userId: input.userId, note: input.note }
  })
}

/** The workshop, or staff. @throws NOT_FOUND when it is not theirs, INVALID_TRANSITION */
export async function cancelSoldOrder(
  deps: OrderDeps,
  input: { orderId: string; actor: ShopActor; note: string | null },
): Promise<void> {
  await cancel(deps, input.orderId, async (tx, order) => {
    const by = await actOn(deps, tx, order, input.actor, {
      action: 'order.cancelled',
      details: { reason: input.note },
    })
    return {
      reason: by === 'STAFF' ? 'BY_ADMIN' : 'BY_SELLER',
      by,
      userId: input.actor.userId,
      note: input.note,
    }
  })
}

interface Cancellation {
  reason: OrderCancellationReason
  by: EventBy
  userId: string | null
  note: string | null
}

async function cancel(
  deps: OrderDeps,
  orderId: string,
  decide: (tx: Tx, order: LockedOrder | null) => Promise<Cancellation>,
): Promise<void> {
  const cancelled = await deps.database.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    const cancellation = await decide(tx, order)
    if (!order || !afterMove(order.status, 'cancel')) throw platformErrors.INVALID_TRANSITION()
    await cancelPaid(deps, tx, order, cancellation)
    return order
  })
  await tellOrder(deps, cancelled, 'CANCELLED', true)
}

/** Under the order's lock: all that was not given back yet goes back, shipping included, and every piece is on the shelf again. */
export async function cancelPaid(
  deps: Pick<OrderDeps, 'payments' | 'stock' | 'ledger' | 'events' | 'metrics'>,
  tx: Tx,
  order: LockedOrder,
  { reason, by, userId, note }: Cancellation,
): Promise<void> {
  await setCancelled(tx, order, reason, note)
  await addEvents(tx, [{ orderId: order.id, kind: 'CANCELLED', by, userId, data: { reason } }])
  const refundCents = await giveBack(deps, tx, order, {
    pieces: whatIsLeft(order),
    shippingCents: order.shippingCents,
    restock: 'CANCEL',
    reasonKey: `order-cancelled:${order.id}`,
    by,
    userId,
  })
  await deps.events.publish(tx, orderCancelled, { ...aboutOrder(order), reason, wasPaid: true, refundCents })
  deps.metrics.count('orders_cancelled_total', { reason })
}
