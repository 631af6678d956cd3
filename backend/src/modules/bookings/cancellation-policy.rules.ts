/** What a guest gets back, by the policy frozen on the booking. */
import { percentOf } from '../../platform/pure/money.ts'
import { hourMs, hoursBetween } from '../../platform/pure/time.ts'

export interface Tier {
  /** Hours before the start until which the tier holds, inclusive. */
  hoursBefore: number
  refundPct: number
}

export interface Quote {
  refundPct: number
  refundCents: number
  /** When the next, worse tier begins; null when there is none before the start. */
  validUntil: Date | null
}

/**
 * The first tier (most hours first) whose hours are still ahead decides; none, or a start already past, gives nothing.
 * Amounts round half up to a centavo.
 */
export function quoteCancellation(input: {
  tiers: readonly Tier[]
  startsAt: Date
  now: Date
  totalCents: number
}): Quote {
  const ahead = hoursBetween(input.now, input.startsAt)
  if (ahead < 0) return { refundPct: 0, refundCents: 0, validUntil: null }
  const sorted = input.tiers.toSorted((a, b) => b.hoursBefore - a.hoursBefore)
  const index = sorted.findIndex((tier) => ahead >= tier.hoursBefore)
  const tier = sorted[index]
  if (!tier) return { refundPct: 0, refundCents: 0, validUntil: null }
  const worse = sorted.slice(index + 1).some((next) => next.refundPct < tier.refundPct)
  return {
    refundPct: tier.refundPct,
    refundCents: percentOf(input.totalCents, tier.refundPct),
    validUntil: worse ? new Date(input.startsAt.getTime() - tier.hoursBefore * hourMs) : null,
  }
}
