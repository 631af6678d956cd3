import { expect, test } from 'vitest'
import { bucketsUpTo, ratio, sumIn } from './periods.rules.ts'

test('days end today and begin where the period before ends', () => {
  const { now, before } = bucketsUpTo('2027-03-01', 'day')
  expect(now).toHaveLength(30)
  expect(now.at(-1)).toEqual({ from: '2027-03-01', to: '2027-03-01' })
  expect(now[0]?.from).toBe('2027-01-31')
  expect(before.at(-1)?.to).toBe('2027-01-30')
})
test('weeks begin on Monday', () => {
  const { now } = bucketsUpTo('2026-11-22', 'week')
  expect(now.at(-1)).toEqual({ from: '2026-11-16', to: '2026-11-22' })
  expect(bucketsUpTo('2026-11-23', 'week').now.at(-1)).toEqual({ from: '2026-11-23', to: '2026-11-29' })
})
test('months are whole, across years and in leap years', () => {
  const { now, before } = bucketsUpTo('2028-02-10', 'month')
  expect(now.at(-1)).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(now[0]?.from).toBe('2027-03-01')
  expect(before[0]).toEqual({ from: '2026-03-01', to: '2026-03-31' })
})
test('every day is in one bucket', () => {
  const one = {
    sales: 1,
    units: 2,
    salesCents: 3,
    cancelled: 0,
    refundedCents: 0,
    views: 4,
    seatsTaken: 0,
    seatsOffered: 0,
  }
  const days = ['2026-11-15', '2026-11-16', '2026-11-22'].map((day) => ({ day, ...one }))
  expect(
    sumIn(bucketsUpTo('2026-11-22', 'week').now, days)
      .slice(-2)
      .map(({ sales }) => sales),
  ).toEqual([1, 2])
})
test('nothing by nothing is nothing to say', () => {
  expect(ratio(0, 0)).toBeNull()
  expect(ratio(1, 3)).toBe(0.3333)
})
