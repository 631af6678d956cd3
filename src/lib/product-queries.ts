import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  Craft,
  CraftPage,
  Product,
  ProductCard,
  ProductListQuery,
  ProductPage,
  Seller,
  SellerListQuery,
  SellerPage,
  Suggestion,
  SuggestionPage,
} from '../../contracts/products.ts'
import { retryUnlessDecided } from './booking-queries.ts'
import { http } from './http.ts'
import { pagedQuery } from './paged.ts'
import { queryKeys } from './query-keys.ts'

/** What a list of pieces is asked for, without the page. */
export type ProductFilters = Partial<Omit<z.infer<typeof ProductListQuery>, 'limit' | 'cursor'>>

/** Stock moves while one looks; half a minute is fresh enough for a list, the basket counts again. */
const listFreshMs = 30_000

export const productsQuery = (filters: ProductFilters, pageSize: number) => ({
  ...pagedQuery<z.infer<typeof ProductPage>>([...queryKeys.products, pageSize], '/products', {
    asked: filters,
    limit: pageSize,
  }),
  staleTime: listFreshMs,
})

/** How many a list would show first, at most a page of 20: enough to say what giving up a filter would bring. */
export const productCountQuery = (filters: ProductFilters) =>
  queryOptions({
    queryKey: [...queryKeys.products, 'count', filters],
    queryFn: async ({ signal }) => {
      const query = { ...filters, limit: 20 }
      return (await http.get<z.infer<typeof ProductPage>>('/products', { signal, query })).items.length
    },
    staleTime: listFreshMs,
    retry: false,
  })

export const productQuery = (idOrSlug: string) =>
  queryOptions({
    queryKey: queryKeys.product(idOrSlug),
    queryFn: ({ signal }) => http.get<Product>(`/products/${encodeURIComponent(idOrSlug)}`, { signal }),
    retry: retryUnlessDecided,
  })

/** More of the same: its workshop, its craft. */
export const relatedProductsQuery = (productId: string) =>
  queryOptions({
    queryKey: [...queryKeys.product(productId), 'related'],
    queryFn: async ({ signal }): Promise<ProductCard[]> => {
      const path = `/products/${encodeURIComponent(productId)}/related`
      return (await http.get<z.infer<typeof ProductPage>>(path, { signal })).items
    },
    staleTime: listFreshMs,
    retry: retryUnlessDecided,
  })

/** What is made in Oaxaca; it changes with a release. */
export const craftsQuery = queryOptions({
  queryKey: queryKeys.crafts,
  queryFn: async ({ signal }): Promise<Craft[]> =>
    (await http.get<z.infer<typeof CraftPage>>('/crafts', { signal })).items,
  staleTime: 10 * 60_000,
  retry: retryUnlessDecided,
})

type SellerFilters = Partial<Omit<z.infer<typeof SellerListQuery>, 'limit' | 'cursor'>>

export const sellersQuery = (filters: SellerFilters, pageSize: number) => ({
  ...pagedQuery<z.infer<typeof SellerPage>>([...queryKeys.sellers, pageSize], '/sellers', {
    asked: filters,
    limit: pageSize,
  }),
  staleTime: 5 * 60_000,
})

export const sellerQuery = (idOrSlug: string) =>
  queryOptions({
    queryKey: queryKeys.seller(idOrSlug),
    queryFn: ({ signal }) => http.get<Seller>(`/sellers/${encodeURIComponent(idOrSlug)}`, { signal }),
    staleTime: 5 * 60_000,
    retry: retryUnlessDecided,
  })

/** What the search box offers while one types; an answer is good for as long as somebody goes back and forth in a word. */
export const suggestionsQuery = (text: string) =>
  queryOptions({
    queryKey: [...queryKeys.suggestions, text],
    queryFn: async ({ signal }): Promise<Suggestion[]> => {
      const query = { q: text, limit: 8 }
      return (await http.get<z.infer<typeof SuggestionPage>>('/suggestions', { signal, query })).items
    },
    enabled: text.length >= 2,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    // Without suggestions one still searches.
    retry: false,
  })
