/** Pieces on their way back: the buyer asks in time, the workshop or staff decide, the money goes back when they arrive. */
import type { OrderReturn } from '../../../../contracts/orders.ts'
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { addSeconds } from '../../platform/pure/time.ts'
import type { OrderDeps, ShopActor } from './deps.ts'
import { assertLeft, mergePieces, type Pieces } from './give-back.ts'
import { aboutOrder, piecesOf } from './order-facts.ts'
import { afterMove } from './order-state.rules.ts'
import { afterReturnMove, type ReturnMove } from './return-state.rules.ts'
import type { EventBy } from './order-events.rules.ts'
import { orderErrors } from './orders.errors.ts'
import { orderReturnChanged } from './orders.events.ts'
import {
  addEvents,
  findReturn,
  insertReturn,
  type LockedOrder,
  lockOrder,
  openReturn,
  type ReturnRow,
  setReturnStatus,
} from './orders.repository.ts'
import { giveBackAndClose } from './refund-lines.ts'
import { actOn } from './shop-side.ts'
import { tellOrder } from './tell-orders.ts'

const daySeconds = 86_400

/**
 * @throws NOT_FOUND when it is not theirs, INVALID_TRANSITION before delivery, RETURN_WINDOW_CLOSED, RETURN_ALREADY_OPEN,
 *   REFUND_EXCEEDS_LINE
 */
export async function requestReturn(
  deps: OrderDeps,
  input: { orderId: string; userId: string; lines: Pieces[]; reason: string },
): Promise<void> {
  const pieces = mergePieces(input.lines)
  const order = await deps.database.transaction(async (tx) => {
    const locked = await lockOrder(tx, input.orderId)
    if (locked?.userId !== input.userId) throw platformErrors.NOT_FOUND()
    if (!locked.deliveredAt || !afterMove(locked.status, 'request-return')) throw platformErrors.INVALID_TRANSITION()
    const until = addSeconds(locked.deliveredAt, locked.returnDays * daySeconds)
    if (locked.completedAt || locked.now >= until) throw orderErrors.RETURN_WINDOW_CLOSED()
    if (await openReturn(tx, locked.id)) throw orderErrors.RETURN_ALREADY_OPEN()
    assertLeft(locked, pieces)
    const returnId = await insertReturn(tx, { orderId: locked.id, lines: pieces, reason: input.reason })
    await told(deps, tx, locked, {
      returnId,
      status: 'REQUESTED',
      lines: pieces,
      by: 'BUYER',
      userId: input.userId,
      note: input.reason,
    })
    return locked
  })
  await tellOrder(deps, order, order.status, false)
}

/** The buyer keeps the pieces after all. @throws NOT_FOUND when it is not theirs, INVALID_TRANSITION */
export async function withdrawReturn(
  deps: OrderDeps,
  input: { orderId: string; returnId: string; userId: string },
): Promise<void> {
  const order = await deps.database.transaction(async (tx) => {
    const locked = await lockOrder(tx, input.orderId)
    if (locked?.userId !== input.userId) throw platformErrors.NOT_FOUND()
    const { row, next } = await moving(tx, locked.id, input.returnId, 'withdraw')
    await setReturnStatus(tx, row, next)
    await told(deps, tx, locked, {
      returnId: row.id,
      status: next,
      lines: row.lines,
      by: 'BUYER',
      userId: input.userId,
      note: null,
    })
    return locked
  })
  await tellOrder(deps, order, order.status, false)
}

/** @throws NOT_FOUND when it is not theirs, INVALID_TRANSITION */
export async function decideReturn(
  deps: OrderDeps,
  input: { orderId: string; returnId: string; actor: ShopActor; accept: boolean; note: string | null },
): Promise<void> {
  const order = await deps.database.transaction(async (tx) => {
    const locked = await lockOrder(tx, input.orderId)
    const by = await actOn(deps, tx, locked, input.actor, {
      action: input.accept ? 'order.return-accepted' : 'order.return-refused',
      details: { reason: input.note },
    })
    if (!locked) throw platformErrors.NOT_FOUND()
    const { row, next } = await moving(tx, locked.id, input.returnId, input.accept ? 'accept' : 'refuse')
    const { userId } = input.actor
    await setReturnStatus(tx, row, next, { by: userId, note: input.note })
    await told(deps, tx, locked, { returnId: row.id, status: next, lines: row.lines, by, userId, note: input.note })
    return locked
  })
  await tellOrder(deps, order, order.status, false)
}

/**
 * The pieces are at the workshop: what was paid for them goes back; they are on the shelf again only if they can be sold again.
 * @throws NOT_FOUND when it is not theirs, INVALID_TRANSITION
 */
export async function receiveReturn(
  deps: OrderDeps,
  input: { orderId: string; returnId: string; actor: ShopActor; restock: boolean },
): Promise<void> {
  const { order, status } = await deps.database.transaction(async (tx) => {
    const locked = await lockOrder(tx, input.orderId)
    const by = await actOn(deps, tx, locked, input.actor, { action: 'order.return-received' })
    if (!locked) throw platformErrors.NOT_FOUND()
    const { row, next } = await moving(tx, locked.id, input.returnId, 'receive')
    const { userId } = input.actor
    await setReturnStatus(tx, row, next)
    const { refundCents, next: orderStatus } = await giveBackAndClose(deps, tx, locked, {
      pieces: row.lines,
      shippingCents: 0,
      restock: input.restock ? 'RETURN' : null,
      reasonKey: `order-return:${row.id}`,
      by,
      userId,
    })
    await told(deps, tx, locked, {
      returnId: row.id,
      status: next,
      lines: row.lines,
      by,
      userId,
      note: null,
      refundCents,
    })
    return { order: locked, status: orderStatus }
  })
  await tellOrder(deps, order, status, input.restock)
}

/** @throws NOT_FOUND for another order's return, INVALID_TRANSITION */
async function moving(tx: Tx, orderId: string, returnId: string, move: ReturnMove) {
  const row = await findReturn(tx, orderId, returnId)
  if (!row) throw platformErrors.NOT_FOUND()
  const next = afterReturnMove(row.status, move)
  if (!next) throw platformErrors.INVALID_TRANSITION()
  return { row, next }
}

async function told(
  deps: Pick<OrderDeps, 'events'>,
  tx: Tx,
  order: LockedOrder,
  facts: {
    returnId: string
    status: OrderReturn['status']
    lines: ReturnRow['lines']
    by: EventBy
    userId: string
    note: string | null
    refundCents?: number
  },
): Promise<void> {
  const pieces = piecesOf(facts.lines)
  await addEvents(tx, [
    {
      orderId: order.id,
      kind: `RETURN_${facts.status}`,
      by: facts.by,
      userId: facts.userId,
      data: { returnId: facts.returnId, pieces },
    },
  ])
  await deps.events.publish(tx, orderReturnChanged, {
    ...aboutOrder(order),
    returnId: facts.returnId,
    status: facts.status,
    pieces,
    refundCents: facts.refundCents ?? 0,
    note: facts.note,
  })
}
