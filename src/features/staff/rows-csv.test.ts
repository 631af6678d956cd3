import { expect, test } from 'vitest'
import { rowsCsv } from './rows-csv.rules.ts'

test('accents, quotes and line breaks arrive; what a spreadsheet would calculate does not', () => {
  expect(
    rowsCsv(
      ['qué', 'cuánto'],
      [
        ['di "hola",\nya', 5],
        ['=1+1', -3],
        ['@x', null],
      ],
    ),
  ).toBe('\uFEFFqué,cuánto\r\n"di ""hola"",\nya",5\r\n\'=1+1,-3\r\n\'@x,\r\n')
})
