/** What events say of an order, whatever happened to it. */
import type { LockedOrder } from './orders.repository.ts'

export function aboutOrder(order: LockedOrder) {
  return {
    orderId: order.id,
    code: order.code,
    checkoutId: order.checkoutId,
    userId: order.userId,
    sellerId: order.sellerId,
    sellerUserId: order.sellerUserId,
    sellerName: order.sellerName,
  }
}

export const piecesOf = (lines: { quantity: number }[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0)
