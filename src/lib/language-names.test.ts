import { expect, test } from 'vitest'
import { languageName } from './language-names.ts'

test('a language has its name in the visitor’s, Oaxaca’s own in any browser', () => {
  expect(['es', 'zap', 'mau', 'mxp'].map((code) => languageName(code, 'es'))).toEqual([
    'español',
    'zapoteco',
    'mazateco',
    'mixe (ayuuk)',
  ])
  expect(['fr', 'mix', 'ctp'].map((code) => languageName(code, 'en'))).toEqual(['French', 'Mixtec', 'Chatino'])
})

test('a code that nobody knows is shown as it is', () => {
  expect(languageName('qqq', 'es')).toBe('qqq')
  expect(languageName('no code', 'es')).toBe('no code')
})
