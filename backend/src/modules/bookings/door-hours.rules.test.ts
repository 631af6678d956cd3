import { expect, test } from 'vitest'
import { doorHours, isDoorOpen } from './door-hours.rules.ts'

const slot = { startsAt: new Date('2027-07-19T16:00:00Z'), endsAt: new Date('2027-07-19T18:30:00Z') }

test.each([
  ['2027-07-19T13:59:59.999Z', false],
  ['2027-07-19T14:00:00.000Z', true],
  ['2027-07-19T16:00:00.000Z', true],
  ['2027-07-19T19:30:00.000Z', true],
  ['2027-07-19T19:30:00.001Z', false],
  ['2026-11-22T16:00:00.000Z', false],
])('two hours early to one hour late: at %s it is %s', (now, open) => {
  expect(isDoorOpen(doorHours(slot, { earlyMinutes: 120, lateMinutes: 60 }), new Date(now))).toBe(open)
})
