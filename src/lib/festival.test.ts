import { expect, test } from 'vitest'
import { festivalMoment, lunesDelCerro } from './festival.ts'

test.each([
  [2019, '2019-07-22', '2019-07-29'],
  [2022, '2022-07-25', '2022-08-01'],
  [2023, '2023-07-17', '2023-07-24'],
  [2024, '2024-07-22', '2024-07-29'],
  [2025, '2025-07-21', '2025-07-28'],
  [2027, '2027-07-19', '2027-07-26'],
])('the Lunes del Cerro of %i', (year, first, octava) => {
  expect(lunesDelCerro(year)).toEqual({ first, octava })
})

test.each([
  ['2026-11-22', 'far', '2027-07-19', 239],
  ['2027-06-30', 'far', '2027-07-19', 19],
  ['2027-07-01', 'season', '2027-07-19', 18],
  ['2027-07-19', 'today', '2027-07-19', 0],
  ['2027-07-20', 'season', '2027-07-19', 6],
  ['2027-07-26', 'today', '2027-07-19', 0],
  ['2027-07-27', 'far', '2028-07-17', 356],
])('%s is %s', (day, mood, first, daysLeft) => {
  expect(festivalMoment(day)).toMatchObject({ mood, first, daysLeft })
})
