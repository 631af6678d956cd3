import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrastRatio, minNeighbourContrast, minThreadContrast, textile, textileBands, textileUrl } from './textile.ts'

const id = fc.oneof(fc.uuid(), fc.string({ maxLength: 80 }))

test('the same id weaves the same rug, another id almost always another', () => {
  fc.assert(fc.property(id, (one) => textile(one) === textile(one)))
  const rugs = new Set(Array.from({ length: 200 }, (_, i) => textile(`listing-${i}`)))
  expect(rugs.size).toBeGreaterThan(195)
})

test('a known rug stays as it is: tickets and shared pictures were printed with it', () => {
  expect(textileBands('01a200cd-ddd9-7211-8467-58fb6374bc3f').bands).toMatchInlineSnapshot(`
    [
      {
        "ground": "#e9b44c",
        "motif": "meander",
        "rows": 8,
        "thread": "#3b2418",
      },
      {
        "ground": "#efe1c6",
        "motif": "greca",
        "rows": 8,
        "thread": "#1f3a6e",
      },
      {
        "ground": "#e9b44c",
        "motif": "lozenge",
        "rows": 11,
        "thread": "#c8462b",
      },
    ]
  `)
})

test('under 3 KB, whatever the id', () => {
  fc.assert(
    fc.property(id, (one) => {
      expect(new TextEncoder().encode(textile(one)).length).toBeLessThan(3 * 1024)
    }),
    { numRuns: 2000 },
  )
})

test('five to nine bands; threads read against their ground and bands against their neighbours', () => {
  fc.assert(
    fc.property(id, (one) => {
      const { bands, palette } = textileBands(one)
      const whole = bands.length * 2 - 1
      expect(whole).toBeGreaterThanOrEqual(5)
      expect(whole).toBeLessThanOrEqual(9)
      expect(palette.length).toBeLessThanOrEqual(5)
      bands.forEach((band, i) => {
        expect(contrastRatio(band.thread, band.ground)).toBeGreaterThanOrEqual(minThreadContrast)
        const next = bands[i + 1]
        if (next) expect(contrastRatio(band.ground, next.ground)).toBeGreaterThanOrEqual(minNeighbourContrast)
      })
    }),
  )
})

test('every palette can weave: each ground has a thread and a neighbour that contrast', () => {
  const palettes = new Set(Array.from({ length: 500 }, (_, i) => textileBands(`p${i}`).palette))
  expect(palettes.size).toBe(10)
  for (const palette of palettes) {
    for (const ground of palette) {
      expect(palette.some((colour) => contrastRatio(colour, ground) >= minThreadContrast)).toBe(true)
      expect(palette.some((colour) => contrastRatio(colour, ground) >= minNeighbourContrast)).toBe(true)
    }
  }
})

test('it is a well-formed document, and so is its address', () => {
  const read = (text: string) => new DOMParser().parseFromString(text, 'image/svg+xml')
  fc.assert(
    fc.property(id, (one) => {
      const svg = read(textile(one))
      expect(svg.querySelector('parsererror')).toBeNull()
      const names = [...svg.querySelectorAll('[id]')].map((node) => node.id)
      expect(new Set(names).size).toBe(names.length)
    }),
    { numRuns: 30 },
  )
  const url = textileUrl('x')
  expect(decodeURIComponent(url.slice('data:image/svg+xml,'.length))).toBe(textile('x'))
})

test('the ratio is the one of WCAG', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
