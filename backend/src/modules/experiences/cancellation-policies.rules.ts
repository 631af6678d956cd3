import type { CancellationTier, cancellationPolicyKeys } from '../../../../contracts/experiences.ts'

export type CancellationPolicyKey = (typeof cancellationPolicyKeys)[number]

/** As it is stored on a listing and frozen on a booking: both languages. */
export interface StoredCancellationPolicy {
  key: string
  summary: { es: string; en: string }
  tiers: CancellationTier[]
}

/** What a host may choose from. A change here reaches listings when they are edited next and never a booking. */
export const cancellationPolicies: Record<CancellationPolicyKey, StoredCancellationPolicy> = {
  flexible: {
    key: 'flexible',
    summary: {
      es: 'Reembolso total hasta 24 horas antes del inicio.',
      en: 'Full refund up to 24 hours before start.',
    },
    tiers: [
      { hoursBefore: 24, refundPct: 100 },
      { hoursBefore: 0, refundPct: 0 },
    ],
  },
  moderate: {
    key: 'moderate',
    summary: {
      es: 'Reembolso total hasta 5 días antes; 50 % hasta 24 horas antes.',
      en: 'Full refund up to 5 days before; 50% up to 24 hours before.',
    },
    tiers: [
      { hoursBefore: 120, refundPct: 100 },
      { hoursBefore: 24, refundPct: 50 },
      { hoursBefore: 0, refundPct: 0 },
    ],
  },
  strict: {
    key: 'strict',
    summary: {
      es: '50 % hasta 7 días antes; después no hay reembolso, salvo cancelación del anfitrión.',
      en: '50% up to 7 days before; no refund after that unless the host cancels.',
    },
    tiers: [
      { hoursBefore: 168, refundPct: 50 },
      { hoursBefore: 0, refundPct: 0 },
    ],
  },
}
