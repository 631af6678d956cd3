import { z } from 'zod'
import { ProductListQuery, productSorts } from '../../../contracts/products.ts'
import { narrowingsOf } from '../../lib/narrowing.rules.ts'
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

/** Filters that narrow the list and stand as chips. */
export const narrowings = narrowingsOf<ProductFilters, Narrowing>({
  q: ['q'],
  seller: ['seller'],
  craft: ['craft'],
  price: ['priceMin', 'priceMax'],
  town: ['town'],
  category: ['category'],
  region: ['region'],
  inStock: ['inStock'],
})
export type Narrowing = 'q' | 'seller' | 'craft' | 'price' | 'town' | 'category' | 'region' | 'inStock'

/** A craft belongs to one category: choosing another category lets it go, choosing a craft needs no category. */
export function withCategory(filters: ProductFilters, next: ProductFilters['category']): ProductFilters {
  return readStoreSearch({ ...filters, category: next, craft: undefined })
}

export const sorts = productSorts
