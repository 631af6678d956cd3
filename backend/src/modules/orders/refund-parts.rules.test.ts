import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addParts, partOf, type PricedLine } from './refund-parts.rules.ts'

const line = fc
  .record({
    quantity: fc.integer({ min: 1, max: 40 }),
    unitPriceCents: fc.integer({ min: 0, max: 2_000_000 }),
    platform: fc.double({ min: 0, max: 1, noNaN: true }),
    seller: fc.double({ min: 0, max: 1, noNaN: true }),
    commission: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ quantity, unitPriceCents, platform, seller, commission }): PricedLine => {
    const whole = quantity * unitPriceCents
    const platformDiscountCents = Math.floor(whole * platform)
    return {
      quantity,
      unitPriceCents,
      platformDiscountCents,
      sellerDiscountCents: Math.floor((whole - platformDiscountCents) * seller),
      commissionCents: Math.floor(whole * commission),
    }
  })

test('a line given back in any steps gives back the whole line, and no part is negative', () => {
  fc.assert(
    fc.property(line, fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 40 }), (given, steps) => {
      const parts = []
      let done = 0
      for (const step of [...steps, given.quantity]) {
        const count = Math.min(step, given.quantity - done)
        parts.push(partOf(given, done, count))
        done += count
      }
      const paid = given.quantity * given.unitPriceCents - given.platformDiscountCents - given.sellerDiscountCents
      expect(addParts(parts)).toEqual({
        priceCents: given.quantity * given.unitPriceCents,
        platformDiscountCents: given.platformDiscountCents,
        sellerDiscountCents: given.sellerDiscountCents,
        commissionCents: given.commissionCents,
        paidCents: paid,
      })
      for (const part of parts) for (const cents of Object.values(part)) expect(cents).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('two discounts that do not divide never take more off a piece than it costs', () => {
  const given = { quantity: 2, unitPriceCents: 1, platformDiscountCents: 1, sellerDiscountCents: 1, commissionCents: 0 }
  expect([partOf(given, 0, 1).paidCents, partOf(given, 1, 1).paidCents]).toEqual([0, 0])
})
