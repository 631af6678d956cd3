/** Money is an integer number of centavos; splits always sum to the whole. */

export interface MoneyValue {
  amount: number
  currency: 'MXN'
}

export function pesos(amountCents: number): MoneyValue {
  return { amount: amountCents, currency: 'MXN' }
}

/** `percent` of `cents`, rounded half up to a centavo. */
export function percentOf(cents: number, percent: number): number {
  return Math.floor((cents * percent + 50) / 100)
}

/** Basis points (1/10,000) of `cents`, rounded half up to a centavo. */
export function bpsOf(cents: number, bps: number): number {
  return Number((BigInt(cents) * BigInt(bps) + 5000n) / 10000n)
}

/**
 * Splits `totalCents` by weight with the largest remainder: parts are integers and sum to the whole.
 * All-zero weights split evenly. Ties go to the earlier part.
 */
export function splitByLargestRemainder(totalCents: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return []
  const sum = weights.reduce((a, b) => a + b, 0)
  const effective = sum === 0 ? weights.map(() => 1) : weights
  const whole = BigInt(sum === 0 ? weights.length : sum)
  const parts = effective.map((weight, index) => {
    const product = BigInt(totalCents) * BigInt(weight)
    return { index, floor: Number(product / whole), rest: product % whole }
  })
  let left = totalCents - parts.reduce((a, part) => a + part.floor, 0)
  for (const part of parts.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))) {
    if (left === 0) break
    part.floor += 1
    left -= 1
  }
  return parts.map((part) => part.floor)
}
