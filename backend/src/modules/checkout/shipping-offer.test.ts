import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { centsByWeight, type Rate, shippingOffer } from '../../../../contracts/checkout-shipping-offer.ts'

const rate = (change: Partial<Rate> = {}): Rate => ({
  id: 'r',
  zone: 'MEXICO',
  states: [],
  tiers: [
    { upToGrams: 1000, cents: 9900 },
    { upToGrams: 5000, cents: 18_900 },
  ],
  freeAboveCents: null,
  minDays: 2,
  maxDays: 6,
  ...change,
})
const oaxaca = { country: 'MX', stateCode: 'OAX' }
const small = { grams: 900, goodsCents: 40_000 }
const near = rate({ id: 'near', zone: 'STATES', states: ['OAX', 'PUE'], tiers: [{ upToGrams: null, cents: 5000 }] })
const abroad = rate({ id: 'abroad', zone: 'ABROAD', tiers: [{ upToGrams: null, cents: 90_000 }] })
const all = [abroad, rate(), near]

describe('the narrowest zone that fits counts', () => {
  test.each([
    [oaxaca, 'near'],
    [{ country: 'MX', stateCode: 'YUC' }, 'r'],
    [{ country: 'MX', stateCode: null }, 'r'],
    [{ country: 'US', stateCode: null }, 'abroad'],
  ] as const)('%o: %s', (to, id) => {
    expect(shippingOffer(all, to, small)?.rate.id).toBe(id)
  })
  test('and only that one: too heavy for it is not sent by a wider one', () => {
    const light = { ...near, tiers: [{ upToGrams: 500, cents: 5000 }] }
    expect(shippingOffer([light, rate()], oaxaca, small)).toBeNull()
  })
  test('nothing fits: nothing is sent', () => {
    expect(shippingOffer([near], { country: 'MX', stateCode: 'YUC' }, small)).toBeNull()
    expect(shippingOffer([rate()], { country: 'FR', stateCode: null }, small)).toBeNull()
    expect(shippingOffer([], oaxaca, small)).toBeNull()
  })
})

describe('by weight', () => {
  test.each([
    [0, 9900],
    [1000, 9900],
    [1001, 18_900],
    [5000, 18_900],
    [5001, null],
  ])('%i g: %s', (grams, cents) => {
    expect(centsByWeight(rate().tiers, grams)).toBe(cents)
  })
  test('heavier is never cheaper, as long as the tiers rise', () => {
    const tiers = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 5000 })), {
        minLength: 1,
        maxLength: 6,
      })
      .map((steps) => {
        let [grams, cents] = [0, 0]
        return steps.map(([more, dearer]) => ({ upToGrams: (grams += more), cents: (cents += dearer) }))
      })
    const rising = () =>
      fc.assert(
        fc.property(tiers, fc.nat(20_000), fc.nat(20_000), (steps, one, other) => {
          const [light, heavy] = [
            centsByWeight(steps, Math.min(one, other)),
            centsByWeight(steps, Math.max(one, other)),
          ]
          if (light === null) expect(heavy).toBeNull()
          else if (heavy !== null) expect(heavy).toBeGreaterThanOrEqual(light)
        }),
      )
    expect(rising).not.toThrow()
  })
})

test('free from its sum on; of several rates of a zone the cheapest, then the quicker', () => {
  const free = rate({ freeAboveCents: 40_000 })
  expect(shippingOffer([free], oaxaca, small)?.cents).toBe(0)
  expect(shippingOffer([free], oaxaca, { ...small, goodsCents: 39_999 })?.cents).toBe(9900)
  const express = rate({ id: 'express', maxDays: 2 })
  expect(shippingOffer([rate(), express], oaxaca, small)?.rate.id).toBe('express')
})
