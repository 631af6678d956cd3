import { expect, test } from 'vitest'
import { expectedArrival, workingDaysAfter } from './order-dates.rules.ts'

const shippedAt = '2026-11-20T18:00:00.000Z' // a Friday in Oaxaca
const shippingOffer = { label: 'Estafeta', minDays: 2, maxDays: 5 }

test('Sundays do not count', () => {
  expect(workingDaysAfter('2026-11-20', 1)).toBe('2026-11-21')
  expect(workingDaysAfter('2026-11-20', 2)).toBe('2026-11-23')
  expect(workingDaysAfter('2026-11-20', 0)).toBe('2026-11-20')
})

test('only what left has a day on which it should come', () => {
  const order = { status: 'SHIPPED' as const, shippingOffer, shippedAt }
  expect(expectedArrival(order)).toEqual({ from: '2026-11-23', to: '2026-11-26' })
  expect(expectedArrival({ ...order, status: 'PROCESSING', shippedAt: null })).toBeNull()
  expect(expectedArrival({ ...order, status: 'DELIVERED' })).toBeNull()
})
