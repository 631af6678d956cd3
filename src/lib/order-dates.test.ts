import { expect, test } from 'vitest'
import { expectedArrival, workingDaysAfter } from './order-dates.rules.ts'

const paidAt = '2026-11-20T18:00:00.000Z' // a Friday in Oaxaca
const shippingOffer = { label: 'Estafeta', minDays: 2, maxDays: 5 }
const order = { status: 'PAID', delivery: 'SHIPPING', shippingOffer, paidAt, shippedAt: null } as const

test('Sundays do not count', () => {
  expect(workingDaysAfter('2026-11-20', 1)).toBe('2026-11-21')
  expect(workingDaysAfter('2026-11-20', 2)).toBe('2026-11-23')
  expect(workingDaysAfter('2026-11-20', 0)).toBe('2026-11-20')
})

test('until it leaves, the time to accept is counted on the later side', () => {
  expect(expectedArrival(order)).toEqual({ from: '2026-11-23', to: '2026-11-28' })
  expect(expectedArrival({ ...order, status: 'SHIPPED', shippedAt: '2026-11-23T18:00:00.000Z' })).toEqual({
    from: '2026-11-25',
    to: '2026-11-28',
  })
})

test('what is fetched, unpaid or over has no day', () => {
  expect(expectedArrival({ ...order, delivery: 'PICKUP' })).toBeNull()
  expect(expectedArrival({ ...order, status: 'PENDING', paidAt: null })).toBeNull()
  expect(expectedArrival({ ...order, status: 'DELIVERED' })).toBeNull()
})
