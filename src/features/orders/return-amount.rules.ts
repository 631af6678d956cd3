import type { OrderItem } from '../../../contracts/orders.ts'

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
