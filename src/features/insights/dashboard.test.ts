import { expect, test } from 'vitest'
import type { Figures, SellerDashboard } from '../../../contracts/insights.ts'
import { changeOf, hasNothingYet, moneyLineOf, pointsOf, valueOf } from './dashboard.rules.ts'

const pesos = (amount: number) => ({ amount, currency: 'MXN' as const })
const none: Figures = {
  sales: 0,
  units: 0,
  revenue: pesos(0),
  cancelled: 0,
  refunded: pesos(0),
  views: 0,
  conversion: null,
  occupancy: null,
}

test('money in pesos, shares of one, and no number where there is nothing to divide by', () => {
  expect(valueOf({ ...none, revenue: pesos(125_050) }, 'revenue')).toBe(1250.5)
  expect(valueOf({ ...none, occupancy: 0.25 }, 'occupancy')).toBe(0.25)
  expect(valueOf(none, 'conversion')).toBeNull()
  expect(valueOf({ ...none, conversion: 0.25 }, 'conversion')).toBe(0.25)
  expect(valueOf({ ...none, conversion: 22 }, 'conversion')).toBeNull()
})

test('counts change by a part of what was, shares by points; from nothing there is no part', () => {
  expect(changeOf('sales', 15, 10)).toEqual({ kind: 'up', by: 0.5 })
  expect(changeOf('revenue', 5, 10)).toEqual({ kind: 'down', by: 0.5 })
  expect(changeOf('sales', 3, 0)).toEqual({ kind: 'unknown' })
  expect(changeOf('sales', 0, 0)).toEqual({ kind: 'same' })
  expect(changeOf('occupancy', 0.5, 0.453)).toEqual({ kind: 'up', by: 4.7 })
  expect(changeOf('conversion', 0.03, 0)).toEqual({ kind: 'up', by: 3 })
  expect(changeOf('occupancy', null, 0.4)).toEqual({ kind: 'unknown' })
})

test('buckets stand beside those of the period before; empty is only who has nothing at all', () => {
  const series = [{ ...none, sales: 2, from: '2027-07-19', to: '2027-07-19' }]
  const before = [{ ...none, sales: 1, from: '2027-06-19', to: '2027-06-19' }]
  expect(pointsOf({ series, before }, 'sales')).toEqual([
    { from: '2027-07-19', now: 2, before: 1, beforeFrom: '2027-06-19' },
  ])
  const shop: SellerDashboard = {
    by: 'day',
    series,
    before,
    totals: { now: none, before: none },
    listings: [],
    today: {
      day: '2027-07-19',
      toAccept: { count: 0, nextBy: null },
      toShip: { count: 0, oldestAcceptedAt: null },
      openReturns: 0,
      lowStock: 0,
      due: pesos(0),
      balance: pesos(0),
      canBePaid: true,
      unansweredQuestions: 0,
      unreadThreads: 0,
    },
  }
  expect(hasNothingYet(shop)).toBe(true)
  expect(hasNothingYet({ ...shop, totals: { now: { ...none, views: 1 }, before: none } })).toBe(false)
  expect(hasNothingYet({ ...shop, today: { ...shop.today, toShip: { count: 1, oldestAcceptedAt: null } } })).toBe(false)
})

test('money has its line on every day: due, held up, earned for later, owed, or none', () => {
  const of = (due: number, balance: number, canBePaid = true) =>
    moneyLineOf({ due: pesos(due), balance: pesos(balance), canBePaid })
  expect(of(500, 700)).toEqual({ kind: 'due', amount: pesos(500) })
  expect(of(500, 700, false)).toEqual({ kind: 'blocked', amount: pesos(500) })
  expect(of(0, 700)).toEqual({ kind: 'later', amount: pesos(700) })
  expect(of(0, -300)).toEqual({ kind: 'debt', amount: pesos(300) })
  expect(of(0, 0)).toEqual({ kind: 'none' })
})
