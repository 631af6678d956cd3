/** What a piece may cost, in centavos. */
export const leastPrice = 1000
export const mostPrice = 50_000_000

/** A price so many per cent higher, in whole pesos and within what a price may be: the same for who asks and who writes it. */
export function movedPrice(priceCents: number, percent: number): number {
  const moved = Math.round((priceCents * (100 + percent)) / 10_000) * 100
  return Math.min(mostPrice, Math.max(leastPrice, moved))
}
