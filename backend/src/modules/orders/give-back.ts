/** Pieces of a paid order are given back: lines, refund, shelf and story, in the caller's transaction under the order's lock. */
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Share } from '../ledger/index.ts'
import type { OrderDeps } from './deps.ts'
import { piecesOf } from './order-facts.ts'
import type { EventBy } from './order-events.rules.ts'
import { orderErrors } from './orders.errors.ts'
import { addEvents, addRefund, type LockedLine, type LockedOrder } from './orders.repository.ts'
import { addParts, partOf } from './refund-parts.rules.ts'

export interface Pieces {
  lineId: string
  quantity: number
}

/** The same line named twice is one wish. */
export function mergePieces(pieces: readonly Pieces[]): Pieces[] {
  const byLine = new Map<string, number>()
  for (const { lineId, quantity } of pieces) byLine.set(lineId, (byLine.get(lineId) ?? 0) + quantity)
  return [...byLine].map(([lineId, quantity]) => ({ lineId, quantity }))
}

export const leftOf = (line: LockedLine): number => line.quantity - line.refundedQuantity

/** Everything that was not given back yet. */
export const whatIsLeft = (order: LockedOrder): Pieces[] =>
  order.lines.map((line) => ({ lineId: line.id, quantity: leftOf(line) })).filter(({ quantity }) => quantity > 0)

/**
 * @param spokenFor pieces that an open return already names
 * @throws NOT_FOUND for a line of another order, REFUND_EXCEEDS_LINE
 */
export function assertLeft(order: LockedOrder, wanted: Pieces[], spokenFor: readonly Pieces[] = []): void {
  for (const { lineId, quantity } of wanted) {
    const line = order.lines.find(({ id }) => id === lineId)
    if (!line) throw platformErrors.NOT_FOUND()
    const taken = spokenFor.find((other) => other.lineId === lineId)?.quantity ?? 0
    const left = leftOf(line) - taken
    if (quantity > left) throw orderErrors.REFUND_EXCEEDS_LINE({ params: { left, asked: quantity } })
  }
}

export interface GiveBack {
  /** Merged and checked. */
  pieces: Pieces[]
  /** Goes back with the last piece, before it was used. */
  shippingCents: number
  /** How the pieces come back to the shelf; null when they do not. */
  restock: 'CANCEL' | 'RETURN' | null
  /** Once per purchase: names the refund. */
  reasonKey: string
  by: EventBy
  userId: string | null
}

/**
 * Pieces go back to the shelf before the payment is locked: nobody waits for pieces of an order while holding its payment,
 * because the purchase's lock covers its orders; and the ledger, written with the refund, comes last.
 * @returns what goes back to the buyer, in centavos
 */
export async function giveBack(
  deps: Pick<OrderDeps, 'payments' | 'stock' | 'ledger'>,
  tx: Tx,
  order: LockedOrder,
  input: GiveBack,
): Promise<number> {
  const parts = input.pieces.map(({ lineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineId)
    if (!line) throw new Error(`line ${lineId} is not of order ${order.id}`)
    return { line, quantity, part: partOf(line, line.refundedQuantity, quantity) }
  })
  const sum = addParts(parts.map(({ part }) => part))
  const refundCents = sum.paidCents + input.shippingCents
  await addRefund(tx, order, {
    lines: parts.map(({ line, quantity, part }) => ({ lineId: line.id, quantity, cents: part.paidCents })),
    shippingCents: input.shippingCents,
    restocked: input.restock !== null,
  })
  if (input.restock) {
    const back = parts.map(({ line, quantity }) => ({ variantId: line.variantId, quantity, orderLineId: line.id }))
    await deps.stock.restock(tx, back, input.restock)
  }
  await fileRefund(deps, tx, order, input, refundCents, {
    payeeId: order.sellerId,
    subjectType: 'order',
    subjectId: order.id,
    priceCents: sum.priceCents,
    platformDiscountCents: sum.platformDiscountCents,
    payeeDiscountCents: sum.sellerDiscountCents,
    shippingCents: input.shippingCents,
    commissionCents: sum.commissionCents,
  })
  if (refundCents > 0) {
    const data = { amountCents: refundCents, pieces: piecesOf(input.pieces) }
    await addEvents(tx, [{ orderId: order.id, kind: 'REFUND_FILED', by: input.by, userId: input.userId, data }])
  }
  return refundCents
}

/** The charge that pays for the purchase is the one with most of it left: another one was a mistake and went back whole. */
async function fileRefund(
  deps: Pick<OrderDeps, 'payments' | 'ledger'>,
  tx: Tx,
  order: LockedOrder,
  input: GiveBack,
  amountCents: number,
  share: Share,
): Promise<void> {
  const paid = (await deps.payments.ofPayable(tx, 'checkout', order.checkoutId))
    .filter((payment) => payment.status === 'SUCCEEDED')
    .toSorted((a, b) => b.capturedCents - b.refundedCents - (a.capturedCents - a.refundedCents))[0]
  if (paid) {
    await deps.payments.fileRefund(tx, {
      paymentId: paid.id,
      reasonKey: input.reasonKey,
      amountCents,
      requestedBy: input.userId,
      shares: [share],
    })
    return
  }
  if (amountCents > 0) throw new Error(`order ${order.id} is paid without a charge`)
  // A discount of the platform paid for all of it: there is nothing to refund, and the workshop keeps nothing either.
  await deps.ledger.takenBack(tx, { key: input.reasonKey, paymentId: null, shares: [share] })
}
