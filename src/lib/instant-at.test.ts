import { expect, test } from 'vitest'
import { hasPassed, instantAt } from './instant-at.ts'

test.each([
  ['2026-12-05', '10:00', 'America/Mexico_City', '2026-12-05T16:00:00.000Z'],
  ['2026-07-05', '23:30', 'America/Mexico_City', '2026-07-06T05:30:00.000Z'],
  // Clocks went forward at 2:00 on that day.
  ['2026-03-29', '03:30', 'Europe/Madrid', '2026-03-29T01:30:00.000Z'],
  ['2026-03-29', '01:30', 'Europe/Madrid', '2026-03-29T00:30:00.000Z'],
])('%s %s in %s', (civil, time, zone, instant) => {
  expect(instantAt(civil, time, zone)).toBe(instant)
})

test('a moment that is being written has passed, or not', () => {
  const now = Date.parse('2026-11-22T16:00:00Z')
  const passed = (civil: string, time: string) => hasPassed(civil, time, 'America/Mexico_City', now)
  expect([passed('2026-11-22', '10:00'), passed('2026-11-21', '23:59'), passed('12026-11-22', '10:00')]).toEqual([
    true,
    true,
    true,
  ])
  expect([passed('2026-11-22', '10:01'), passed('2026-11-23', '00:00'), passed('', '10:00')]).toEqual([
    false,
    false,
    false,
  ])
})
