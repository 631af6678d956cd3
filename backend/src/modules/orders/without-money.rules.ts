/** An order as a helper of the workshop reads it: what to pack and where it goes, and no amount anywhere. */
import type { FulfilOrder, SellerOrder } from '../../../../contracts/orders.ts'

/** Their sentences name amounts. */
const aboutMoney = new Set(['REFUND_FILED', 'REFUNDED', 'REFUND_FAILED'])
const helperActions = new Set<SellerOrder['actions'][number]>(['PROCESS', 'SHIP', 'DELIVER'])

export function withoutMoney(order: SellerOrder): FulfilOrder {
  const {
    subtotal: _subtotal,
    discount: _discount,
    shipping: _shipping,
    total: _total,
    refunded: _refunded,
    commission: _commission,
    sellerShare: _sellerShare,
    items,
    ...rest
  } = order
  return {
    ...rest,
    items: items.map(({ unitPrice: _unitPrice, discount: _itemDiscount, refunded: _itemRefunded, ...item }) => item),
    timeline: order.timeline.filter(({ kind }) => !aboutMoney.has(kind)),
    actions: order.actions.filter((action) => helperActions.has(action)),
  }
}
