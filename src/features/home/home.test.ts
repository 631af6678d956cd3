import { expect, test } from 'vitest'
import { readHomeSearch, shownDay, stripOf } from './home.rules.ts'

test('the strip is two weeks, across the end of a month', () => {
  const strip = stripOf('2027-07-25')
  expect(strip).toHaveLength(14)
  expect(strip[0]).toBe('2027-07-25')
  expect(strip.at(-1)).toBe('2027-08-07')
})

test('a link to a day that has passed or is too far shows today', () => {
  expect(shownDay(readHomeSearch({ dia: '2027-07-20' }), '2027-07-19')).toBe('2027-07-20')
  expect(shownDay(readHomeSearch({ dia: '2027-07-18' }), '2027-07-19')).toBe('2027-07-19')
  expect(shownDay(readHomeSearch({ dia: '2027-08-02' }), '2027-07-19')).toBe('2027-07-19')
  expect(shownDay(readHomeSearch({ dia: 'mañana' }), '2027-07-19')).toBe('2027-07-19')
})
