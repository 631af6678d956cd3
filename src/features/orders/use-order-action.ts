import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OrderDetail } from '../../../contracts/orders.ts'
import { http, newIdempotencyKey } from '../../lib/http.ts'
import { orderQuery } from '../../lib/order-queries.ts'
import { queryKeys } from '../../lib/query-keys.ts'

/** One thing done to an order; pressing again after a lost answer is the same thing. */
export function useOrderAction(orderId: string) {
  const client = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ path, body }: { path: string; body?: object }) =>
      http.post<OrderDetail>(`/orders/${encodeURIComponent(orderId)}${path}`, {
        idempotencyKey: key,
        ...(body && { body }),
      }),
    onSuccess: (order) => {
      client.setQueryData(orderQuery(orderId).queryKey, order)
      void client.invalidateQueries({ queryKey: [...queryKeys.orders, 'list'] })
      void client.invalidateQueries({ queryKey: queryKeys.checkout(order.checkoutId) })
    },
    onError: () => void client.invalidateQueries({ queryKey: queryKeys.order(orderId) }),
  })
}
