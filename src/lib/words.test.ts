import { expect, test } from 'vitest'
import { readWords } from './words.rules.ts'

test('words of an address are what was typed, whatever it looks like', () => {
  expect(readWords(' jarra verde ')).toBe('jarra verde')
  expect(readWords(2027)).toBe('2027')
  expect(readWords(true)).toBe('true')
  expect(readWords('ja\u0000rra\n')).toBe('ja rra')
  expect(readWords('x'.repeat(500))).toHaveLength(100)
  for (const nothing of ['', '  ', undefined, null, ['a'], { a: 1 }]) expect(readWords(nothing)).toBeUndefined()
})
