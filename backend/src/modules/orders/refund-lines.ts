/** Single pieces of a paid order go back by the workshop's own decision: one broke, one is missing, one is a kindness. */
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { OrderDeps, ShopActor } from './deps.ts'
import { assertLeft, type GiveBack, giveBack, mergePieces, type Pieces, whatIsLeft } from './give-back.ts'
import { aboutOrder, piecesOf } from './order-facts.ts'
import { afterMove, beforeShipping } from './order-state.rules.ts'
import { orderCompleted, orderRefundFiled } from './orders.events.ts'
import { type LockedOrder, lockOrder, openReturn, setRefunded } from './orders.repository.ts'
import { actOn } from './shop-side.ts'
import { tellOrder } from './tell-orders.ts'

/** @throws NOT_FOUND when it is not theirs, INVALID_TRANSITION, REFUND_EXCEEDS_LINE */
export async function refundLines(
  deps: OrderDeps,
  input: { orderId: string; actor: ShopActor; lines: Pieces[]; restock: boolean; reason: string },
): Promise<void> {
  const pieces = mergePieces(input.lines)
  const { order, status } = await deps.database.transaction(async (tx) => {
    const locked = await lockOrder(tx, input.orderId)
    const by = await actOn(deps, tx, locked, input.actor, {
      action: 'order.lines-refunded',
      details: { reason: input.reason },
    })
    if (!locked || !afterMove(locked.status, 'refund-part')) throw platformErrors.INVALID_TRANSITION()
    // What the buyer is sending back is settled by that return.
    const open = await openReturn(tx, locked.id)
    assertLeft(locked, pieces, open?.lines)
    const before = beforeShipping(locked.status)
    const whole = isWhole(locked, pieces)
    const { refundCents, next } = await giveBackAndClose(deps, tx, locked, {
      pieces,
      shippingCents: whole && before ? locked.shippingCents : 0,
      restock: input.restock ? (before ? 'CANCEL' : 'RETURN') : null,
      // How many pieces went back before this refund tells it from every other one.
      reasonKey: `order-refund:${locked.id}:${locked.lines.reduce((sum, line) => sum + line.refundedQuantity, 0)}`,
      by,
      userId: input.actor.userId,
    })
    await deps.events.publish(tx, orderRefundFiled, {
      ...aboutOrder(locked),
      refundCents,
      pieces: piecesOf(pieces),
      whole,
      reason: input.reason,
    })
    return { order: locked, status: next }
  })
  await tellOrder(deps, order, status, input.restock)
}

/** Whether nothing of the order is left after these. */
export function isWhole(order: LockedOrder, pieces: Pieces[]): boolean {
  return piecesOf(whatIsLeft(order)) === piecesOf(pieces)
}

/** Gives back; an order of which nothing is left is REFUNDED. What of it is still the workshop's (its shipping) is due then. */
export async function giveBackAndClose(deps: OrderDeps, tx: Tx, order: LockedOrder, input: GiveBack) {
  const refundCents = await giveBack(deps, tx, order, input)
  if (!isWhole(order, input.pieces)) return { refundCents, next: order.status }
  const next = afterMove(order.status, 'refund-rest')
  if (!next) throw platformErrors.INVALID_TRANSITION()
  await setRefunded(tx, order)
  if (!beforeShipping(order.status) && !order.completedAt)
    await deps.events.publish(tx, orderCompleted, aboutOrder(order))
  return { refundCents, next }
}
