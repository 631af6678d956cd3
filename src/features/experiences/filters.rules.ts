import { z } from 'zod'
import { ExperienceListQuery, experienceSorts } from '../../../contracts/experiences.ts'
import type { ExperienceFilters } from '../../lib/catalogue-queries.ts'
import { narrowingsOf } from '../../lib/narrowing.rules.ts'

const { category, region, from, to, guests, priceMin, priceMax, sort } = ExperienceListQuery.shape

/** `?q=2027` reaches us as a number; a text is what was typed. */
const typedText = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  ExperienceListQuery.shape.q,
)

/** The address of the list: the contract's filters by their own names, and how one looks at them. */
const Search = z.object({
  q: typedText.catch(undefined),
  category: category.catch(undefined),
  region: region.catch(undefined),
  from: from.catch(undefined),
  to: to.catch(undefined),
  guests: guests.catch(undefined),
  priceMin: priceMin.catch(undefined),
  priceMax: priceMax.catch(undefined),
  sort: sort.optional().catch(undefined),
  vista: z.literal('mapa').optional().catch(undefined),
})
export type ExploreSearch = ExperienceFilters & { vista?: 'mapa' | undefined }

/**
 * What an address bar says, with everything the server would refuse left out: a broken value is no filter, an end
 * before its beginning is dropped, and what is default does not stay in the address.
 */
export function readExploreSearch(raw: Record<string, unknown>): ExploreSearch {
  const read = Search.parse(raw)
  if (read.q === '') read.q = undefined
  if (read.sort === 'recommended') read.sort = undefined
  if (read.from !== undefined && read.to !== undefined && read.to < read.from) read.to = undefined
  if (read.priceMin === 0) read.priceMin = undefined
  if (read.priceMin !== undefined && read.priceMax !== undefined && read.priceMax < read.priceMin)
    read.priceMax = undefined
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as ExploreSearch
}

/** The filters as the list is asked for them; `today` at the place keeps a saved link from looking into the past. */
export function filtersOf({ vista: _vista, ...filters }: ExploreSearch, today: string): ExperienceFilters {
  const { from: start, to: end } = filters
  if (start !== undefined && start < today && (end === undefined || end >= today)) return { ...filters, from: today }
  return filters
}

/** Filters that narrow the list and stand as chips. */
export const narrowings = narrowingsOf<ExploreSearch, Narrowing>({
  q: ['q'],
  price: ['priceMin', 'priceMax'],
  guests: ['guests'],
  dates: ['from', 'to'],
  category: ['category'],
  region: ['region'],
})
export type Narrowing = 'q' | 'price' | 'guests' | 'dates' | 'category' | 'region'

export const sorts = experienceSorts
