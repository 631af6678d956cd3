import { describe, expect, test } from 'vitest'
import type { ProductVariant } from '../../../contracts/products.ts'
import { chosenVariant, divideWithSeller, isFlat, mostToAdd, optionOf, weightOf } from './product.rules.ts'

const mxn = (amount: number) => ({ amount, currency: 'MXN' as const })
const variant = (id: string, stock: number, options: Record<string, string> = {}): ProductVariant => ({
  id,
  sku: `sku-${id}`,
  label: id,
  options,
  price: mxn(10_000),
  stock,
})

describe('who earns what', () => {
  test.each([
    [65_000, 8800, 57_200],
    [1, 8800, 1],
    [5, 9000, 4],
    [4, 9000, 4],
    [33_333, 8750, 29_166],
    [10_000, 10_000, 10_000],
  ])('of %i at %i the workshop gets %i', (price, bps, seller) => {
    const parts = divideWithSeller(mxn(price), bps)
    expect(parts.seller.amount).toBe(seller)
    expect(parts.seller.amount + parts.platform.amount).toBe(price)
  })
})

describe('which variant is shown', () => {
  const variants = [variant('a', 0), variant('b', 3), variant('c', 1)]
  test('the one the address names, by id or by its code, even when it is gone', () => {
    expect(chosenVariant(variants, 'a')?.id).toBe('a')
    expect(chosenVariant(variants, 'sku-c')?.id).toBe('c')
  })
  test('else the first that can be bought, else the first', () => {
    expect(chosenVariant(variants, undefined)?.id).toBe('b')
    expect(chosenVariant(variants, 'other')?.id).toBe('b')
    expect(chosenVariant([variant('a', 0)], undefined)?.id).toBe('a')
    expect(chosenVariant([], undefined)).toBeNull()
  })
})

test('a choice is named by what differs, when that is one thing', () => {
  expect(optionOf([variant('a', 1, { size: 'S' }), variant('b', 1, { size: 'M' })])).toBe('size')
  expect(optionOf([variant('a', 1, { size: 'S', color: 'x' }), variant('b', 1, { size: 'M', color: 'y' })])).toBeNull()
  expect(optionOf([variant('a', 1, { size: 'S' }), variant('b', 1, { size: 'S' })])).toBeNull()
  expect(optionOf([variant('a', 1), variant('b', 1)])).toBeNull()
})

test('the basket counts towards what may be added', () => {
  expect(mostToAdd(3, 0)).toBe(3)
  expect(mostToAdd(3, 2)).toBe(1)
  expect(mostToAdd(3, 5)).toBe(0)
  expect(mostToAdd(100, 15)).toBe(5)
})

test('measures as one says them', () => {
  expect(weightOf(850, 'es-MX')).toBe('850 g')
  expect(weightOf(1600, 'es-MX')).toBe('1.6 kg')
  expect(weightOf(2000, 'en-US')).toBe('2 kg')
  expect(isFlat({ lengthCm: 100, widthCm: 80, heightCm: 0.5 })).toBe(true)
  expect(isFlat({ lengthCm: 20, widthCm: 20, heightCm: 28 })).toBe(false)
})
