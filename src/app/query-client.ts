import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { retryUnlessDecided } from '../lib/booking-queries.ts'
import { noteBan } from '../lib/ban.ts'
import { isProblem } from '../lib/http.ts'
import { queryKeys } from '../lib/query-keys.ts'

/** Half a minute: going back and forth asks nothing; what changes by the second comes over the socket. */
const staleMs = 30_000

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // A session that ended elsewhere: ask who is here, and the screens follow.
      onError: (error, query) => {
        noteBan(error)
        if (isProblem(error) && error.status === 401 && query.queryKey[0] !== queryKeys.me[0]) {
          void client.invalidateQueries({ queryKey: queryKeys.me })
        }
      },
    }),
    mutationCache: new MutationCache({ onError: (error) => noteBan(error) }),
    defaultOptions: {
      queries: {
        staleTime: staleMs,
        retry: retryUnlessDecided,
        // Without network a request fails and the screen says so; paused, it would load for ever.
        networkMode: 'always',
        refetchOnReconnect: true,
      },
      mutations: { networkMode: 'always' },
    },
  })
  return client
}
