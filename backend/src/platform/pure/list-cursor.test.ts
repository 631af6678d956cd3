import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCursor, encodeCursor, listFingerprint } from './list-cursor.ts'

const id = '01a200cd-ddd9-7211-8467-58fb6374bc3f'
const list = listFingerprint({ sort: 'price', region: 'costa' })

describe('list cursors', () => {
  test('give back any position they were made of', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.uuid({ version: 7 }), (key, row) => {
        expect(decodeCursor(list, encodeCursor(list, { key, id: row }))).toEqual({ key: key === 0 ? 0 : key, id: row })
      }),
    )
  })

  test('are refused when any one character was changed', () => {
    const cursor = encodeCursor(list, { key: -12, id })
    for (let at = 0; at < cursor.length; at += 1) {
      const other = cursor[at] === 'A' ? 'B' : 'A'
      expect(decodeCursor(list, cursor.slice(0, at) + other + cursor.slice(at + 1))).toBeNull()
    }
  })

  test('belong to one list: other filters or another order refuse them', () => {
    const cursor = encodeCursor(list, { key: 5, id })
    expect(decodeCursor(listFingerprint({ sort: 'price', region: 'istmo' }), cursor)).toBeNull()
    expect(decodeCursor(listFingerprint({ sort: 'rating', region: 'costa' }), cursor)).toBeNull()
    expect(decodeCursor(list, cursor)).not.toBeNull()
  })

  test('the order of filters and absent ones do not matter', () => {
    expect(listFingerprint({ region: 'costa', q: undefined, sort: 'price' })).toBe(list)
  })

  test.each(['', '!', 'x'.repeat(400), 'bm8', `${encodeCursor(list, { key: 1, id })}=`])(
    'rubbish is refused: %s',
    (text) => {
      expect(decodeCursor(list, text)).toBeNull()
    },
  )

  test('a position that is well signed but no position is refused', () => {
    for (const position of [
      { key: 1.5, id },
      { key: 1, id: 'nobody' },
    ]) {
      expect(decodeCursor(list, encodeCursor(list, position))).toBeNull()
    }
  })
})
