import { type Point, toWorld } from './projection.rules.ts'

/** Drawing units: pixels at the furthest scale, from Oaxaca's middle, so that numbers stay small and crisp. */
export const drawingScale = 2 ** 14
export const drawingOrigin: Point = toWorld({ lng: -96.4, lat: 17.1 })

/** The same line wobbles the same way whichever region draws it: the wobble comes from its two ends. */
function wobble(a: Point, b: Point, depth: number): Point[] {
  if (depth === 0) return []
  const [first, last] = a.x < b.x || (a.x === b.x && a.y < b.y) ? [a, b] : [b, a]
  const seed = Math.sin(first.x * 127.1 + first.y * 311.7 + last.x * 74.7 + last.y * 269.5) * 43758.5453
  const amount = (seed - Math.floor(seed) - 0.5) * 0.3
  const middle = {
    x: (first.x + last.x) / 2 - (last.y - first.y) * amount,
    y: (first.y + last.y) / 2 + (last.x - first.x) * amount,
  }
  return [...wobble(a, middle, depth - 1), middle, ...wobble(middle, b, depth - 1)]
}

/** A ring of corners (longitude, latitude) as the path of an unsteady hand, in drawing units. */
export function handDrawn(ring: readonly (readonly [number, number])[]): string {
  const corners = ring.map(([lng, lat]) => {
    const world = toWorld({ lng, lat })
    return { x: (world.x - drawingOrigin.x) * drawingScale, y: (world.y - drawingOrigin.y) * drawingScale }
  })
  const points = corners.flatMap((corner, i) => [
    corner,
    ...wobble(corner, corners[(i + 1) % corners.length] as Point, 3),
  ])
  return `M${points.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}Z`
}
