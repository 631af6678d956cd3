import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BasketLine, priceBasket } from './basket-price.rules.ts'
import type { DiscountTerms } from './discount.rules.ts'
import type { Rate } from '../../../../contracts/checkout-shipping-offer.ts'

const now = new Date('2027-07-19T12:00:00Z')
const sellers = ['a', 'b', 'c']
const lines = fc.array(
  fc.record({
    variantId: fc.uuid(),
    productId: fc.uuid(),
    sellerId: fc.constantFrom(...sellers),
    quantity: fc.integer({ min: 1, max: 20 }),
    unitPriceCents: fc.integer({ min: 0, max: 50_000_000 }),
    weightGrams: fc.integer({ min: 0, max: 30_000 }),
  }) satisfies fc.Arbitrary<BasketLine>,
  { maxLength: 12 },
)
const slots = fc.array(fc.record({ slotId: fc.uuid(), totalCents: fc.integer({ min: 0, max: 5_000_000 }) }), {
  maxLength: 4,
})
const terms = fc
  .record({
    kind: fc.constantFrom('PERCENT' as const, 'AMOUNT' as const),
    value: fc.integer({ min: 1, max: 10_000_000 }),
    minimumCents: fc.constantFrom(0, 0, 50_000),
    sellerId: fc.constantFrom(null, ...sellers),
  })
  .map(
    (given): DiscountTerms => ({
      ...given,
      value: given.kind === 'PERCENT' ? 1 + (given.value % 10_000) : given.value,
      startsAt: null,
      endsAt: null,
      maxUses: null,
      maxPerUser: null,
      used: 0,
      active: true,
    }),
  )
const rate = (sellerId: string, cents: number): Rate => ({
  id: sellerId,
  zone: 'MEXICO',
  states: [],
  tiers: [{ upToGrams: null, cents }],
  freeAboveCents: null,
  minDays: 1,
  maxDays: 3,
})
const sum = <T>(items: readonly T[], cents: (item: T) => number) => items.reduce((all, item) => all + cents(item), 0)

describe('what a basket costs', () => {
  test('parts sum to the whole, to the centavo; nothing is negative, nothing costs more than its price', () => {
    fc.assert(
      fc.property(
        lines,
        slots,
        fc.option(terms),
        fc.subarray(sellers),
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 50_000 }),
        (basket, parties, discount, pickups, productBps, shipping) => {
          const priced = priceBasket({
            lines: basket,
            slots: parties,
            discount: discount && { terms: discount, usedByPerson: 0 },
            pickups: new Set(pickups),
            destination: { country: 'MX', stateCode: 'OAX' },
            rates: new Map(sellers.map((id) => [id, [rate(id, shipping)]])),
            productBps,
            now,
          })
          const pricedLines = priced.orders.flatMap((order) => order.lines)
          expect(pricedLines).toHaveLength(basket.length)
          expect(priced.totalCents).toBe(
            sum(priced.orders, (order) => order.totalCents) +
              sum(priced.slots, (slot) => slot.totalCents - slot.platformDiscountCents),
          )
          expect(priced.discountCents).toBe(
            sum(pricedLines, (line) => line.platformDiscountCents + line.sellerDiscountCents) +
              sum(priced.slots, (slot) => slot.platformDiscountCents),
          )
          for (const order of priced.orders) {
            expect(order.totalCents).toBe(order.subtotalCents - order.discountCents + (order.shippingCents ?? 0))
            expect(order.totalCents).toBeGreaterThanOrEqual(0)
            expect(order.shippingCents).toBe(pickups.includes(order.sellerId) ? 0 : shipping)
          }
          for (const line of pricedLines) {
            const off = line.platformDiscountCents + line.sellerDiscountCents
            expect(line.platformDiscountCents).toBeGreaterThanOrEqual(0)
            expect(line.sellerDiscountCents).toBeGreaterThanOrEqual(0)
            expect(off).toBeLessThanOrEqual(line.cents)
            expect(line.commissionCents).toBeGreaterThanOrEqual(0)
            expect(line.commissionCents).toBeLessThanOrEqual(line.cents - line.sellerDiscountCents)
            // Nobody bears another's code.
            if (discount?.sellerId === null) expect(line.sellerDiscountCents).toBe(0)
            else {
              expect(line.platformDiscountCents).toBe(0)
              if (line.line.sellerId !== discount?.sellerId) expect(off).toBe(0)
            }
          }
        },
      ),
      { numRuns: 400 },
    )
  })

  test('what cannot be sent costs nothing yet and is not deliverable', () => {
    const priced = priceBasket({
      lines: [{ variantId: 'v', productId: 'p', sellerId: 'a', quantity: 2, unitPriceCents: 500, weightGrams: 10 }],
      slots: [],
      discount: null,
      pickups: new Set(),
      destination: null,
      rates: new Map(),
      productBps: 1200,
      now,
    })
    expect(priced).toMatchObject({ totalCents: 1000, shippingCents: 0, deliverable: false })
    expect(priced.orders[0]).toMatchObject({ shippingCents: null, offer: null })
  })
})
