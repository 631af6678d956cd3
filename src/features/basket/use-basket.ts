import { useQuery } from '@tanstack/react-query'
import type { Cart } from '../../../contracts/checkout.ts'
import { cartQuery } from '../../lib/cart-queries.ts'
import { isOffline } from '../../lib/http.ts'
import { useOnline } from '../../lib/online.ts'
import { readCart } from '../../lib/stored-cart.ts'

/** The basket as the server has it; without signal the one that was last seen here, to read only. */
export function useBasket() {
  const query = useQuery({ ...cartQuery, refetchOnMount: 'always' })
  const isOnline = useOnline()
  const isUnreachable = !isOnline || isOffline(query.error)
  const stored = query.data === undefined && isUnreachable ? readCart() : null
  const cart: Cart | undefined = query.data ?? stored?.cart
  return {
    query,
    cart,
    isReadOnly: isUnreachable,
    /** Milliseconds since the epoch, when what is shown is only remembered. */
    storedAt: stored?.savedAt ?? null,
  }
}
