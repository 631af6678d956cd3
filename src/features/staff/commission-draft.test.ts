import { expect, test } from 'vitest'
import { commissionProblems, commissionWrite } from './commission-draft.rules.ts'

const today = '2026-11-22'
const problems = (percent: string, day = '2027-03-01') => commissionProblems({ kind: 'BOOKING', percent, day }, today)

test('a share is written with point or comma, and 0 is one', () => {
  for (const percent of ['14.5', '14,5', ' 16 ', '0', '50']) expect(problems(percent), percent).toEqual({})
  expect(commissionWrite({ kind: 'BOOKING', percent: '14,5', day: '2027-03-01' })).toEqual({
    kind: 'BOOKING',
    bps: 1450,
    startsAt: '2027-03-01T06:00:00.000Z',
  })
})

test('nothing typed, or no share, never becomes 0 %', () => {
  for (const percent of ['', ' ', 'doce', '-3', '50.01', '250', '1e1'])
    expect(problems(percent), percent).toEqual({ percent: true })
})

test('it begins on a day to come', () => {
  for (const day of ['', '2020-01-01', today]) expect(problems('12', day), day).toEqual({ day: true })
  expect(problems('12', '2026-11-23')).toEqual({})
})
