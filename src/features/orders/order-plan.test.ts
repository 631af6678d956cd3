import { expect, test } from 'vitest'
import { planOf } from './order-plan.rules.ts'

const base = {
  status: 'PAID' as const,
  shippingOffer: { label: 'Estafeta', minDays: 2, maxDays: 4 },
  paidAt: '2026-11-20T18:00:00.000Z',
  shippedAt: null,
  deliveredAt: null,
  cancellation: null,
  createdAt: '2026-11-20T17:55:00.000Z',
  actions: [],
}
const today = '2026-11-21'

test('what is on its way stands on the last day it should come, never in the past; before that, today', () => {
  expect(planOf(base, today)).toEqual({ when: 'upcoming', day: today })
  const shipped = { ...base, status: 'SHIPPED' as const, shippedAt: base.paidAt }
  expect(planOf(shipped, today)).toEqual({ when: 'upcoming', day: '2026-11-25' })
  expect(planOf(shipped, '2026-12-24')).toEqual({ when: 'upcoming', day: '2026-12-24' })
})

test('what came or ended stands on that day; what was never paid stands nowhere', () => {
  const delivered = { ...base, status: 'DELIVERED' as const, deliveredAt: '2026-11-19T17:00:00.000Z' }
  expect(planOf(delivered, today)).toEqual({ when: 'past', day: '2026-11-19' })
  expect(planOf({ ...base, status: 'CANCELLED', paidAt: null }, today)).toBeNull()
  expect(planOf({ ...base, status: 'PENDING', actions: ['PAY'] }, today)).toEqual({ when: 'hold' })
})
