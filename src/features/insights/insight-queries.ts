import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DashboardBy, HostDashboard, SellerDashboard } from '../../../contracts/insights.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'

const shared = { staleTime: 30_000, refetchOnWindowFocus: 'always', retry: retryUnlessDecided } as const

export const hostDashboardQuery = (by: DashboardBy) =>
  queryOptions({
    queryKey: [...queryKeys.insights, 'host', by],
    queryFn: ({ signal }) => http.get<HostDashboard>('/host/dashboard', { signal, query: { by } }),
    // Another period takes the place of the one on the screen when it is here.
    placeholderData: keepPreviousData,
    ...shared,
  })

export const shopDashboardQuery = (by: DashboardBy) =>
  queryOptions({
    queryKey: [...queryKeys.insights, 'seller', by],
    queryFn: ({ signal }) => http.get<SellerDashboard>('/seller/dashboard', { signal, query: { by } }),
    placeholderData: keepPreviousData,
    ...shared,
  })
