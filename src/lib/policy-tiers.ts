import type { CancellationPolicy } from '../../contracts/experiences.ts'

export type DatedTier = {
  /** The refund holds until this instant. */
  until: string
  refundPct: number
  past: boolean
}

/** A policy on the calendar of one slot: until when how much comes back. Tiers without a refund are left out. */
export function datedTiers(policy: Pick<CancellationPolicy, 'tiers'>, startsAt: string, now: number): DatedTier[] {
  return policy.tiers
    .filter((tier) => tier.refundPct > 0)
    .toSorted((a, b) => b.hoursBefore - a.hoursBefore)
    .map((tier) => {
      const until = Date.parse(startsAt) - tier.hoursBefore * 3_600_000
      return { until: new Date(until).toISOString(), refundPct: tier.refundPct, past: until <= now }
    })
}
