import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Id } from '../../../../contracts/common.ts'
import { freeSlug, partyRangeHolds, priceFrom, slugify, summaryOf } from './listing.rules.ts'

describe('slugs', () => {
  test.each([
    ['Modela y bruñe barro negro', 'modela-y-brune-barro-negro'],
    ['  ¡Qué Día! (2027) ', 'que-dia-2027'],
    ['日本', 'experiencia'],
    ['01a200cd-ddd9-7211-8467-58fb6374bc3f', 'experiencia-01a200cd-ddd9-7211-8467-58fb6374bc3f'],
  ])('%s → %s', (title, slug) => expect(slugify(title)).toBe(slug))

  test('are plain, bounded and never an id, whatever the title', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.uuid()), (title) => {
        const slug = slugify(title)
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

test('the price shown is the cheapest ticket', () => {
  expect(priceFrom([{ price: { amount: 500 } }, { price: { amount: 300 } }, { price: { amount: 900 } }])).toBe(300)
})

describe('summaries', () => {
  test('a short description is its own summary', () => expect(summaryOf('Barro  y\nfuego.')).toBe('Barro y fuego.'))
  test('a long one gives its first sentence', () => {
    const first = 'Un recorrido tranquilo por tres talleres.'
    expect(summaryOf(`${first} ${'Y mucho más que contar. '.repeat(12)}`)).toBe(first)
  })
  test('or whole words with an ellipsis', () => {
    const summary = summaryOf('palabra '.repeat(60))
    expect(summary).toMatch(/^(palabra )+palabra…$/)
    expect(summary.length).toBeLessThanOrEqual(160)
  })
})

test('a party can be as large as it must be', () => {
  expect(partyRangeHolds({ minParty: 4, maxParty: 4 })).toBe(true)
  expect(partyRangeHolds({ minParty: 5, maxParty: 4 })).toBe(false)
})
