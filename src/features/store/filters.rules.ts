import { z } from 'zod'
import { ProductListQuery, productSorts } from '../../../contracts/products.ts'
import type { ProductFilters } from '../../lib/product-queries.ts'

const { category, craft, region, town, seller, priceMin, priceMax, inStock, q, sort } = ProductListQuery.shape

/** `?q=1998` reaches us as a number, `?inStock=true` as a boolean; both are what was written. */
const written = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value), schema)

/** The address of the list: the contract's filters by their own names. */
const Search = z.object({
  q: written(q).catch(undefined),
  category: category.catch(undefined),
  craft: written(craft).catch(undefined),
  region: region.catch(undefined),
  town: written(town).catch(undefined),
  seller: written(seller).catch(undefined),
  priceMin: priceMin.catch(undefined),
  priceMax: priceMax.catch(undefined),
  inStock: written(inStock).catch(undefined),
  sort: sort.optional().catch(undefined),
})

/**
 * What an address bar says, with everything the server would refuse left out: a broken value is no filter, and what is
 * default does not stay in the address.
 */
export function readStoreSearch(raw: Record<string, unknown>): ProductFilters {
  const read = Search.parse(raw)
  if (read.q === '') read.q = undefined
  if (read.town === '') read.town = undefined
  if (read.inStock === 'false') read.inStock = undefined
  if (read.sort === 'recommended') read.sort = undefined
  if (read.priceMin === 0) read.priceMin = undefined
  if (read.priceMin !== undefined && read.priceMax !== undefined && read.priceMax < read.priceMin)
    read.priceMax = undefined
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as ProductFilters
}

/** Filters that narrow the list and stand as chips, each removed on its own; the two ends of a price are one. */
const narrowings = ['q', 'seller', 'craft', 'price', 'town', 'category', 'region', 'inStock'] as const
export type Narrowing = (typeof narrowings)[number]

const fieldsOf: Record<Narrowing, readonly (keyof ProductFilters)[]> = {
  q: ['q'],
  seller: ['seller'],
  craft: ['craft'],
  price: ['priceMin', 'priceMax'],
  town: ['town'],
  category: ['category'],
  region: ['region'],
  inStock: ['inStock'],
}

/** What narrows this list, the one that usually narrows most first. */
export function activeNarrowings(filters: ProductFilters): Narrowing[] {
  return narrowings.filter((one) => fieldsOf[one].some((field) => filters[field] !== undefined))
}

/** The same list without one of its filters. */
export function without(filters: ProductFilters, narrowing: Narrowing): ProductFilters {
  const gone: readonly string[] = fieldsOf[narrowing]
  return Object.fromEntries(Object.entries(filters).filter(([field]) => !gone.includes(field))) as ProductFilters
}

/** Everything that narrows taken away; the order stays. */
export function cleared(filters: ProductFilters): ProductFilters {
  return narrowings.reduce((rest, one) => without(rest, one), filters)
}

/**
 * What to offer to give up when nothing was found: the filter without which most is found. `found` is the count of
 * each try, null while it is not known; undefined when no single filter helps.
 */
export function mostHelpful(tries: readonly { narrowing: Narrowing; found: number | null }[]): Narrowing | undefined {
  const helpful = tries.filter((one) => one.found !== null && one.found > 0)
  return helpful.toSorted((a, b) => (b.found ?? 0) - (a.found ?? 0))[0]?.narrowing
}

/** A craft belongs to one category: choosing another category lets it go, choosing a craft needs no category. */
export function withCategory(filters: ProductFilters, next: ProductFilters['category']): ProductFilters {
  return readStoreSearch({ ...filters, category: next, craft: undefined })
}

export const sorts = productSorts
