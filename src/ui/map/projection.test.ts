import { expect, test } from 'vitest'
import { clusters, furthestScale, namesApart, scaleBar, toScreen, toWorld, viewOf } from './projection.rules.ts'
import { oaxacaOutline, regionShapes } from './oaxaca-shapes.ts'

const zocalo = { lng: -96.7254, lat: 17.0606 }
const huatulco = { lng: -96.133, lat: 15.7522 }

test('the projection is the one of tiled maps', () => {
  expect(toWorld({ lng: 0, lat: 0 })).toEqual({ x: 0.5, y: 0.5 })
  expect(toWorld({ lng: 180, lat: 85.0511287798 }).y).toBeCloseTo(0, 9)
})

test('a view shows every point inside its padding, and puts their middle in the middle', () => {
  const size = { width: 360, height: 400 }
  const points = [toWorld(zocalo), toWorld(huatulco)]
  const view = viewOf(points, size, 40)
  for (const point of points.map((one) => toScreen(one, view, size))) {
    expect(point.x).toBeGreaterThanOrEqual(39.999)
    expect(point.x).toBeLessThanOrEqual(320.001)
    expect(point.y).toBeGreaterThanOrEqual(39.999)
    expect(point.y).toBeLessThanOrEqual(360.001)
  }
  expect(toScreen(view.center, view, size)).toEqual({ x: 180, y: 200 })
})

test('one point alone is not the whole screen, and the whole world is not Oaxaca', () => {
  expect(viewOf([toWorld(zocalo)], { width: 300, height: 300 }, 40, 2 ** 20).scale).toBe(2 ** 20)
  expect(
    viewOf(
      [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ],
      { width: 300, height: 300 },
      40,
    ).scale,
  ).toBe(furthestScale)
})

test('pins under one thumb are one pin, others are not', () => {
  const at = (x: number, y: number, name: string) => ({ at: { x, y }, name })
  const found = clusters([at(0, 0, 'a'), at(10, 0, 'b'), at(100, 0, 'c')], 36)
  expect(found.map(({ members }) => members.map(({ name }) => name))).toEqual([['a', 'b'], ['c']])
  expect(found[0]?.at).toEqual({ x: 5, y: 0 })
})

test('a scale bar is round and as long as it says', () => {
  const view = { center: toWorld(zocalo), scale: 2 ** 18 }
  const { metres, pixels } = scaleBar(view, 90)
  expect(pixels).toBeLessThanOrEqual(90)
  expect(pixels).toBeGreaterThan(90 / 2.6)
  expect([1, 2, 5]).toContain(Number(String(metres)[0]))
  // A hundredth of a degree of latitude is 1,111.9 m to within what Mercator's middle latitude costs.
  const north = toScreen(toWorld({ lng: zocalo.lng, lat: zocalo.lat + 0.01 }), view, { width: 0, height: 0 })
  expect(-north.y * (metres / pixels)).toBeCloseTo(1112, -1)
})

/** Even-odd ray casting. */
function holds(shape: readonly (readonly [number, number])[], [lng, lat]: readonly [number, number]): boolean {
  let inside = false
  shape.forEach(([x1, y1], i) => {
    const [x2, y2] = shape[(i + 1) % shape.length] as readonly [number, number]
    if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
  })
  return inside
}

test('each drawn region holds its principal town, and no other region does', () => {
  const towns = {
    'valles-centrales': [-96.7254, 17.0606],
    'sierra-norte': [-96.48812, 17.33211],
    'sierra-sur': [-96.59562, 16.33276],
    canada: [-96.8431, 18.1306],
    papaloapan: [-96.12535, 18.0883],
    mixteca: [-97.77956, 17.80787],
    costa: [-97.07726, 15.87037],
    istmo: [-95.01975, 16.43603],
  } as const
  for (const [slug, town] of Object.entries(towns)) {
    const holders = Object.entries(regionShapes).filter(([, shape]) => holds(shape, town))
    expect(holders.map(([name]) => name)).toEqual([slug])
    expect(holds(oaxacaOutline, town)).toBe(true)
  }
})

test('of two names that would touch the later one waits; one at the edge moves inside', () => {
  const size = { width: 326, height: 400 }
  const apart = namesApart(
    [
      { name: 'Valles Centrales', at: { x: 110, y: 160 } },
      { name: 'Sierra Norte', at: { x: 180, y: 165 } },
      { name: 'Mixteca', at: { x: 4, y: 60 } },
      { name: 'Costa', at: { x: 100, y: 700 } },
    ],
    size,
  )
  expect(apart.map(({ name }) => name)).toEqual(['Valles Centrales', 'Mixteca'])
  expect(apart[1]?.at.x).toBeGreaterThan(20)
})
