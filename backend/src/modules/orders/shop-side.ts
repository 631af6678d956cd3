/** Whose order it is on the selling side, and what staff do there in the workshop's place. */
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { OrderDeps, ShopActor } from './deps.ts'
import type { LockedOrder } from './orders.repository.ts'

/** As the audit log tells it. */
interface Act {
  action: `order.${string}`
  details?: Record<string, string | null>
}

/**
 * What is done under the order's lock, in the same transaction: an act of staff is in the audit log or did not happen.
 * @throws NOT_FOUND for another workshop's order, and for one that was never paid: sellers do not see those
 */
export async function actOn(
  deps: Pick<OrderDeps, 'audit'>,
  tx: Tx,
  order: LockedOrder | null,
  actor: ShopActor,
  { action, details = {} }: Act,
): Promise<'SELLER' | 'STAFF'> {
  if (order?.paidAt && order.sellerId === actor.sellerId) return 'SELLER'
  if (!order?.paidAt || !actor.isStaff) throw platformErrors.NOT_FOUND()
  const { userId: actorId, ipAddress } = actor
  await deps.audit(tx, { actorId, action, subject: `order:${order.id}`, details, ipAddress })
  return 'STAFF'
}
