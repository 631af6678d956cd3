import { describe, expect, test } from 'vitest'
import { addDays, slotRange } from './civil-range.rules.ts'

const today = '2027-07-01'

describe('the range of a slot calendar', () => {
  test('is today and 30 days after when nothing is asked for', () => {
    expect(slotRange({}, today)).toEqual({ from: today, to: '2027-07-31' })
  })
  test('runs 30 days from a given start, and from today to a given end', () => {
    expect(slotRange({ from: '2027-12-20' }, today)).toEqual({ from: '2027-12-20', to: '2028-01-19' })
    expect(slotRange({ to: '2027-07-02' }, today)).toEqual({ from: today, to: '2027-07-02' })
  })
  test('may be one day, and 120 days, and no more', () => {
    expect(slotRange({ from: today, to: today }, today)).toEqual({ from: today, to: today })
    expect(slotRange({ from: today, to: addDays(today, 119) }, today)).toEqual({ from: today, to: '2027-10-28' })
    expect(slotRange({ from: today, to: addDays(today, 120) }, today)).toEqual({ problem: 'too-long' })
  })
  test('does not end before it begins', () => {
    expect(slotRange({ from: '2027-07-02', to: today }, today)).toEqual({ problem: 'ends-before-it-begins' })
    expect(slotRange({ to: '2027-06-30' }, today)).toEqual({ problem: 'ends-before-it-begins' })
  })
})

test('days are added across months and leap days', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2027-12-31', 1)).toBe('2028-01-01')
})
