/** Web Mercator on a square of side 1, (0, 0) in the north-west: what every tiled map uses, so that pins fit both of ours. */
export type LngLat = { lng: number; lat: number }
export type Point = { x: number; y: number }

/** A part of the world on the screen: its middle, and how many pixels the side of the world's square takes. */
export type View = { center: Point; scale: number }
export type Size = { width: number; height: number }

export function toWorld({ lng, lat }: LngLat): Point {
  const sin = Math.sin((lat * Math.PI) / 180)
  return { x: lng / 360 + 0.5, y: 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI) }
}

/** Where a point of the world stands on a screen of `size` pixels. */
export function toScreen(world: Point, { center, scale }: View, { width, height }: Size): Point {
  return { x: (world.x - center.x) * scale + width / 2, y: (world.y - center.y) * scale + height / 2 }
}

/** At this scale a pixel is about five metres: a square with its kiosk. */
export const closestScale = 2 ** 23
export const furthestScale = 2 ** 14

export function clampScale(scale: number): number {
  return Math.min(closestScale, Math.max(furthestScale, scale))
}

/** The view that shows all points with `padding` pixels around them; one point alone is shown with its neighbourhood. */
export function viewOf(
  points: readonly Point[],
  { width, height }: Size,
  padding: number,
  mostScale = closestScale,
): View {
  const xs = points.map((point) => point.x)
  const ys = points.map((point) => point.y)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
  const center = { x: (left + right) / 2, y: (top + bottom) / 2 }
  const scaleX = Math.max(1, width - 2 * padding) / Math.max(right - left, 1e-9)
  const scaleY = Math.max(1, height - 2 * padding) / Math.max(bottom - top, 1e-9)
  return { center, scale: Math.min(mostScale, clampScale(Math.min(scaleX, scaleY))) }
}

export type Cluster<T> = { at: Point; members: T[] }

/**
 * Pins nearer to each other than `distance` pixels become one, at their middle: a thumb is not a needle. Greedy, in the
 * order given, so the same pins always fall together at the same scale.
 */
export function clusters<T extends { at: Point }>(pins: readonly T[], distance: number): Cluster<T>[] {
  const found: Cluster<T>[] = []
  for (const pin of pins) {
    const near = found.find(({ at }) => Math.hypot(at.x - pin.at.x, at.y - pin.at.y) < distance)
    if (!near) {
      found.push({ at: pin.at, members: [pin] })
      continue
    }
    near.members.push(pin)
    const count = near.members.length
    near.at = { x: near.at.x + (pin.at.x - near.at.x) / count, y: near.at.y + (pin.at.y - near.at.y) / count }
  }
  return found
}

const earthMetres = 40_075_016.686

/** A round distance for a scale bar, and how many pixels it takes, at most `mostPixels`. */
export function scaleBar({ center, scale }: View, mostPixels: number): { metres: number; pixels: number } {
  const latitude = Math.atan(Math.sinh(Math.PI * (1 - 2 * center.y)))
  const metresPerPixel = (earthMetres * Math.cos(latitude)) / scale
  const most = metresPerPixel * mostPixels
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power
  return { metres, pixels: metres / metresPerPixel }
}

/** Of 13 px italic letters, on the wide side. */
const letterWidth = 6.6
const nameHeight = 17

/**
 * Names (centred on their points) that can be read: each moved inside of the map when only its end would be cut, and left
 * out when it would lie over one that stands already. Closer up there is room for all.
 */
export function namesApart<Name extends { name: string; at: Point }>(names: readonly Name[], size: Size): Name[] {
  const standing: (Name & { half: number })[] = []
  for (const one of names) {
    const half = (one.name.length * letterWidth) / 2
    const { x, y } = one.at
    if (one.name === '' || x < 0 || x > size.width || y < 0 || y > size.height) continue
    const inside = Math.min(Math.max(x, half + 6), Math.max(half + 6, size.width - half - 6))
    const isOver = standing.some(
      (other) => Math.abs(other.at.x - inside) < other.half + half && Math.abs(other.at.y - y) < nameHeight,
    )
    if (!isOver) standing.push({ ...one, at: { x: inside, y }, half })
  }
  return standing
}
