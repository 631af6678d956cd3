import { expect, test } from 'vitest'
import { pesosText, readCount, readList, readPesos } from './pesos.rules.ts'

test.each([
  ['1250', 125_000],
  ['1,250.50', 125_050],
  ['$ 80', 8000],
  ['80.5', 8050],
  ['0', 0],
  ['', null],
  ['-5', null],
  ['12.345', null],
  ['1e3', null],
])('%j is %j', (text, cents) => {
  expect(readPesos(text)).toBe(cents)
})

test('what is shown is read back', () => {
  for (const cents of [0, 1000, 125_050, 99_999]) expect(readPesos(pesosText(cents))).toBe(cents)
  expect(pesosText(125_000)).toBe('1250')
})

test('counts and lists', () => {
  expect([readCount(' 12 '), readCount(''), readCount('1.5')]).toEqual([12, null, null])
  expect(readList('Barro, agua\n\n leña ')).toEqual(['Barro', 'agua', 'leña'])
  expect(readList('Una copa, de vidrio\nPan', /\n/)).toEqual(['Una copa, de vidrio', 'Pan'])
})
