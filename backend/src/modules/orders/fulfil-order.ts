/** The workshop's way with an order: accepted, sent, handed over. */
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { addSeconds } from '../../platform/pure/time.ts'
import { normaliseCarrier, normaliseTracking } from './carriers.rules.ts'
import type { OrderDeps, ShopActor } from './deps.ts'
import { aboutOrder } from './order-facts.ts'
import { afterMove, type OrderMove } from './order-state.rules.ts'
import type { EventBy } from './order-events.rules.ts'
import { orderAccepted, orderDelivered, orderShipped } from './orders.events.ts'
import { addEvents, type LockedOrder, lockOrder, setAccepted, setDelivered, setShipped } from './orders.repository.ts'
import { actOn } from './shop-side.ts'
import { tellOrder } from './tell-orders.ts'

interface Step {
  orderId: string
  actor: ShopActor
}
type FulfilDeps = Pick<OrderDeps, 'database' | 'events' | 'stock' | 'orderChanged' | 'audit'>

const daySeconds = 86_400

async function step(
  deps: FulfilDeps,
  { orderId, actor }: Step,
  act: Parameters<typeof actOn>[4],
  moveOf: (order: LockedOrder) => OrderMove,
  write: (tx: Tx, order: LockedOrder, by: EventBy) => Promise<void>,
): Promise<void> {
  const { order, status } = await deps.database.transaction(async (tx) => {
    const locked = await lockOrder(tx, orderId)
    const by = await actOn(deps, tx, locked, actor, act)
    const next = locked && afterMove(locked.status, moveOf(locked))
    if (!locked || !next) throw platformErrors.INVALID_TRANSITION()
    await write(tx, locked, by)
    return { order: locked, status: next }
  })
  await tellOrder(deps, order, status, false)
}

/** @throws NOT_FOUND when it is not theirs, INVALID_TRANSITION */
export function acceptOrder(deps: FulfilDeps, input: Step): Promise<void> {
  return step(
    deps,
    input,
    { action: 'order.accepted' },
    () => 'accept',
    async (tx, order, by) => {
      await setAccepted(tx, order)
      await addEvents(tx, [{ orderId: order.id, kind: 'ACCEPTED', by, userId: input.actor.userId }])
      await deps.events.publish(tx, orderAccepted, aboutOrder(order))
    },
  )
}

/** What is fetched in person is not shipped. @throws NOT_FOUND when it is not theirs, INVALID_TRANSITION */
export function shipOrder(deps: FulfilDeps, input: Step & { carrier: string; trackingNumber: string }): Promise<void> {
  const parcel = {
    carrier: normaliseCarrier(input.carrier),
    trackingNumber: normaliseTracking(input.trackingNumber),
  }
  return step(
    deps,
    input,
    { action: 'order.shipped', details: parcel },
    (order) => {
      if (order.delivery === 'PICKUP') throw platformErrors.INVALID_TRANSITION()
      return 'ship'
    },
    async (tx, order, by) => {
      await setShipped(tx, order, parcel)
      await addEvents(tx, [{ orderId: order.id, kind: 'SHIPPED', by, userId: input.actor.userId, data: parcel }])
      await deps.events.publish(tx, orderShipped, { ...aboutOrder(order), ...parcel })
    },
  )
}

/** The buyer has it: the time for returns begins. @throws NOT_FOUND when it is not theirs, INVALID_TRANSITION */
export function deliverOrder(deps: FulfilDeps, input: Step): Promise<void> {
  return step(
    deps,
    input,
    { action: 'order.delivered' },
    (order) => (order.delivery === 'PICKUP' ? 'hand-over' : 'deliver'),
    async (tx, order, by) => {
      await setDelivered(tx, order)
      await addEvents(tx, [{ orderId: order.id, kind: 'DELIVERED', by, userId: input.actor.userId }])
      await deps.events.publish(tx, orderDelivered, {
        ...aboutOrder(order),
        returnableUntil: addSeconds(order.now, order.returnDays * daySeconds).toISOString(),
      })
    },
  )
}
