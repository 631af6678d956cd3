import { expect, test } from 'vitest'
import { isAdult } from './age.rules.ts'

test.each([
  ['2009-07-19', '2027-07-19', true],
  ['2009-07-20', '2027-07-19', false],
  ['1950-01-01', '2027-07-19', true],
  ['2008-02-29', '2026-02-28', false],
  ['2008-02-29', '2026-03-01', true],
  ['0000-01-01', '2027-07-19', false],
  ['1899-12-31', '2027-07-19', false],
  ['2030-01-01', '2027-07-19', false],
])('born on %s, on %s: %s', (birthDate, today, adult) => {
  expect(isAdult(birthDate, today)).toBe(adult)
})
