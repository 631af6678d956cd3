import type { OrderItem, SellerOrder } from '../../contracts/orders.ts'

type Line = Pick<OrderItem, 'quantity' | 'unitPrice' | 'discount' | 'refundedQuantity' | 'refunded'>

export const piecesLeft = ({ quantity, refundedQuantity }: Pick<OrderItem, 'quantity' | 'refundedQuantity'>): number =>
  quantity - refundedQuantity

/** Centavos that so many more pieces of a line bring back: what was paid for them, the discount shared piece by piece. */
export function amountFor(line: Line, pieces: number): number {
  const left = piecesLeft(line)
  if (pieces <= 0 || left <= 0) return 0
  const paid = line.unitPrice.amount * line.quantity - line.discount.amount
  const rest = paid - line.refunded.amount
  // The last pieces bring whatever is left, so that all parts sum to the line.
  return pieces >= left ? rest : Math.floor((rest * pieces) / left)
}

/**
 * Centavos that go back with so many pieces of each line (by its id). With the last piece of what has not left the workshop
 * its shipping goes back too; `withShipping` says that it does.
 */
export function refundFor(
  { items, status, shipping }: Pick<SellerOrder, 'items' | 'status' | 'shipping'>,
  chosen: Readonly<Record<string, number>>,
): { amount: number; withShipping: boolean } {
  const pieces = items.reduce((sum, item) => sum + amountFor(item, chosen[item.lineId] ?? 0), 0)
  const isWhole = items.every((item) => (chosen[item.lineId] ?? 0) >= piecesLeft(item))
  const withShipping = isWhole && (status === 'PAID' || status === 'PROCESSING') && shipping.amount > 0
  return { amount: pieces + (withShipping ? shipping.amount : 0), withShipping }
}
