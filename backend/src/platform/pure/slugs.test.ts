import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Id } from '../../../../contracts/common.ts'
import { freeSlug, slugify } from './slugs.ts'

describe('slugs', () => {
  test.each([
    ['Modela y bruñe barro negro', 'modela-y-brune-barro-negro'],
    ['  ¡Qué Día! (2027) ', 'que-dia-2027'],
    ['日本', 'experiencia'],
    ['01a200cd-ddd9-7211-8467-58fb6374bc3f', 'experiencia-01a200cd-ddd9-7211-8467-58fb6374bc3f'],
  ])('%s → %s', (title, slug) => expect(slugify(title, 'experiencia')).toBe(slug))

  test('are plain, bounded and never an id, whatever the title', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.uuid()), (title) => {
        const slug = slugify(title, 'experiencia')
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(slug.length).toBeLessThanOrEqual(92)
        expect(Id.safeParse(slug).success).toBe(false)
      }),
    )
  })

  test('take the first number that is free', () => {
    expect(freeSlug('barro', [])).toBe('barro')
    expect(freeSlug('barro', ['barro-2', 'barro-negro'])).toBe('barro')
    expect(freeSlug('barro', ['barro', 'barro-2', 'barro-4'])).toBe('barro-3')
  })
})
