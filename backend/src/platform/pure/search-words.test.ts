import { expect, test } from 'vitest'
import { searchWords } from './search-words.ts'

test.each([
  ['Taller de barro', ['Taller', 'de', 'barro']],
  ['  mezcal,   artesanal! ', ['mezcal', 'artesanal']],
  ["barro' | !negro & (x:*) <-> \\", ['barro', 'negro', 'x']],
  ['degustación 7 moles', ['degustación', '7', 'moles']],
  ['???', []],
  ['a b c d e f g h i j k l', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']],
])('%s → %j', (typed, words) => {
  expect(searchWords(typed)).toEqual(words)
})
