/** What a code takes off, and off which lines. Who bears it stands on the line. */
import { bpsOf, splitByLargestRemainder } from '../../platform/pure/money.ts'

export interface DiscountTerms {
  kind: 'PERCENT' | 'AMOUNT'
  /** Basis points for PERCENT, centavos for AMOUNT. */
  value: number
  minimumCents: number
  startsAt: Date | null
  endsAt: Date | null
  maxUses: number | null
  maxPerUser: number | null
  used: number
  active: boolean
  /** Null: the platform's own code. */
  sellerId: string | null
}
/** A line of products, or (without a seller) the party of a slot. */
export interface Discountable {
  sellerId: string | null
  cents: number
}
export type DiscountProblem =
  | { kind: 'inactive' | 'not-yet' | 'over' | 'used-up' | 'used-by-you' | 'nothing-eligible' }
  | { kind: 'minimum'; missingCents: number }
export type Discounted =
  | { ok: true; cents: number /** In the order of the lines. */; parts: number[] }
  | { ok: false; problem: DiscountProblem }

export const noDiscount = (lines: readonly unknown[]): number[] => lines.map(() => 0)

/** A seller's code counts for that seller's lines; the platform's for all lines and parties. */
const isEligible = (terms: DiscountTerms, line: Discountable): boolean =>
  terms.sellerId === null || line.sellerId === terms.sellerId

function timeOrUse(terms: DiscountTerms, now: Date, usedByPerson: number): DiscountProblem | null {
  if (!terms.active) return { kind: 'inactive' }
  if (terms.startsAt && now < terms.startsAt) return { kind: 'not-yet' }
  if (terms.endsAt && now >= terms.endsAt) return { kind: 'over' }
  if (terms.maxUses !== null && terms.used >= terms.maxUses) return { kind: 'used-up' }
  if (terms.maxPerUser !== null && usedByPerson >= terms.maxPerUser) return { kind: 'used-by-you' }
  return null
}

/** Parts are whole centavos, none is negative or above its line, and they sum to the discount. */
export function discountOf(
  terms: DiscountTerms,
  lines: readonly Discountable[],
  { now, usedByPerson }: { now: Date; usedByPerson: number },
): Discounted {
  const weights = lines.map((line) => (isEligible(terms, line) ? line.cents : 0))
  const eligibleCents = weights.reduce((sum, cents) => sum + cents, 0)
  const problem = timeOrUse(terms, now, usedByPerson)
  if (problem) return { ok: false, problem }
  if (eligibleCents === 0) return { ok: false, problem: { kind: 'nothing-eligible' } }
  if (eligibleCents < terms.minimumCents)
    return { ok: false, problem: { kind: 'minimum', missingCents: terms.minimumCents - eligibleCents } }
  const cents = terms.kind === 'PERCENT' ? bpsOf(eligibleCents, terms.value) : Math.min(terms.value, eligibleCents)
  return { ok: true, cents, parts: splitByLargestRemainder(cents, weights) }
}
