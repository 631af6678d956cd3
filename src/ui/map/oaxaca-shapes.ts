import type { RegionSlug } from '../../../contracts/common.ts'

/** Longitude and latitude. */
type Corner = readonly [number, number]

// Corners that neighbours share are named once, so that no gap opens between two regions. The shapes are drawn by hand,
// good to some ten kilometres: they orient, they do not measure.
const coast: readonly Corner[] = [
  [-98.55, 16.32],
  [-98.05, 16.1],
  [-97.55, 15.95],
  [-97.08, 15.84],
  [-96.55, 15.63],
  [-96.1, 15.71],
  [-95.75, 15.88],
]
const isthmusCoast: readonly Corner[] = [
  [-95.75, 15.88],
  [-95.2, 16.14],
  [-94.75, 16.18],
  [-94.1, 16.1],
]
const east: readonly Corner[] = [
  [-93.88, 16.35],
  [-94.02, 16.8],
  [-93.9, 17.1],
  [-94.35, 17.2],
  [-94.9, 17.25],
]
const gulfSide: readonly Corner[] = [
  [-94.9, 17.25],
  [-95.25, 17.55],
  [-95.55, 17.8],
  [-95.7, 18.15],
  [-95.95, 18.35],
  [-96.3, 18.33],
  [-96.55, 18.45],
]
const north: readonly Corner[] = [
  [-96.55, 18.45],
  [-96.72, 18.62],
  [-97, 18.45],
  [-97.25, 18.15],
]
const northWest: readonly Corner[] = [
  [-97.25, 18.15],
  [-97.6, 18.2],
  [-97.9, 18.1],
  [-98.25, 17.95],
  [-98.45, 17.75],
  [-98.3, 17.35],
  [-98.42, 17.05],
  [-98.2, 16.85],
]
const west: Corner = [-98.42, 16.65]

const costaSur: readonly Corner[] = [
  [-95.8, 16.1],
  [-95.98, 15.98],
  [-96.6, 15.95],
  [-97.2, 16.15],
  [-97.75, 16.45],
]
const mixtecaSur: Corner = [-97.7, 16.92]
const valleysSouth: readonly Corner[] = [
  [-97.05, 16.65],
  [-96.75, 16.48],
  [-96.4, 16.6],
]
const valleysEast: readonly Corner[] = [
  [-96.08, 16.8],
  [-96.22, 17],
  [-96.52, 17.1],
  [-96.66, 17.28],
]
const valleysWest: Corner = [-97.05, 17.1]
const valleysTop: Corner = [-96.98, 17.6]
const sierraTop: Corner = [-96.7, 17.65]
const canadaEast: readonly Corner[] = [
  [-96.5, 18.1],
  [-96.4, 17.85],
]
const sierraEast: readonly Corner[] = [
  [-96.15, 17.75],
  [-95.8, 17.5],
  [-95.45, 17.15],
]
const isthmusWest: readonly Corner[] = [
  [-95.75, 16.95],
  [-95.8, 16.55],
]
const canadaWest: Corner = [-97.15, 17.85]
const reversed = (corners: readonly Corner[]) => corners.toReversed()

/** Each region as a ring of corners. */
export const regionShapes: Record<RegionSlug, readonly Corner[]> = {
  costa: [...coast, ...costaSur, west],
  'sierra-sur': [west, [-98.2, 16.85], mixtecaSur, ...valleysSouth, [-96.08, 16.8], ...isthmusWest, ...costaSur],
  istmo: [...isthmusCoast, ...east, [-95.45, 17.15], ...isthmusWest, [-95.8, 16.1]],
  papaloapan: [...gulfSide, ...canadaEast, ...sierraEast],
  canada: [...north, canadaWest, valleysTop, sierraTop, ...reversed(canadaEast)],
  'sierra-norte': [sierraTop, [-96.4, 17.85], ...sierraEast, [-95.75, 16.95], ...valleysEast],
  'valles-centrales': [valleysTop, sierraTop, ...reversed(valleysEast), ...reversed(valleysSouth), valleysWest],
  mixteca: [...northWest, mixtecaSur, [-97.05, 16.65], valleysWest, valleysTop, canadaWest],
}

/** Where a region's name is written: beside its towns, which is where the pins are. */
export const namePlaces: Record<RegionSlug, Corner> = {
  canada: [-96.86, 18.36],
  papaloapan: [-95.98, 17.86],
  'sierra-norte': [-96.08, 17.4],
  'valles-centrales': [-96.82, 17.42],
  'sierra-sur': [-96.95, 16.4],
  costa: [-97.75, 16.24],
  istmo: [-94.95, 16.78],
  mixteca: [-97.72, 17.45],
}

export const oaxacaOutline: readonly Corner[] = [
  ...coast,
  ...isthmusCoast.slice(1),
  ...east,
  ...gulfSide.slice(1),
  ...north.slice(1),
  ...northWest.slice(1),
  west,
]

/** The Pacific and the Gulf, as far as the screen may reach. */
export const seas: readonly (readonly Corner[])[] = [
  [
    [-104, 19],
    [-101.2, 17.4],
    [-99.9, 16.8],
    ...coast,
    ...isthmusCoast.slice(1),
    [-93.2, 15.6],
    [-92.2, 14.5],
    [-90, 13.5],
    [-90, 8],
    [-104, 8],
  ],
  [
    [-97.3, 21],
    [-96.1, 19.2],
    [-95.6, 18.75],
    [-94.8, 18.55],
    [-94.4, 18.17],
    [-93, 18.45],
    [-91.5, 18.5],
    [-90, 19.5],
    [-90, 22],
    [-97.3, 22],
  ],
]
