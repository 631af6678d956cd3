import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bpsOf, percentOf, splitByLargestRemainder } from './money.ts'

test('parts always sum to the whole and none strays a centavo from its share', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 }),
      (total, weights) => {
        const parts = splitByLargestRemainder(total, weights)
        const sum = weights.reduce((a, b) => a + b, 0)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        if (sum > 0)
          parts.forEach((part, index) => expect(Math.abs(part - (total * (weights[index] ?? 0)) / sum)).toBeLessThan(1))
      },
    ),
  )
})

test('shares round half up', () => {
  expect(percentOf(65_001, 50)).toBe(32_501)
  expect(bpsOf(65_000, 1600)).toBe(10_400)
  expect(bpsOf(1, 5000)).toBe(1)
})
