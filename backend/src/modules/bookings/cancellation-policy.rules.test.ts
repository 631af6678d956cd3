import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quoteCancellation } from './cancellation-policy.rules.ts'

const startsAt = new Date('2027-07-19T16:00:00.000Z')
const before = (hours: number, extraMs = 0) => new Date(startsAt.getTime() - hours * 3_600_000 + extraMs)
const moderate = [
  { hoursBefore: 24, refundPct: 50 },
  { hoursBefore: 120, refundPct: 100 },
  { hoursBefore: 0, refundPct: 0 },
]

describe('quoteCancellation', () => {
  test('the tier holds to its very hour and ends a millisecond later', () => {
    const quote = (now: Date) => quoteCancellation({ tiers: moderate, startsAt, now, totalCents: 65_001 })
    expect(quote(before(120))).toEqual({ refundPct: 100, refundCents: 65_001, validUntil: before(120) })
    expect(quote(before(120, 1))).toEqual({ refundPct: 50, refundCents: 32_501, validUntil: before(24) })
    expect(quote(before(24, 1))).toEqual({ refundPct: 0, refundCents: 0, validUntil: null })
    expect(quote(before(-1))).toEqual({ refundPct: 0, refundCents: 0, validUntil: null })
  })

  test('a policy whose last tier gives something does not get worse before the start', () => {
    expect(
      quoteCancellation({ tiers: [{ hoursBefore: 0, refundPct: 50 }], startsAt, now: before(1), totalCents: 100 })
        .validUntil,
    ).toBeNull()
  })

  test('never more than was paid, never less than nothing, never better by waiting', () => {
    const tiers = fc
      .array(
        fc.record({ hoursBefore: fc.integer({ min: 0, max: 400 }), refundPct: fc.integer({ min: 0, max: 100 }) }),
        { minLength: 1, maxLength: 5 },
      )
      .map((list) => list.toSorted((a, b) => b.hoursBefore - a.hoursBefore))
      .filter((list) =>
        list.every((tier, index) => index === 0 || tier.refundPct <= (list[index - 1]?.refundPct ?? 100)),
      )
    fc.assert(
      fc.property(
        tiers,
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        (list, hours, waited, totalCents) => {
          const early = quoteCancellation({ tiers: list, startsAt, now: before(hours), totalCents })
          const late = quoteCancellation({ tiers: list, startsAt, now: before(hours - waited), totalCents })
          expect(early.refundCents).toBeGreaterThanOrEqual(0)
          expect(early.refundCents).toBeLessThanOrEqual(totalCents)
          expect(late.refundCents).toBeLessThanOrEqual(early.refundCents)
        },
      ),
    )
  })
})
