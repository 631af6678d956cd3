import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type {
  DiscountCode,
  DiscountCodeExportQuery,
  DiscountCodePage,
  DiscountCodeWrite,
  OwnPickupPointPage,
  PickupPointsWrite,
  ShippingRatePage,
  ShippingRatesWrite,
} from '../../../contracts/checkout.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { http, newIdempotencyKey } from '../../lib/http.ts'
import { pagedQuery } from '../../lib/paged.ts'
import { queryKeys } from '../../lib/query-keys.ts'

// Forms are open on these: what changes meanwhile is told when they are saved.
const calm = { refetchOnWindowFocus: false, retry: retryUnlessDecided }

export const ratesQuery = queryOptions({
  queryKey: [...queryKeys.shop, 'rates'],
  queryFn: ({ signal }) => http.get<z.infer<typeof ShippingRatePage>>('/seller/shipping-rates', { signal }),
  ...calm,
})
export function useSaveRates() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ version, body }: { version: string; body: z.input<typeof ShippingRatesWrite> }) =>
      http.put<z.infer<typeof ShippingRatePage>>('/seller/shipping-rates', {
        body,
        headers: { 'if-match': `"${version}"` },
      }),
    onSuccess: (rates) => client.setQueryData(ratesQuery.queryKey, rates),
  })
}

export const pointsQuery = queryOptions({
  queryKey: [...queryKeys.shop, 'points'],
  queryFn: ({ signal }) => http.get<z.infer<typeof OwnPickupPointPage>>('/seller/pickup-points', { signal }),
  ...calm,
})
export function useSavePoints() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ version, body }: { version: string; body: z.input<typeof PickupPointsWrite> }) =>
      http.put<z.infer<typeof OwnPickupPointPage>>('/seller/pickup-points', {
        body,
        headers: { 'if-match': `"${version}"` },
      }),
    onSuccess: (points) => client.setQueryData(pointsQuery.queryKey, points),
  })
}

const codesKey = [...queryKeys.shop, 'codes']
export type CodesAsked = z.input<typeof DiscountCodeExportQuery>
export const codesQuery = (asked: CodesAsked) =>
  pagedQuery<z.infer<typeof DiscountCodePage>>(codesKey, '/seller/discount-codes', { asked })
export function useCreateCode() {
  const client = useQueryClient()
  const [key, setKey] = useState(newIdempotencyKey)
  return useMutation({
    networkMode: 'always',
    mutationFn: (body: z.input<typeof DiscountCodeWrite>) =>
      http.post<DiscountCode>('/seller/discount-codes', { body, idempotencyKey: key }),
    onSuccess: () => void client.invalidateQueries({ queryKey: codesKey }),
    // What was refused is corrected and is then another request; a lost answer stays the same one.
    onError: (error) => 'status' in error && error.status !== 0 && setKey(newIdempotencyKey()),
  })
}
export function useSwitchCode() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ id, active }: { id: string; active: boolean }) =>
      http.patch<DiscountCode>(`/seller/discount-codes/${encodeURIComponent(id)}`, { body: { active } }),
    onSettled: () => client.invalidateQueries({ queryKey: codesKey }),
  })
}
