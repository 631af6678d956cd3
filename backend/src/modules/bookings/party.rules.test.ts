import { expect, test } from 'vitest'
import { mergeParty, sameParty, seatsOf } from './party.rules.ts'

test('the same type twice is one demand, and order does not matter', () => {
  expect(
    mergeParty([
      { type: 'child', quantity: 1 },
      { type: 'adult', quantity: 2 },
      { type: 'child', quantity: 2 },
    ]),
  ).toEqual([
    { type: 'adult', quantity: 2 },
    { type: 'child', quantity: 3 },
  ])
  expect(
    seatsOf([
      { type: 'adult', quantity: 2 },
      { type: 'child', quantity: 3 },
    ]),
  ).toBe(5)
  expect(
    sameParty(
      [{ type: 'adult', quantity: 2 }],
      [
        { type: 'adult', quantity: 1 },
        { type: 'adult', quantity: 1 },
      ],
    ),
  ).toBe(true)
  expect(sameParty([{ type: 'adult', quantity: 2 }], [{ type: 'adult', quantity: 3 }])).toBe(false)
})
