import { expect, test } from 'vitest'
import { instantAt } from './instant-at.ts'

test.each([
  ['2026-12-05', '10:00', 'America/Mexico_City', '2026-12-05T16:00:00.000Z'],
  ['2026-07-05', '23:30', 'America/Mexico_City', '2026-07-06T05:30:00.000Z'],
  // Clocks went forward at 2:00 on that day.
  ['2026-03-29', '03:30', 'Europe/Madrid', '2026-03-29T01:30:00.000Z'],
  ['2026-03-29', '01:30', 'Europe/Madrid', '2026-03-29T00:30:00.000Z'],
])('%s %s in %s', (civil, time, zone, instant) => {
  expect(instantAt(civil, time, zone)).toBe(instant)
})
