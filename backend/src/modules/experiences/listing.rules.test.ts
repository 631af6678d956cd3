import { describe, expect, test } from 'vitest'
import { partyRangeHolds, priceFrom, summaryOf } from './listing.rules.ts'

test('the price shown is the cheapest ticket', () => {
  expect(priceFrom([{ price: { amount: 500 } }, { price: { amount: 300 } }, { price: { amount: 900 } }])).toBe(300)
})

describe('summaries', () => {
  test('a short description is its own summary', () => expect(summaryOf('Barro  y\nfuego.')).toBe('Barro y fuego.'))
  test('a long one gives its first sentence', () => {
    const first = 'Un recorrido tranquilo por tres talleres.'
    expect(summaryOf(`${first} ${'Y mucho más que contar. '.repeat(12)}`)).toBe(first)
  })
  test('or whole words with an ellipsis', () => {
    const summary = summaryOf('palabra '.repeat(60))
    expect(summary).toMatch(/^(palabra )+palabra…$/)
    expect(summary.length).toBeLessThanOrEqual(160)
  })
})

test('a party can be as large as it must be', () => {
  expect(partyRangeHolds({ minParty: 4, maxParty: 4 })).toBe(true)
  expect(partyRangeHolds({ minParty: 5, maxParty: 4 })).toBe(false)
})
