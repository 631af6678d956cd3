import { expect, test } from 'vitest'
import { publicName, ratingChange, summaryOf } from './review.rules.ts'

test.each([
  ['Ana', 'Ana'],
  ['Ana María López', 'Ana L.'],
  ['  Luis   óscar ', 'Luis Ó.'],
  ['李 明', '李 明.'],
  ['', ''],
])('%j is shown as %j', (name, shown) => {
  expect(publicName(name)).toBe(shown)
})

test.each([
  ['written', null, { rating: 4, hidden: false }, { stars: 4, count: 1 }],
  ['changed', { rating: 4, hidden: false }, { rating: 2, hidden: false }, { stars: -2, count: 0 }],
  ['left as it was', { rating: 4, hidden: false }, { rating: 4, hidden: false }, { stars: 0, count: 0 }],
  ['hidden', { rating: 4, hidden: false }, { rating: 4, hidden: true }, { stars: -4, count: -1 }],
  ['shown again', { rating: 4, hidden: true }, { rating: 4, hidden: false }, { stars: 4, count: 1 }],
  ['changed while hidden', { rating: 4, hidden: true }, { rating: 1, hidden: true }, { stars: 0, count: 0 }],
] as const)('a review that is %s', (_what, before, after, change) => {
  expect(ratingChange(before, after)).toEqual(change)
})

test('the summary counts every star, also those nobody gave', () => {
  expect(summaryOf([])).toEqual({ average: null, count: 0, histogram: [0, 0, 0, 0, 0] })
  expect(
    summaryOf([
      { rating: 5, count: 2 },
      { rating: 2, count: 1 },
    ]),
  ).toEqual({ average: 4, count: 3, histogram: [0, 1, 0, 0, 2] })
})
