import { describe, expect, test } from 'vitest'
import {
  addDays,
  civilDateAt,
  civilParts,
  clocksDiffer,
  daysBetween,
  formatCivilDay,
  formatDateTime,
  formatDay,
  formatDuration,
  formatTime,
  formatTimeRange,
  todayAt,
  weekdayOf,
} from './dates.ts'

const zone = 'America/Mexico_City'
const morning = '2027-07-19T16:00:00.000Z'
const now = new Date('2027-07-01T12:00:00Z')

describe('an instant on the clock of its place', () => {
  test('Spanish: lun 19 jul, 10:00', () => {
    expect(formatDateTime(morning, zone, 'es', now)).toBe('lun 19 jul, 10:00')
    expect(formatTimeRange(morning, '2027-07-19T18:30:00.000Z', zone, 'es')).toBe('10:00 a 12:30')
  })
  test('English: Mon, Jul 19, 10:00 AM', () => {
    expect(formatDateTime(morning, zone, 'en', now).replace('\u202f', ' ')).toBe('Mon, Jul 19, 10:00 AM')
  })
  test('midnight is 00:00, not 24:00', () => {
    expect(formatTime('2027-07-19T06:00:00.000Z', zone, 'es')).toBe('00:00')
  })
  test('another year is said', () => {
    expect(formatDay(morning, zone, 'es', new Date('2026-11-22T12:00:00Z'))).toBe('lun 19 jul 2027')
    expect(formatDay(morning, zone, 'en', new Date('2026-11-22T12:00:00Z'))).toBe('Mon, Jul 19, 2027')
  })
  test('the year is that of the place: New Year in Oaxaca comes six hours after UTC', () => {
    expect(formatDay('2027-01-01T03:00:00.000Z', zone, 'es', new Date('2027-01-01T04:00:00Z'))).toBe('jue 31 dic')
  })
})

describe('civil dates', () => {
  test('late evening in Oaxaca is still today', () => {
    expect(civilDateAt('2027-07-20T05:59:00.000Z', zone)).toBe('2027-07-19')
    expect(civilDateAt('2027-07-20T06:00:00.000Z', zone)).toBe('2027-07-20')
    expect(todayAt(zone, new Date('2027-01-01T03:00:00Z'))).toBe('2026-12-31')
  })
  test('days carry over months, leap days and years', () => {
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
    expect(daysBetween('2027-07-19', '2027-07-26')).toBe(7)
    expect(daysBetween('2027-07-26', '2027-07-19')).toBe(-7)
    expect(weekdayOf('2027-07-19')).toBe(1)
  })
  test('words and cells', () => {
    expect(formatCivilDay('2027-07-19', 'es')).toBe('lunes 19 de julio')
    expect(formatCivilDay('2027-07-19', 'en')).toBe('Monday, July 19')
    expect(formatCivilDay('2027-07-19', 'es', 'weekday')).toBe('lunes 19')
    expect(['01', '12', '22', '30'].map((day) => formatCivilDay(`2027-11-${day}`, 'en', 'weekday'))).toEqual([
      'Monday the 1st',
      'Friday the 12th',
      'Monday the 22nd',
      'Tuesday the 30th',
    ])
    expect(civilParts('2027-07-19', 'es')).toEqual({ weekday: 'lun', day: '19', month: 'jul' })
  })
})

test('"hora de Oaxaca" is said only to whom it tells something', () => {
  expect(clocksDiffer(morning, zone, 'America/Mexico_City')).toBe(false)
  expect(clocksDiffer(morning, zone, 'America/Guatemala')).toBe(false)
  expect(clocksDiffer(morning, zone, 'Europe/Madrid')).toBe(true)
  // Chicago shares Oaxaca's clock in winter only: Mexico has had no summer time since 2022.
  expect(clocksDiffer('2027-01-15T16:00:00.000Z', zone, 'America/Chicago')).toBe(false)
  expect(clocksDiffer(morning, zone, 'America/Chicago')).toBe(true)
})

test.each([
  [45, '45 min'],
  [60, '1 h'],
  [150, '2 h 30 min'],
  [1500, '25 h'],
  [2880, '2 d'],
])('%i minutes are %s', (minutes, text) => {
  expect(formatDuration(minutes)).toBe(text)
})
