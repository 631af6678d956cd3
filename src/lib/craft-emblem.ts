import { contrastRatio } from './textile.ts'

/**
 * `craftEmblem(slug)`: what each craft makes, woven as a figure into a small square cloth, as tapestry weavers of the
 * valley put pots, magueys and birds into theirs. One character is one knot; the right half mirrors the left one.
 */
type Emblem = {
  /** Ground, then the threads `#`, `o` and `+`. */
  dyes: readonly [ground: string, main: string, second: string, third: string]
  rows: readonly string[]
}

const wool = '#f1e4c9'
const walnut = '#2a1c16'
const cochineal = '#a3173b'
const indigo = '#1f2f5c'
const marigold = '#e3a01b'
const moss = '#4f6b3a'
const clay = '#b5501f'
const sky = '#2e6f73'

const emblems: Record<string, Emblem> = {
  'barro-negro': {
    dyes: [marigold, walnut, wool, cochineal],
    rows: [
      '........',
      '.....###',
      '......##',
      '......##',
      '....####',
      '...#####',
      '..#####.',
      '..####..',
      '..#####.',
      '..######',
      '..#.##.#',
      '...#####',
      '...#####',
      '....####',
      '.....###',
      '........',
    ],
  },
  'loza-verde': {
    dyes: [wool, moss, '#8aa05a', walnut],
    rows: [
      '........',
      '........',
      '.#######',
      '.#######',
      '..oooooo',
      '..oo#oo#',
      '..o##o##',
      '..######',
      '..######',
      '...#####',
      '...#####',
      '....####',
      '.....###',
      '....####',
      '...+++++',
      '........',
    ],
  },
  'barro-rojo': {
    dyes: [wool, clay, '#7a2f14', walnut],
    rows: [
      '........',
      '....####',
      '.....###',
      '......##',
      '..######',
      '.#######',
      '.#.#####',
      '.#######',
      '..######',
      '..oooooo',
      '..o.o.o.',
      '..oooooo',
      '...#####',
      '....####',
      '.....###',
      '........',
    ],
  },
  'barro-pintado': {
    dyes: ['#23454a', '#d9657a', wool, marigold],
    rows: [
      '.....+++',
      '....++oo',
      '....+ooo',
      '.....ooo',
      '......oo',
      '....####',
      '...#####',
      '...#o###',
      '...oo###',
      '....####',
      '...+++++',
      '...#####',
      '..##o##o',
      '..######',
      '..++++++',
      '..oooooo',
    ],
  },
  alebrije: {
    dyes: [indigo, '#e0631d', marigold, wool],
    rows: [
      '..#.....',
      '..##....',
      '..#o#...',
      '..#oo###',
      '..######',
      '.##+++##',
      '.#++.+##',
      '.##+++##',
      '..######',
      'oo.###oo',
      '..#o#ooo',
      'o.###o++',
      '.o#o##++',
      '...####o',
      '....#o##',
      '.....###',
    ],
  },
  tapete: {
    dyes: [cochineal, wool, marigold, indigo],
    rows: [
      '#.#.#.#.',
      'oooooooo',
      '.......#',
      '......##',
      '.....##+',
      '....##++',
      '.#.##++o',
      '.###++oo',
      '.###++oo',
      '.#.##++o',
      '....##++',
      '.....##+',
      '......##',
      '.......#',
      'oooooooo',
      '#.#.#.#.',
    ],
  },
  'telar-de-cintura': {
    dyes: [wool, cochineal, indigo, marigold],
    rows: [
      '......o.',
      '.....o.o',
      '....o.o.',
      '...o.o.o',
      '..oooooo',
      '...o.o.o',
      '...o.o.o',
      '...#####',
      '...+#+#+',
      '...#####',
      '...##+##',
      '...#+++#',
      '...##+##',
      '...#####',
      '..oooooo',
      '........',
    ],
  },
  'bordado-san-antonino': {
    dyes: [wool, '#d9657a', marigold, moss],
    rows: [
      '.....##.',
      '....####',
      '....####',
      '..##.###',
      '.#####oo',
      '.####ooo',
      '.####ooo',
      '..##.#oo',
      '....####',
      '....####',
      '.....##.',
      '..++...+',
      '.++++..+',
      '..++++.+',
      '....++++',
      '.......+',
    ],
  },
  huipil: {
    dyes: [marigold, cochineal, wool, indigo],
    rows: [
      '........',
      '...###..',
      '..####o.',
      '.#####oo',
      '.######o',
      '.##+####',
      '.#+++###',
      '.##+###o',
      '...###oo',
      '...##ooo',
      '...###oo',
      '...####o',
      '...#####',
      '...+++++',
      '...o+o+o',
      '...+++++',
    ],
  },
  filigrana: {
    dyes: ['#5b1226', marigold, wool, '#e9b44c'],
    rows: [
      '.......#',
      '......#.',
      '......##',
      '....##.#',
      '...#.+##',
      '..#.+.+#',
      '..##.+.#',
      '..#.+.oo',
      '..##.+.#',
      '..#.+.+#',
      '...#.+##',
      '....##.#',
      '..#...##',
      '.+#+.#.#',
      '..+.+#+.',
      '.....+.+',
    ],
  },
  hojalata: {
    dyes: [sky, '#e8e2d4', cochineal, marigold],
    rows: [
      '.......+',
      '.+....++',
      '..+..+++',
      '...+..++',
      '...##..+',
      '..####.#',
      '.##oo###',
      '.#oooo##',
      '.#oooooo',
      '.##ooooo',
      '..##oooo',
      '...##ooo',
      '....##oo',
      '.....##o',
      '......##',
      '.......#',
    ],
  },
  'palma-y-carrizo': {
    dyes: [moss, '#ecd9a8', '#b7702a', wool],
    rows: [
      '.....ooo',
      '...oo...',
      '..o.....',
      '..o.....',
      '..o.....',
      '.#######',
      '.#o#o#o#',
      '.#######',
      '..o#o#o#',
      '..#o#o#o',
      '..o#o#o#',
      '..#o#o#o',
      '...#o#o#',
      '...o#o#o',
      '...#####',
      '........',
    ],
  },
  jicara: {
    dyes: ['#6e1430', '#e2a62b', wool, walnut],
    rows: [
      '........',
      '........',
      '.+++++++',
      '.#######',
      '.#o#o#o#',
      '.#######',
      '.###oo##',
      '..#oooo#',
      '..##oo#o',
      '..###oo#',
      '...#####',
      '....####',
      '.....###',
      '........',
      '..o.o.o.',
      '........',
    ],
  },
  cuchilleria: {
    dyes: ['#3b2418', '#dfe3df', '#c8462b', marigold],
    rows: [
      '#.......',
      '##......',
      '.##.....',
      '.###....',
      '..###...',
      '..####..',
      '...####.',
      '....####',
      '.....###',
      '......##',
      '....++#.',
      '...+oo+.',
      '..oooo..',
      '.oooo...',
      '.ooo....',
      '..o.....',
    ],
  },
  'papel-y-velas': {
    dyes: ['#7a1f2e', wool, '#e08e1d', '#f0b23a'],
    rows: [
      '.......+',
      '......++',
      '......+o',
      '......++',
      '.......+',
      '......##',
      '.....###',
      '..oo.###',
      '.o+oo###',
      '..oo.###',
      '.....###',
      '..oo.###',
      '.o+oo###',
      '..oo.###',
      '....####',
      '..oooooo',
    ],
  },
  mezcal: {
    dyes: ['#efe1c6', sky, '#b7702a', '#1f4a4e'],
    rows: [
      '.......#',
      '.......#',
      '..#...##',
      '..##..##',
      '...#..##',
      '.#.##.#+',
      '.##.#.#+',
      '..#####+',
      '#.####++',
      '##.###++',
      '.##+##+#',
      '..#++##+',
      '...#####',
      '...ooooo',
      '....o.o.',
      '.....ooo',
    ],
  },
  cocina: {
    dyes: ['#e9b44c', '#3b2418', '#b5341f', wool],
    rows: [
      '....+..+',
      '...+..+.',
      '....+..+',
      '...+..+.',
      '........',
      '.#######',
      '..oooooo',
      '.#######',
      '##.#####',
      '##.#####',
      '.#######',
      '..######',
      '...#####',
      '....####',
      '...##.##',
      '...##..#',
    ],
  },
}

/** A stepped lozenge, for what belongs to no craft of the list. */
const other: Emblem = {
  dyes: [wool, cochineal, marigold, indigo],
  rows: [
    '........',
    '.......#',
    '......##',
    '.....###',
    '....##o#',
    '...##ooo',
    '..##oo++',
    '.##oo++.',
    '.##oo++.',
    '..##oo++',
    '...##ooo',
    '....##o#',
    '.....###',
    '......##',
    '.......#',
    '........',
  ],
}

export const craftEmblems: Readonly<Record<string, Emblem>> = { ...emblems, otro: other }

/** Knots of plain ground and of the hem around the figure. */
const border = 4
const figure = 16
const side = figure + border * 2

/** An SVG document of the figure on its cloth, under 3 KB. */
export function craftEmblem(slug: string): string {
  const { dyes, rows } = emblems[slug] ?? other
  const [ground, main, second, third] = dyes
  const threads: [string, string][] = [
    ['#', main],
    ['o', second],
    ['+', third],
  ]
  let drawn = ''
  for (const [mark, dye] of threads) {
    let path = ''
    rows.forEach((half, y) => {
      const row = half + [...half].toReversed().join('')
      let x = 0
      while (x < row.length) {
        let w = 0
        while (row[x + w] === mark) w += 1
        if (w > 0) path += `M${x + border} ${y + border}h${w}v1h-${w}z`
        x += Math.max(w, 1)
      }
    })
    if (path !== '') drawn += `<path fill="${dye}" d="${path}"/>`
  }
  // A dashed hem and the same weave as on the rugs.
  const hemDye = contrastRatio(main, ground) >= 2 ? main : second
  const hem = `<path fill="none" stroke="${hemDye}" stroke-dasharray="2 2" d="M1 1.5h${side - 2}M1 ${side - 1.5}h${side - 2}M1.5 1v${side - 2}M${side - 1.5} 1v${side - 2}"/>`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<defs><pattern id="w" width="1" height="1" patternUnits="userSpaceOnUse"><path opacity=".08" d="M0 .7h1v.3H0"/></pattern></defs>` +
    `<path fill="${ground}" d="M0 0h${side}v${side}H0"/>${hem}${drawn}<path fill="url(#w)" d="M0 0h${side}v${side}H0"/></svg>`
  )
}

const urls = new Map<string, string>()

/** The same as an address for `<img>`. */
export function craftEmblemUrl(slug: string): string {
  const name = slug in emblems ? slug : 'otro'
  const known = urls.get(name)
  if (known) return known
  const url = `data:image/svg+xml,${encodeURIComponent(craftEmblem(name))}`
  urls.set(name, url)
  return url
}
