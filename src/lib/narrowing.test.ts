import { expect, test } from 'vitest'
import { mostHelpful, narrowingsOf } from './narrowing.rules.ts'

type Filters = { q?: string; priceMin?: number; priceMax?: number; region?: string; sort?: string }
const { active, without, cleared } = narrowingsOf<Filters, 'q' | 'price' | 'region'>({
  q: ['q'],
  price: ['priceMin', 'priceMax'],
  region: ['region'],
})

test('each chip takes its whole filter with it, and what does not narrow stays', () => {
  const filters: Filters = { priceMax: 50_000, priceMin: 1000, q: 'barro', sort: 'price' }
  expect(active(filters)).toEqual(['q', 'price'])
  expect(without(filters, 'price')).toEqual({ q: 'barro', sort: 'price' })
  expect(cleared(filters)).toEqual({ sort: 'price' })
})

test('the filter that hides most is the one offered to give up', () => {
  expect(
    mostHelpful([
      { narrowing: 'q', found: 1 },
      { narrowing: 'region', found: 7 },
      { narrowing: 'price', found: 0 },
      { narrowing: 'guests', found: null },
    ]),
  ).toEqual({ narrowing: 'region', found: 7 })
  expect(mostHelpful([{ narrowing: 'q', found: 0 }])).toBeUndefined()
})
