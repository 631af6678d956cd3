import { expect, test } from 'vitest'
import { printable } from './printable.rules.ts'

test('Spanish stays as it is written, other tongues stay readable, and nothing vanishes', () => {
  const spanish = '¿Cuánto? Señora Ñuú, pingüino: «Mercado» “20 de Noviembre” – 1 €'
  expect(printable(spanish)).toBe(spanish)
  expect(printable('Casa de la Abuela Jose\u0301')).toBe('Casa de la Abuela José')
  expect(printable('tuꞌun sǎvi, Xhɨdza')).toBe('tu’un savi, Xhidza')
  expect(printable('−5\u00A0%')).toBe('-5 %')
  expect(printable('織')).toBe('?')
})
