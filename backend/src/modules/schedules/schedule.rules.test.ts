import { describe, expect, test } from 'vitest'
import { answerUntil, choicesOf } from './offers.rules.ts'
import { problemOf, type RuleDays, startsOf } from './schedule.rules.ts'

const rule = (given: Partial<RuleDays>): RuleDays => ({
  rrule: 'FREQ=WEEKLY;BYDAY=TU,SA',
  dates: [],
  startTimes: ['10:00'],
  validFrom: '2027-03-01',
  validUntil: '2027-03-31',
  exceptions: [],
  ...given,
})
const days = (given: Partial<RuleDays>, today = '2027-02-01') => startsOf(rule(given), today).map(({ day }) => day)

describe('the days of a rule', () => {
  test('weekdays within its season, also over the day on which clocks change', () => {
    expect(days({})).toEqual([
      '2027-03-02',
      '2027-03-06',
      '2027-03-09',
      '2027-03-13',
      '2027-03-16',
      '2027-03-20',
      '2027-03-23',
      '2027-03-27',
      '2027-03-30',
    ])
    expect(days({ rrule: 'FREQ=DAILY', validFrom: '2027-03-13', validUntil: '2027-03-15' })).toEqual([
      '2027-03-13',
      '2027-03-14',
      '2027-03-15',
    ])
  })

  test('several times a day, exceptions, single dates; none twice, none before today', () => {
    expect(
      startsOf(
        rule({
          startTimes: ['16:00', '10:00'],
          exceptions: ['2027-03-27'],
          dates: ['2027-03-30', '2027-04-02', '2027-03-01'],
        }),
        '2027-03-25',
      ),
    ).toEqual([
      { day: '2027-03-30', startTime: '10:00' },
      { day: '2027-03-30', startTime: '16:00' },
      { day: '2027-04-02', startTime: '10:00' },
      { day: '2027-04-02', startTime: '16:00' },
    ])
  })

  test('every other week counts from where it begins, whenever it is looked at', () => {
    const every = { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', validFrom: '2027-03-01', validUntil: '2027-04-30' }
    expect(days(every)).toEqual(['2027-03-01', '2027-03-15', '2027-03-29', '2027-04-12', '2027-04-26'])
    expect(days(every, '2027-03-20')).toEqual(['2027-03-29', '2027-04-12', '2027-04-26'])
  })

  test('a season that comes back, and nothing beyond the horizon', () => {
    const found = days({ rrule: 'FREQ=MONTHLY;BYDAY=1SU;BYMONTH=3,7', validUntil: null }, '2027-01-01')
    expect(found).toEqual(['2027-03-07', '2027-07-04'])
    expect(days({ rrule: null, dates: ['2030-01-01'] })).toEqual([])
  })

  test('what cannot be kept is said', () => {
    expect(problemOf(rule({}), '2027-01-01')).toBeNull()
    expect(problemOf(rule({ rrule: 'FREQ=WEEKLY;BYDAY=XX' }), '2027-01-01')).toBe('unreadable')
    expect(problemOf(rule({ validUntil: '2027-02-01' }), '2027-01-01')).toBe('ends-before-it-begins')
    expect(problemOf(rule({ rrule: null }), '2027-01-01')).toBe('no-day')
    const times = ['08:00', '09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00']
    expect(problemOf(rule({ rrule: 'FREQ=DAILY', startTimes: times, validUntil: null }), '2027-03-01')).toBe('too-many')
  })
})

describe('what guests are offered', () => {
  const now = new Date('2027-03-01T12:00:00Z')
  const until = (startsAt: string) => answerUntil(now, new Date(startsAt)).toISOString()
  test('two days to answer; until two hours before; at least an hour; never past the start', () => {
    expect(until('2027-03-20T12:00:00Z')).toBe('2027-03-03T12:00:00.000Z')
    expect(until('2027-03-02T12:00:00Z')).toBe('2027-03-02T10:00:00.000Z')
    expect(until('2027-03-01T14:30:00Z')).toBe('2027-03-01T13:00:00.000Z')
    expect(until('2027-03-01T12:20:00Z')).toBe('2027-03-01T12:20:00.000Z')
  })
  test('choices by what happened and where the booking stands', () => {
    const of = (given: Partial<Parameters<typeof choicesOf>[0]>) =>
      choicesOf({ open: true, kind: 'MOVED', slotOpen: true, bookingStatus: 'CONFIRMED', ...given })
    expect(of({})).toEqual(['KEEP', 'ANOTHER_TIME', 'REFUND'])
    expect(of({ kind: 'CLOSED', slotOpen: false })).toEqual(['ANOTHER_TIME', 'REFUND'])
    expect(of({ kind: 'CLOSED' })).toEqual(['KEEP', 'ANOTHER_TIME', 'REFUND'])
    expect(of({ bookingStatus: 'PENDING' })).toEqual(['KEEP', 'REFUND'])
    expect(of({ open: false })).toEqual([])
    expect(of({ bookingStatus: 'CANCELLED' })).toEqual([])
  })
})
