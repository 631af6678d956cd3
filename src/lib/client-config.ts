import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ClientConfig } from '../../contracts/system.ts'
import { http } from './http.ts'
import { queryKeys } from './query-keys.ts'

export const clientConfigQuery = queryOptions({
  queryKey: queryKeys.clientConfig,
  queryFn: ({ signal }) => http.get<ClientConfig>('/client-config', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Null until the server answered; screens then do without what it would switch on. */
export function useClientConfig(): ClientConfig | null {
  return useQuery(clientConfigQuery).data ?? null
}
