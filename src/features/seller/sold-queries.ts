import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { z } from 'zod'
import type { StatementPage } from '../../../contracts/ledger.ts'
import type { SellerOrder, SellerOrderFilters, SoldOrder, SoldOrderPage } from '../../../contracts/orders.ts'
import type { OnboardingLink, PayoutAccount, TransferPage } from '../../../contracts/payouts.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { http, isProblem, newIdempotencyKey } from '../../lib/http.ts'
import { pagedQuery } from '../../lib/paged.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { withStepUp } from '../../lib/step-up.ts'
import type { StatementAsked, TransfersAsked } from './payouts-search.rules.ts'

export type { SoldOrder } from '../../../contracts/orders.ts'
/** The same order with its amounts; null for helpers, who are told of none. */
export const withMoney = (order: SoldOrder): SellerOrder | null => ('sellerShare' in order ? order : null)
/** Workshops and hosts are paid alike, each below their own address. */
export type Side = 'seller' | 'host'

export const soldOrdersQuery = (asked: SellerOrderFilters & { sort: 'newest' | 'oldest' }) =>
  pagedQuery<z.infer<typeof SoldOrderPage>>([...queryKeys.soldOrders, 'list'], '/seller/orders', { asked })

export const soldOrderQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.soldOrder(id),
    queryFn: ({ signal }) => http.get<SoldOrder>(`/seller/orders/${encodeURIComponent(id)}`, { signal }),
    retry: retryUnlessDecided,
  })

/** One thing done to a sold order; pressing again after a lost answer is the same thing. */
export function useSoldOrderAction(orderId: string) {
  const client = useQueryClient()
  const key = useRef<string | null>(null)
  async function send({ path, body }: { path: string; body?: object }) {
    const idempotencyKey = (key.current ??= newIdempotencyKey())
    try {
      return await http.post<SoldOrder>(`/seller/orders/${encodeURIComponent(orderId)}${path}`, {
        idempotencyKey,
        ...(body && { body }),
      })
    } catch (error) {
      // Staff who prove who they are send it anew: the refusal is kept under the key.
      if (isProblem(error, 'STEP_UP_REQUIRED')) key.current = null
      throw error
    }
  }
  return useMutation({
    networkMode: 'always',
    mutationFn: (move: { path: string; body?: object }) => withStepUp(() => send(move)),
    onSuccess: (order) => {
      key.current = null
      client.setQueryData(soldOrderQuery(orderId).queryKey, order)
      void client.invalidateQueries({ queryKey: [...queryKeys.soldOrders, 'list'] })
    },
    onError: () => void client.invalidateQueries({ queryKey: queryKeys.soldOrder(orderId) }),
  })
}

export const payoutAccountQuery = (side: Side) =>
  queryOptions({
    queryKey: [...queryKeys.payouts(side), 'account'],
    queryFn: ({ signal }) => http.get<PayoutAccount>(`/${side}/payouts/account`, { signal }),
    // Coming back from the provider's page.
    refetchOnMount: 'always',
    retry: retryUnlessDecided,
  })

export const transfersQuery = (side: Side, asked: TransfersAsked) =>
  pagedQuery<TransferPage>([...queryKeys.payouts(side), 'transfers'], `/${side}/payouts/transfers`, {
    asked,
    limit: 10,
  })

export const statementQuery = (side: Side, month: string, asked: StatementAsked) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.payouts(side), 'statement', month, asked],
    queryFn: ({ signal, pageParam }) =>
      http.get<StatementPage>(`/${side}/statement`, {
        signal,
        query: { month, ...asked, limit: 100, cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    retry: retryUnlessDecided,
  })

/** Opens the provider's page on which the account is made or finished. */
export function useOnboarding(side: Side) {
  return useMutation({
    networkMode: 'always',
    mutationFn: () => withStepUp(() => http.post<z.infer<typeof OnboardingLink>>(`/${side}/payouts/onboarding`)),
    onSuccess: ({ url }) => location.assign(url),
  })
}
