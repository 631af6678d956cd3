import { z } from 'zod'
import { ExperienceListQuery, experienceSorts } from '../../../contracts/experiences.ts'
import type { ExperienceFilters } from '../../lib/catalogue-queries.ts'

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

/** Filters that narrow the list and stand as chips, each removed on its own; the two ends of a range are one. */
export const narrowings = ['q', 'price', 'guests', 'dates', 'category', 'region'] as const
export type Narrowing = (typeof narrowings)[number]

const fieldsOf: Record<Narrowing, readonly (keyof ExperienceFilters)[]> = {
  q: ['q'],
  price: ['priceMin', 'priceMax'],
  guests: ['guests'],
  dates: ['from', 'to'],
  category: ['category'],
  region: ['region'],
}

/** What narrows this list, the one that usually narrows most first. */
export function activeNarrowings(filters: ExperienceFilters): Narrowing[] {
  return narrowings.filter((one) => fieldsOf[one].some((field) => filters[field] !== undefined))
}

/** The same list without one of its filters. */
export function without<T extends ExperienceFilters>(filters: T, narrowing: Narrowing): T {
  const gone: readonly string[] = fieldsOf[narrowing]
  return Object.fromEntries(Object.entries(filters).filter(([field]) => !gone.includes(field))) as T
}

/** Everything that narrows taken away; order and view stay. */
export function cleared(search: ExploreSearch): ExploreSearch {
  return narrowings.reduce((rest, one) => without(rest, one), search)
}

/**
 * What to offer to give up when nothing was found: the filter without which most is found. `found` is the count of
 * each try, null while it is not known; undefined when no single filter helps.
 */
export function mostHelpful(tries: readonly { narrowing: Narrowing; found: number | null }[]): Narrowing | undefined {
  const helpful = tries.filter((one) => one.found !== null && one.found > 0)
  return helpful.toSorted((a, b) => (b.found ?? 0) - (a.found ?? 0))[0]?.narrowing
}

export const sorts = experienceSorts
