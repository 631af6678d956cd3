import { expect, test } from 'vitest'
import type { Slot } from '../../../contracts/experiences.ts'
import { canTake, dayState, hasNoRoom, hourOf, monthRange, slotAt, slotsByDay } from './slot-calendar.rules.ts'

const zone = 'America/Mexico_City'
const slot = (startsAt: string, available: number, status: Slot['status'] = 'OPEN'): Slot => ({
  id: `01a200cd-ddd9-7211-8467-${startsAt.replaceAll(/\D/g, '').slice(0, 12)}`,
  startsAt,
  endsAt: startsAt,
  capacity: 12,
  available,
  status,
})

test('a day is the day of the place: an evening in Oaxaca is already tomorrow in London', () => {
  const evening = slot('2027-07-20T01:30:00.000Z', 4)
  const morning = slot('2027-07-19T15:00:00.000Z', 2)
  expect([...slotsByDay([evening, morning], zone)]).toEqual([['2027-07-19', [morning, evening]]])
  expect(hourOf(evening, zone)).toBe('19:30')
})

test('a day has room only when one single time takes everybody', () => {
  const day = [slot('2027-07-19T15:00:00.000Z', 2), slot('2027-07-19T18:00:00.000Z', 3)]
  expect(dayState(day, 3)).toEqual({ times: 2, free: 5, isBookable: true })
  expect(dayState(day, 4).isBookable).toBe(false)
  expect(dayState(undefined, 1)).toEqual({ times: 0, free: 0, isBookable: false })
})

test('what is full, closed or cancelled is shown and cannot be taken', () => {
  for (const status of ['FULL', 'CLOSED', 'CANCELLED'] as const) {
    expect(canTake(slot('2027-07-19T15:00:00.000Z', 5, status), 1)).toBe(false)
  }
  expect(canTake(slot('2027-07-19T15:00:00.000Z', 1), 0)).toBe(true)
  expect(canTake(slot('2027-07-19T15:00:00.000Z', 0), 0)).toBe(false)
})

test('one waits for what is full or too small for the party, not for what was closed', () => {
  expect(hasNoRoom(slot('2027-07-19T15:00:00.000Z', 0, 'FULL'), 1)).toBe(true)
  expect(hasNoRoom(slot('2027-07-19T15:00:00.000Z', 2), 3)).toBe(true)
  expect(hasNoRoom(slot('2027-07-19T15:00:00.000Z', 3), 3)).toBe(false)
  for (const status of ['CLOSED', 'CANCELLED'] as const)
    expect(hasNoRoom(slot('2027-07-19T15:00:00.000Z', 0, status), 1)).toBe(false)
})

test('a month is asked for whole, from today on', () => {
  expect(monthRange('2027-07-19', '2027-07-12')).toEqual({ from: '2027-07-12', to: '2027-07-31' })
  expect(monthRange('2027-08-03', '2027-07-12')).toEqual({ from: '2027-08-01', to: '2027-08-31' })
  expect(monthRange('2028-02-10', '2027-07-12')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(monthRange('2027-12-31', '2027-07-12')).toEqual({ from: '2027-12-01', to: '2027-12-31' })
})

test('an address finds its time again, or knows that it is gone', () => {
  const slots = [slot('2027-07-19T15:00:00.000Z', 2), slot('2027-07-20T15:00:00.000Z', 2)]
  expect(slotAt(slots, zone, '2027-07-20', '09:00')).toBe(slots[1])
  expect(slotAt(slots, zone, '2027-07-20', '10:00')).toBeNull()
  expect(slotAt(slots, zone, '2027-07-20', undefined)).toBeNull()
})
