import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CheckoutCreate, CheckoutQuote, CheckoutWithPayment } from '../../../contracts/checkout.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { cartIsStale } from '../../lib/cart-queries.ts'
import { http } from '../../lib/http.ts'
import { checkoutQuery } from '../../lib/order-queries.ts'
import { forgetAttemptKey, keyForAttempt } from '../../lib/payment/attempt-key.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { checkoutFailure } from './checkout-failure.rules.ts'
import { repeatsSameIntention } from '../../lib/refusal.rules.ts'

/** Under which presses of "pay" repeat each other; every basket has one payment at a time. */
export const attemptScope = 'basket'

type Wanted = Pick<CheckoutCreate, 'shippingAddress' | 'pickups'>

/**
 * What it costs to have it that way. Asked again whenever the basket moved (`cartAt`); while the next answer is on its way
 * the last one stands.
 */
export function useQuote(wanted: Wanted, cartAt: number, enabled: boolean) {
  return useQuery({
    // Not below the basket's key: whoever empties the basket must not ask what nothing costs.
    queryKey: ['quote', wanted, cartAt],
    queryFn: ({ signal }) => http.post<CheckoutQuote>('/checkouts/quote', { body: wanted, signal }),
    placeholderData: keepPreviousData,
    enabled,
    retry: retryUnlessDecided,
  })
}

/** Holds the whole basket. Pressing again, reloading or a lost answer never makes a second purchase. */
export function useCreateCheckout() {
  const client = useQueryClient()
  return useMutation({
    // Offline it must fail and say so, not wait in silence.
    networkMode: 'always',
    mutationFn: (wanted: CheckoutCreate) =>
      http.post<CheckoutWithPayment>('/checkouts', {
        body: wanted,
        idempotencyKey: keyForAttempt(attemptScope, wanted),
      }),
    onSuccess: (answer) => {
      client.setQueryData(checkoutQuery(answer.checkout.id).queryKey, answer)
      void client.invalidateQueries({ queryKey: queryKeys.orders })
      void client.invalidateQueries({ queryKey: [...queryKeys.bookings, 'list'] })
    },
    onError: (error) => {
      if (!repeatsSameIntention(checkoutFailure(error))) forgetAttemptKey(attemptScope)
      void cartIsStale(client)
    },
  })
}

/** Gives up what is held; it lies in the basket again. */
export function useGiveUpCheckout(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      http.post<CheckoutWithPayment>(`/checkouts/${encodeURIComponent(id)}/cancel`, {
        idempotencyKey: keyForAttempt(`give-up.${id}`, null),
      }),
    onSuccess: async (answer) => {
      forgetAttemptKey(attemptScope)
      client.setQueryData(checkoutQuery(id).queryKey, answer)
      void client.invalidateQueries({ queryKey: queryKeys.orders })
      await cartIsStale(client)
    },
  })
}
