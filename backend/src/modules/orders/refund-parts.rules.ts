/** What pieces of an order cost whom, to the centavo: all parts of a line sum to the line. */
import { splitByLargestRemainder } from '../../platform/pure/money.ts'

export interface PricedLine {
  quantity: number
  unitPriceCents: number
  /** Of the whole line, by who bears it. */
  platformDiscountCents: number
  sellerDiscountCents: number
  commissionCents: number
}

/** None is negative. */
export interface Part {
  priceCents: number
  platformDiscountCents: number
  sellerDiscountCents: number
  commissionCents: number
  /** What the buyer paid for it: price less both discounts. */
  paidCents: number
}

export const noPart: Part = {
  priceCents: 0,
  platformDiscountCents: 0,
  sellerDiscountCents: 0,
  commissionCents: 0,
  paidCents: 0,
}

export function addParts(parts: Part[]): Part {
  return parts.reduce(
    (sum, part) => ({
      priceCents: sum.priceCents + part.priceCents,
      platformDiscountCents: sum.platformDiscountCents + part.platformDiscountCents,
      sellerDiscountCents: sum.sellerDiscountCents + part.sellerDiscountCents,
      commissionCents: sum.commissionCents + part.commissionCents,
      paidCents: sum.paidCents + part.paidCents,
    }),
    noPart,
  )
}

/**
 * The pieces `from` (0 is the first) to `from + count` of a line. Centavos that do not divide go to the first pieces,
 * so a line refunded in any number of steps gives back exactly what was paid.
 * The discounts are split together first: no piece is discounted by more than it costs.
 */
export function partOf(line: PricedLine, from: number, count: number): Part {
  const pieces = Array.from({ length: line.quantity }, () => 1)
  const sumOf = (cents: number) =>
    splitByLargestRemainder(cents, pieces)
      .slice(from, from + count)
      .reduce((sum, part) => sum + part, 0)
  const discountCents = sumOf(line.platformDiscountCents + line.sellerDiscountCents)
  const platformDiscountCents = sumOf(line.platformDiscountCents)
  const priceCents = line.unitPriceCents * count
  return {
    priceCents,
    platformDiscountCents,
    sellerDiscountCents: discountCents - platformDiscountCents,
    commissionCents: sumOf(line.commissionCents),
    paidCents: priceCents - discountCents,
  }
}
