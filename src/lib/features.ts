import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Feature, FeatureStates } from '../../contracts/settings.ts'
import { http } from './http.ts'
import { queryKeys } from './query-keys.ts'

const featuresQuery = queryOptions({
  queryKey: queryKeys.features,
  queryFn: ({ signal }) => http.get<FeatureStates>('/features', { signal }),
  staleTime: 60_000,
  retry: false,
})

/** Whether the team keeps something closed for everyone. Unknown is open: the server decides, and says so in its own words. */
export function useIsClosed(feature: Feature): boolean {
  return useQuery(featuresQuery).data?.[feature] === false
}
