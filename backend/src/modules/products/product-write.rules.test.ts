import { expect, test } from 'vitest'
import { ageRestrictedOf, freeSkus, priceFrom, variantProblem } from './product-write.rules.ts'

const price = { amount: 5000 }
const known = [
  { id: 'a', sku: 'V1', active: true, priceCents: 5000 },
  { id: 'b', sku: 'V2', active: false, priceCents: 4000 },
]

test('mezcal is for adults, and so is what its seller says', () => {
  expect(ageRestrictedOf({ category: 'MEZCAL', ageRestricted: false })).toBe(true)
  expect(ageRestrictedOf({ category: 'OTRO', ageRestricted: true })).toBe(true)
  expect(ageRestrictedOf({ category: 'TEXTIL', ageRestricted: false })).toBe(false)
})

test.each([
  [
    'all of them',
    [
      { id: 'a', label: '', price },
      { id: 'b', label: '', price },
    ],
    null,
  ],
  [
    'a new one beside them',
    [
      { id: 'a', label: '', price },
      { label: 'C', price, stock: 2 },
    ],
    null,
  ],
  ['one of another product', [{ id: 'c', label: '', price }], { index: 0, field: 'id', problem: 'unknown-variant' }],
  [
    'one twice',
    [
      { id: 'a', label: '', price },
      { id: 'a', label: '', price },
    ],
    { index: 1, field: 'id', problem: 'same-variant' },
  ],
  [
    'pieces of one that exists',
    [{ id: 'a', label: '', price, stock: 1 }],
    { index: 0, field: 'stock', problem: 'stock-of-known' },
  ],
  [
    'the SKU of one that is left out',
    [{ id: 'a', sku: 'V2', label: '', price }],
    { index: 0, field: 'sku', problem: 'same-sku' },
  ],
  [
    'a new one with the SKU of one that stays',
    [
      { id: 'a', label: '', price },
      { sku: 'V1', label: '', price },
    ],
    { index: 1, field: 'sku', problem: 'same-sku' },
  ],
  [
    'SKUs that change hands',
    [
      { id: 'a', sku: 'V2', label: '', price },
      { id: 'b', sku: 'V1', label: '', price },
    ],
    null,
  ],
] as const)('%s', (_, drafts, problem) => {
  expect(variantProblem(drafts, known)).toEqual(problem)
})

test('SKUs are numbered past those that are taken', () => {
  expect(freeSkus(3, ['V2', 'X'])).toEqual(['V1', 'V3', 'V4'])
  expect(freeSkus(0, [])).toEqual([])
})

test('a price is that of the cheapest on sale', () => {
  expect(priceFrom(known)).toBe(5000)
  expect(priceFrom([{ active: false, priceCents: 7000 }])).toBe(7000)
})
