/** What time does to orders: everything overdue, whenever it runs, each order by itself. */
import type { OrderDeps } from './deps.ts'
import { cancelPaid } from './cancel-order.ts'
import { aboutOrder } from './order-facts.ts'
import { orderCompleted } from './orders.events.ts'
import { overdueOrders } from './orders.queries.ts'
import { addEvents, lockCompletable, lockIfNotAccepted, setCompleted } from './orders.repository.ts'
import { tellOrder } from './tell-orders.ts'

const batch = 100

/** Paid orders that nobody accepted in time are cancelled and refunded. Another sweeper passes over what this one has in hand. */
export async function cancelNotAccepted(deps: OrderDeps): Promise<number> {
  let total = 0
  for (;;) {
    const ids = await overdueOrders(deps.database.read, batch)
    let cancelled = 0
    for (const id of ids) if (await cancelQuietly(deps, id)) cancelled += 1
    total += cancelled
    // What could not be cancelled is tried again by the next run.
    if (ids.length < batch || cancelled === 0) break
  }
  if (total > 0) deps.logger.info({ cancelled: total }, 'orders nobody accepted')
  return total
}

async function cancelQuietly(deps: OrderDeps, orderId: string): Promise<boolean> {
  try {
    const order = await deps.database.transaction(async (tx) => {
      const locked = await lockIfNotAccepted(tx, orderId)
      if (locked) await cancelPaid(deps, tx, locked, { reason: 'NOT_ACCEPTED', by: 'SYSTEM', userId: null, note: null })
      return locked
    })
    if (order) await tellOrder(deps, order, 'CANCELLED', true)
    return order !== null
  } catch (error) {
    deps.logger.error({ err: error, orderId }, 'an order nobody accepted could not be cancelled')
    return false
  }
}

/** Delivered, and the time for returns is over with none open. */
export async function completeOrders(deps: OrderDeps): Promise<number> {
  let total = 0
  for (;;) {
    const done = await deps.database.transaction(async (tx) => {
      const orders = await lockCompletable(tx, batch)
      if (orders.length === 0) return orders
      await setCompleted(tx, orders)
      await addEvents(
        tx,
        orders.map(({ id }) => ({ orderId: id, kind: 'COMPLETED' as const, by: 'SYSTEM' as const })),
      )
      for (const order of orders) await deps.events.publish(tx, orderCompleted, aboutOrder(order))
      return orders
    })
    total += done.length
    for (const order of done) await tellOrder(deps, order, order.status, false)
    if (done.length < batch) break
  }
  if (total > 0) deps.logger.info({ completed: total }, 'orders completed')
  return total
}
