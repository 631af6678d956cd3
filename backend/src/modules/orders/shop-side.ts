/** Whose order it is on the selling side. */
import { platformErrors } from '../../platform/errors.ts'
import type { ShopActor } from './deps.ts'
import type { LockedOrder } from './orders.repository.ts'

/** @throws NOT_FOUND for another workshop's order, and for one that was never paid: sellers do not see those */
export function shopSideOf(order: LockedOrder | null, actor: ShopActor): 'SELLER' | 'STAFF' {
  if (order?.paidAt && order.sellerId === actor.sellerId) return 'SELLER'
  if (order?.paidAt && actor.isStaff) return 'STAFF'
  throw platformErrors.NOT_FOUND()
}
