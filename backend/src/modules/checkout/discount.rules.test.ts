import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitByLargestRemainder } from '../../platform/pure/money.ts'
import { type DiscountTerms, discountOf } from './discount.rules.ts'

const now = new Date('2027-07-19T12:00:00Z')
const terms: DiscountTerms = {
  kind: 'PERCENT',
  value: 1000,
  minimumCents: 0,
  startsAt: null,
  endsAt: null,
  maxUses: null,
  maxPerUser: null,
  used: 0,
  active: true,
  sellerId: null,
}
const lines = [
  { sellerId: 'a', cents: 10_000 },
  { sellerId: 'b', cents: 20_000 },
  { sellerId: null, cents: 30_000 },
]
const once = { now, usedByPerson: 0 }

describe('what a code takes off', () => {
  test('the platform’s off everything, a seller’s off that seller’s lines', () => {
    expect(discountOf(terms, lines, once)).toEqual({ ok: true, cents: 6000, parts: [1000, 2000, 3000] })
    expect(discountOf({ ...terms, sellerId: 'b' }, lines, once)).toEqual({ ok: true, cents: 2000, parts: [0, 2000, 0] })
  })
  test('an amount is never more than what it is for', () => {
    const amount = { ...terms, kind: 'AMOUNT' as const, value: 25_000 }
    expect(discountOf({ ...amount, sellerId: 'a' }, lines, once)).toMatchObject({ cents: 10_000 })
    expect(discountOf(amount, lines, once)).toMatchObject({ cents: 25_000 })
  })
  test.each([
    [{ active: false }, 'inactive'],
    [{ startsAt: new Date('2027-07-20T00:00:00Z') }, 'not-yet'],
    [{ endsAt: now }, 'over'],
    [{ maxUses: 3, used: 3 }, 'used-up'],
    [{ maxPerUser: 1 }, 'used-by-you'],
    [{ sellerId: 'c' }, 'nothing-eligible'],
  ] as const)('%o does not count: %s', (change, kind) => {
    expect(discountOf({ ...terms, ...change }, lines, { now, usedByPerson: 1 })).toEqual({
      ok: false,
      problem: { kind },
    })
  })
  test('below its minimum it says how much is missing; at the minimum it counts', () => {
    const from = { ...terms, minimumCents: 60_001 }
    expect(discountOf(from, lines, once)).toEqual({ ok: false, problem: { kind: 'minimum', missingCents: 1 } })
    expect(discountOf({ ...from, minimumCents: 60_000 }, lines, once)).toMatchObject({ ok: true })
  })
})

test('splits sum to the whole in whole units of any currency, none negative, none above its weight', () => {
  fc.assert(
    fc.property(
      // Units per whole: yen, peso, dinar.
      fc.constantFrom(0, 2, 3),
      fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (exponent, amounts, share) => {
        const weights = amounts.map((amount) => amount * 10 ** exponent)
        const whole = weights.reduce((sum, weight) => sum + weight, 0)
        fc.pre(whole > 0)
        const total = Math.floor(whole * share)
        const parts = splitByLargestRemainder(total, weights)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total)
        for (const [at, part] of parts.entries()) {
          expect(Number.isInteger(part)).toBe(true)
          expect(part).toBeGreaterThanOrEqual(0)
          expect(part).toBeLessThanOrEqual(weights[at] as number)
          expect(Math.abs(part - (total * (weights[at] as number)) / whole)).toBeLessThan(1)
        }
      },
    ),
  )
})
