import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CheckoutWithPayment } from '../../contracts/checkout.ts'
import type { OrderDetail, OrderPage } from '../../contracts/orders.ts'
import { retryUnlessDecided } from './booking-queries.ts'
import { http } from './http.ts'
import { queryKeys } from './query-keys.ts'

/** One's own orders, latest first. */
export const ordersQuery = infiniteQueryOptions({
  queryKey: [...queryKeys.orders, 'list'],
  queryFn: ({ signal, pageParam }) =>
    http.get<z.infer<typeof OrderPage>>('/orders', { signal, query: { limit: 20, cursor: pageParam } }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
  retry: retryUnlessDecided,
})

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.order(id),
    queryFn: ({ signal }) => http.get<OrderDetail>(`/orders/${encodeURIComponent(id)}`, { signal }),
    retry: retryUnlessDecided,
  })

/** A purchase: its orders, bookings and payment. */
export const checkoutQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.checkout(id),
    queryFn: ({ signal }) => http.get<CheckoutWithPayment>(`/checkouts/${encodeURIComponent(id)}`, { signal }),
    retry: retryUnlessDecided,
  })
