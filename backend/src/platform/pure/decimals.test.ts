import { expect, test } from 'vitest'
import { centsOf, decimalOf } from './decimals.ts'

test.each([
  ['1250', 125_000],
  ['$1,250.5', 125_050],
  ['1,250', 125_000],
  ['1.250,50', 125_050],
  ['350,50', 35_050],
  ['$ 12.345.678,90', 1_234_567_890],
])('%s is so many centavos', (text, cents) => expect(centsOf(text)).toBe(cents))

test.each(['', '-5', '1.999', '1,25,00', '350,5', '1.25,00', '12,345,67', '3 piezas', '=350', '1e3'])(
  '%s is no amount',
  (text) => expect(centsOf(text)).toBeNull(),
)

test('what is written is read again', () => {
  for (const cents of [5, 1000, 98_050, 50_000_000]) expect(centsOf(decimalOf(cents))).toBe(cents)
})
