/**
 * `textile(id)`: the rug that stands for a listing without a photo. Bands of stepped frets, lozenges, zigzag rain and
 * plain weave, symmetric about the middle, in natural-dye colours; the same id gives the same rug everywhere.
 */

/** Wool, cochineal, indigo, marigold, moss, walnut: curated so that every set holds a light, a dark and a shout. */
const palettes: readonly (readonly string[])[] = [
  ['#f1e4c9', '#a3173b', '#1f2f5c', '#e3a01b', '#2a1c16'],
  ['#efe1c6', '#1f3a6e', '#c8462b', '#e9b44c', '#3b2418'],
  ['#f3e7d3', '#8f1d3f', '#4f6b3a', '#e08e1d', '#2b1d18'],
  ['#ecdfc8', '#2e6f73', '#b5341f', '#f0b23a', '#2c211c'],
  ['#f2e5cf', '#6e1430', '#d9657a', '#2f4f8f', '#e2a62b'],
  ['#efe3cc', '#40301f', '#b7702a', '#7a1f2e', '#e7bd62'],
  ['#f1e6d2', '#263a5e', '#7b8f4b', '#c2274b', '#d99a2b'],
  ['#eadcc2', '#5b2a4e', '#d0562e', '#e8b23c', '#23454a'],
  ['#f4e9d6', '#2f5d46', '#c63d4f', '#e5a53a', '#3a2419'],
  ['#eee0c4', '#8c2f16', '#283b63', '#d9a441', '#4d6a55'],
]

/** Woven cells, `#` is the motif's thread; rows from the edge towards the middle of the rug. */
const motifs: Record<string, readonly string[]> = {
  greca: [
    '##############',
    '#.......######',
    '##......#....#',
    '###.....#.##.#',
    '####....#..#.#',
    '#####...####.#',
    '######.......#',
    '##############',
  ],
  meander: [
    '..........',
    '########..',
    '#......#..',
    '#.####.#..',
    '#.#..#.#..',
    '#.##.#.#..',
    '#....#.###',
    '######....',
  ],
  steps: [
    '......##......',
    '......##......',
    '....######....',
    '....######....',
    '..##########..',
    '..##########..',
    '##############',
  ],
  lozenge: [
    '.....##.....',
    '....####....',
    '...##..##...',
    '..##....##..',
    '.##..##..##.',
    '##..####..##',
    '.##..##..##.',
    '..##....##..',
    '...##..##...',
    '....####....',
    '.....##.....',
  ],
  rain: [
    '##......##',
    '###....###',
    '.###..###.',
    '#.######.#',
    '##.####.##',
    '.##.##.##.',
    '..##..##..',
    '...####...',
    '....##....',
  ],
  star: [
    '.....##.....',
    '..#..##..#..',
    '..##.##.##..',
    '...######...',
    '.##########.',
    '############',
    '.##########.',
    '...######...',
    '..##.##.##..',
    '..#..##..#..',
    '.....##.....',
  ],
  seeds: ['..##..', '.####.', '..##..'],
  plain: ['......', '######', '......'],
}
const middles = ['lozenge', 'star'] as const
const bandKinds = ['greca', 'meander', 'steps', 'rain', 'seeds', 'lozenge', 'plain'] as const

export type TextileBand = { motif: string; ground: string; thread: string; rows: number }

/** xmur3 into mulberry32: small, and the same on every engine. */
function randomFrom(id: string): () => number {
  let hash = 1779033703 ^ id.length
  for (let i = 0; i < id.length; i++) {
    hash = Math.imul(hash ^ id.charCodeAt(i), 3432918353)
    hash = (hash << 13) | (hash >>> 19)
  }
  let state = Math.imul(hash ^ (hash >>> 16), 2246822507) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** WCAG's ratio, 1 to 21. */
export function contrastRatio(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** A motif must read against its ground, and a band against its neighbour. */
export const minThreadContrast = 2
export const minNeighbourContrast = 1.35

function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T
}

/** The half of the rug from its edge to its middle; the other half mirrors it. The last band is the middle one. */
export function textileBands(id: string): { bands: TextileBand[]; palette: readonly string[] } {
  const random = randomFrom(id)
  const palette = pick(random, palettes)
  const bands: TextileBand[] = []
  const half = 2 + Math.floor(random() * 3)
  for (let i = 0; i <= half; i++) {
    const previous = bands[i - 1]
    const grounds = palette.filter((c) => !previous || contrastRatio(c, previous.ground) >= minNeighbourContrast)
    const ground = pick(random, grounds)
    const threads = palette.filter((c) => contrastRatio(c, ground) >= minThreadContrast)
    const kinds = i === half ? middles : bandKinds.filter((kind) => kind !== previous?.motif)
    const motif = pick<string>(random, kinds)
    bands.push({ motif, ground, thread: pick(random, threads), rows: (motifs[motif] as string[]).length })
  }
  return { bands, palette }
}

/** One path for a motif: each run of cells in a row, as tall as the rows below repeat it. */
function cells(rows: readonly string[]): string {
  const runs = rows.map((row) => [...row.matchAll(/#+/g)].map((run) => ({ x: run.index, w: run[0].length })))
  let path = ''
  runs.forEach((row, y) => {
    for (const { x, w } of row) {
      const same = (at: number) => runs[at]?.some((other) => other.x === x && other.w === w) ?? false
      if (same(y - 1)) continue
      let h = 1
      while (same(y + h)) h += 1
      path += `M${x} ${y}h${w}v${h}h-${w}z`
    }
  })
  return path
}

const width = 96
/** Rows of plain ground and stripe above and below a motif. */
const margin = 2

/** An SVG document, under 3 KB, crisp at any size; one unit is one knot. */
export function textile(id: string): string {
  const { bands, palette } = textileBands(id)
  const random = randomFrom(`${id}/stripe`)
  let defs = ''
  let y = 0
  let half = ''
  let middle = ''
  let axis = 0
  bands.forEach((band, i) => {
    const rows = motifs[band.motif] as readonly string[]
    const tile = (rows[0] as string).length
    const height = rows.length + margin * 2
    const stripe = pick(
      random,
      palette.filter((colour) => contrastRatio(colour, band.ground) >= 1.5),
    )
    // The tile is centred on the rug's axis, so that left and right mirror each other where the motif does.
    defs += `<pattern id="p${i}" x="${(width - tile) / 2}" y="${y + margin}" width="${tile}" height="${rows.length}" patternUnits="userSpaceOnUse"><path fill="${band.thread}" d="${cells(rows)}"/></pattern>`
    const drawn =
      `<path fill="${stripe}" d="M0 ${y}h${width}v${height}H0"/>` +
      `<path fill="${band.ground}" d="M0 ${y + 1}h${width}v${height - 2}H0"/>` +
      `<path fill="url(#p${i})" d="M0 ${y + margin}h${width}v${rows.length}H0"/>`
    if (i === bands.length - 1) {
      middle = drawn
      axis = y * 2 + height
    } else half += drawn
    y += height
  })
  const weave = `<pattern id="w" width="1" height="1" patternUnits="userSpaceOnUse"><path opacity=".07" d="M0 .7h1v.3H0"/></pattern>`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${axis}" preserveAspectRatio="xMidYMid slice" shape-rendering="crispEdges">` +
    `<defs>${defs}${weave}<g id="h">${half}</g></defs><use href="#h"/>${middle}` +
    `<use href="#h" transform="matrix(1 0 0 -1 0 ${axis})"/><path fill="url(#w)" d="M0 0h${width}v${axis}H0"/></svg>`
  )
}

const urls = new Map<string, string>()

/** The same rug as an address for `<img>`; remembered, since lists ask for it again and again. */
export function textileUrl(id: string): string {
  const known = urls.get(id)
  if (known) return known
  const url = `data:image/svg+xml,${encodeURIComponent(textile(id)).replaceAll('%20', ' ').replaceAll('%3D', '=').replaceAll('%2F', '/')}`
  urls.set(id, url)
  return url
}
