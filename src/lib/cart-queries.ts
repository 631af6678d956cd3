import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Cart } from '../../contracts/checkout.ts'
import { retryUnlessDecided } from './booking-queries.ts'
import { emptyCart, type NewLine, withoutSlot, withQuantity } from './cart.rules.ts'
import { http } from './http.ts'
import { queryKeys } from './query-keys.ts'
import { serverNow } from './server-clock.ts'
import { keepCart } from './stored-cart.ts'

/** The basket of whoever is here, signed in or not (a cookie that scripts cannot read says whose). */
export const cartQuery = queryOptions({
  queryKey: queryKeys.cart,
  queryFn: async ({ signal, client }): Promise<Cart> => kept(client, await http.get<Cart>('/cart', { signal })),
  retry: retryUnlessDecided,
})

/** What the server said last, to go back to when a change that was shown ahead of its answer failed. */
const told = new WeakMap<QueryClient, Cart>()

function kept(client: QueryClient, cart: Cart): Cart {
  told.set(client, cart)
  keepCart(cart, serverNow())
  return cart
}

/** Undefined until the server answered. */
export function useCart(): Cart | undefined {
  return useQuery(cartQuery).data
}

/** A basket that somebody else emptied or filled: the checkout that was paid, the person who signed in. */
export function cartIsStale(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: queryKeys.cart })
}

const mutationKey = ['cart-change'] as const

/**
 * A change of the basket: on the screen at once, one after the other on the wire, and taken back when the server refuses.
 * Every change says the whole quantity, so that a repeat changes nothing; while others wait their turn an answer is
 * already history, and only the last one is shown.
 */
function useCartChange<Change>(send: (change: Change) => Promise<Cart>, ahead?: (cart: Cart, change: Change) => Cart) {
  const client = useQueryClient()
  const isLast = () => client.isMutating({ mutationKey }) <= 1
  return useMutation({
    mutationKey,
    scope: { id: 'cart' },
    mutationFn: send,
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: queryKeys.cart })
      if (ahead) client.setQueryData<Cart>(queryKeys.cart, (cart) => ahead(cart ?? emptyCart, change))
    },
    onSuccess: (cart) => {
      kept(client, cart)
      if (isLast()) client.setQueryData<Cart>(queryKeys.cart, cart)
    },
    onError: () => {
      if (!isLast()) return
      // Several changes may have been laid over each other here; and the network may be what failed.
      client.setQueryData<Cart>(queryKeys.cart, told.get(client))
      void cartIsStale(client)
    },
  })
}

export type ItemChange = {
  productId: string
  variantId: string
  /** 0 takes it out. */
  quantity: number
  /** What the line shows meanwhile, for a variant that is not in the basket yet. */
  line?: NewLine
}

export function useSetCartItem() {
  return useCartChange(
    ({ productId, variantId, quantity }: ItemChange) =>
      http.put<Cart>(`/cart/items/${encodeURIComponent(productId)}`, { body: { quantity, variantId } }),
    (cart, { variantId, quantity, line }) => withQuantity(cart, variantId, quantity, line),
  )
}

export type PartyEntries = { type: string; quantity: number }[]

/** A slot with a party, or another party for one that is there. */
export function useSetCartSlot() {
  return useCartChange(({ slotId, party }: { slotId: string; party: PartyEntries }) =>
    http.put<Cart>(`/cart/slots/${encodeURIComponent(slotId)}`, { body: { party } }),
  )
}

export function useRemoveCartSlot() {
  return useCartChange(
    ({ slotId }: { slotId: string }) => http.delete<Cart>(`/cart/slots/${encodeURIComponent(slotId)}`),
    (cart, { slotId }) => withoutSlot(cart, slotId),
  )
}

/** A discount code; null takes it off. */
export function useCartCode() {
  return useCartChange(({ code }: { code: string | null }) =>
    code === null ? http.delete<Cart>('/cart/code') : http.put<Cart>('/cart/code', { body: { code } }),
  )
}

/** Today's prices and stock were looked at. */
export function useAcknowledgeCart() {
  return useCartChange((_: void) => http.post<Cart>('/cart/acknowledge'))
}
