import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DashboardBy } from '../../../contracts/insights.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import type { Dashboards, Side } from './dashboard.rules.ts'

const paths = { HOST: '/host/dashboard', SELLER: '/seller/dashboard' }

export const dashboardQuery = <Of extends Side>(side: Of, by: DashboardBy) =>
  queryOptions({
    queryKey: [...queryKeys.insights, side, by],
    queryFn: ({ signal }) => http.get<Dashboards[Of]>(paths[side], { signal, query: { by } }),
    // Another period takes the place of the one on the screen when it is here.
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    refetchOnWindowFocus: 'always',
    // Bookings and orders ask again at once; what was viewed is counted in batches, and a day ends by itself.
    refetchInterval: 60_000,
    retry: retryUnlessDecided,
  })
