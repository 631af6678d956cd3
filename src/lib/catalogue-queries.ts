import { queryOptions, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { RegionSlug } from '../../contracts/common.ts'
import type { ExperienceListQuery, ExperiencePage, PublicHost } from '../../contracts/experiences.ts'
import type { Region, RegionList } from '../../contracts/places.ts'
import { retryUnlessDecided } from './booking-queries.ts'
import { http } from './http.ts'
import { pagedQuery } from './paged.ts'
import { queryKeys } from './query-keys.ts'

/** What a list of experiences is asked for, without the page. */
export type ExperienceFilters = Partial<Omit<ExperienceListQuery, 'limit' | 'cursor'>>

/** Places free change by the minute; half of one is fresh enough for a list. */
const listFreshMs = 30_000

export const experiencesQuery = (filters: ExperienceFilters, pageSize: number) => ({
  ...pagedQuery<z.infer<typeof ExperiencePage>>([...queryKeys.experiences, pageSize], '/experiences', {
    asked: filters,
    limit: pageSize,
  }),
  staleTime: listFreshMs,
})

/** How many a list would show first, at most a page of 20: enough to say what giving up a filter would bring. */
export const experienceCountQuery = (filters: ExperienceFilters) =>
  queryOptions({
    queryKey: [...queryKeys.experiences, 'count', filters],
    queryFn: async ({ signal }) => {
      const query = { ...filters, limit: 20 }
      return (await http.get<z.infer<typeof ExperiencePage>>('/experiences', { signal, query })).items.length
    },
    staleTime: listFreshMs,
    retry: false,
  })

export const hostQuery = (idOrSlug: string) =>
  queryOptions({
    queryKey: queryKeys.host(idOrSlug),
    queryFn: ({ signal }) => http.get<PublicHost>(`/hosts/${encodeURIComponent(idOrSlug)}`, { signal }),
    staleTime: 60_000,
    retry: retryUnlessDecided,
  })

/** The eight regions in the visitor's language; they change with a release, so once is enough. */
export const regionsQuery = queryOptions({
  queryKey: queryKeys.regions,
  queryFn: async ({ signal }): Promise<Region[]> =>
    (await http.get<z.infer<typeof RegionList>>('/regions', { signal })).items,
  staleTime: 10 * 60_000,
  retry: retryUnlessDecided,
})

/** A region's facts, undefined until they came; screens then do without its colour and write nothing wrong. */
export function useRegion(slug: RegionSlug): Region | undefined {
  return useQuery(regionsQuery).data?.find((region) => region.slug === slug)
}
