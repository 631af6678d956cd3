import { expect, test } from 'vitest'
import { maskAddress, maskDeep, maskEmail } from './mask.rules.ts'

test('addresses keep their first letter and their house', () => {
  expect(maskEmail('ana.lopez@example.com')).toBe('a…@example.com')
  expect(maskEmail('de ana@example.com a luis@casa.mx')).toBe('de a…@example.com a l…@casa.mx')
  expect(maskEmail('sin correo')).toBe('sin correo')
})

test('network addresses keep what says where', () => {
  expect(maskAddress('203.0.113.9')).toBe('203.0.…')
  expect(maskAddress('2001:db8::1')).toBe('2001:db8:…')
})

test('texts are masked wherever they stand', () => {
  expect(maskDeep({ before: { email: 'ana@example.com', role: 'user' }, list: ['luis@casa.mx', 3, null] })).toEqual({
    before: { email: 'a…@example.com', role: 'user' },
    list: ['l…@casa.mx', 3, null],
  })
})
