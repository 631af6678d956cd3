import { describe, expect, test } from 'vitest'
import { craftEmblem, craftEmblems, craftEmblemUrl } from './craft-emblem.ts'
import { contrastRatio } from './textile.ts'

describe.each(Object.entries(craftEmblems))('%s', (slug, { dyes, rows }) => {
  test('is a square of known threads', () => {
    expect(rows).toHaveLength(16)
    for (const row of rows) expect(row).toMatch(/^[.#o+]{8}$/)
  })
  test('its figure can be told from its ground', () => {
    expect(contrastRatio(dyes[1], dyes[0])).toBeGreaterThanOrEqual(1.9)
  })
  test('is small', () => expect(craftEmblem(slug).length).toBeLessThan(4096))
})

test('a craft that nobody drew gets the lozenge, once', () => {
  expect(craftEmblemUrl('vidrio')).toBe(craftEmblemUrl('otro'))
  expect(craftEmblemUrl('tapete')).not.toBe(craftEmblemUrl('otro'))
})
