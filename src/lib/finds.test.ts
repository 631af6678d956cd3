import { expect, test } from 'vitest'
import type { ProductCard } from '../../contracts/products.ts'
import { variedFinds } from './finds.rules.ts'

const piece = (id: string, craft: string) =>
  ({ id, craft: { slug: craft, name: craft }, category: 'OTRO' }) as ProductCard
const found = [
  piece('a1', 'a'),
  piece('a2', 'a'),
  piece('a3', 'a'),
  piece('b1', 'b'),
  piece('b2', 'b'),
  piece('c1', 'c'),
]
const crafts = (of: ProductCard[]) => of.map(({ craft }) => craft?.slug)

test('every craft once before any comes twice', () => {
  const finds = variedFinds(found, 4, '2027-07-19')
  expect(new Set(crafts(finds.slice(0, 3))).size).toBe(3)
  expect(finds).toHaveLength(4)
  expect(new Set(finds.map(({ id }) => id)).size).toBe(4)
})

test('another day shows other pieces, the same day the same', () => {
  expect(variedFinds(found, 3, '2027-07-19')).toEqual(variedFinds(found, 3, '2027-07-19'))
  expect(variedFinds(found, 3, '2027-07-19')).not.toEqual(variedFinds(found, 3, '2027-07-20'))
})

test('no more than there are, and none of none', () => {
  expect(variedFinds(found, 50, '2027-07-19')).toHaveLength(6)
  expect(variedFinds([], 4, '2027-07-19')).toEqual([])
})
