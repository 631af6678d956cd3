import { expect, test } from 'vitest'
import { formatMoney } from './money.ts'

const pesos = (amount: number) => ({ amount, currency: 'MXN' as const })

test.each([
  [125000, '$1,250.00 MXN'],
  [0, '$0.00 MXN'],
  [5, '$0.05 MXN'],
  [100_000_000, '$1,000,000.00 MXN'],
])('%i centavos are %s in both languages', (amount, text) => {
  expect(formatMoney(pesos(amount), 'es')).toBe(text)
  expect(formatMoney(pesos(amount), 'en')).toBe(text)
})

test('short keeps the centavos that matter', () => {
  expect(formatMoney(pesos(125000), 'es', 'short')).toBe('$1,250')
  expect(formatMoney(pesos(125050), 'es', 'short')).toBe('$1,250.50')
})
