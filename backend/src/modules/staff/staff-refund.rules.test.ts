import { expect, test } from 'vitest'
import { borneByPlatform, decidesAlone } from './staff-refund.rules.ts'

test('up to the limit one person decides, above it two', () => {
  expect([decidesAlone(200_000, 200_000), decidesAlone(200_001, 200_000)]).toEqual([true, false])
})

test('what the house bears leaves the payee as they were', () => {
  const share = borneByPlatform({ payeeId: 'host', type: 'booking', id: 'booking' }, 12_345)
  expect(share.priceCents - share.payeeDiscountCents + share.shippingCents - share.commissionCents).toBe(0)
  expect(share.priceCents - share.platformDiscountCents - share.payeeDiscountCents + share.shippingCents).toBe(12_345)
})
