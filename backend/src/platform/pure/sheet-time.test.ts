import { expect, test } from 'vitest'
import { sheetTime } from './sheet-time.ts'

test('a sheet tells the time of the place, and nothing of what did not happen', () => {
  expect(sheetTime('2026-11-01T05:59:00.000Z')).toBe('2026-10-31 23:59')
  expect(sheetTime(new Date('2026-11-01T06:00:00.000Z'))).toBe('2026-11-01 00:00')
  expect(sheetTime('2026-11-01T06:00:00.000Z', 'UTC')).toBe('2026-11-01 06:00')
  expect([sheetTime(null), sheetTime(undefined)]).toEqual(['', ''])
})
