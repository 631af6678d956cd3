import { expect, test } from 'vitest'
import { sameSitePath } from './same-site-path.ts'

test('paths of this site are kept with their search and hash', () => {
  expect(sameSitePath('/reservar/abc?adult=2&child=1#pago')).toBe('/reservar/abc?adult=2&child=1#pago')
  expect(sameSitePath('/')).toBe('/')
  expect(sameSitePath('/mis-planes?cuando=past', '/yo')).toBe('/mis-planes?cuando=past')
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  'mis-planes',
  '',
  undefined,
  null,
  7,
  `/${'a'.repeat(2000)}`,
])('%j is no place to go', (wanted) => {
  expect(sameSitePath(wanted, '/yo')).toBe('/yo')
})

test('signing in does not lead back to signing in, nor to the API', () => {
  expect(sameSitePath('/entrar?volver=/entrar')).toBe('/')
  expect(sameSitePath('/restablecer?token=x')).toBe('/')
  expect(sameSitePath('/api/v1/me')).toBe('/')
  expect(sameSitePath('/entrartodos')).toBe('/entrartodos')
})
