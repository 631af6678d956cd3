import { useQuery } from '@tanstack/react-query'
import { checkoutQuery } from '../../lib/order-queries.ts'
import { mayBeSignedIn, meQuery } from '../../lib/session.ts'

/** A purchase of one's own. */
export function usePurchase(id: string) {
  const who = useQuery(meQuery)
  const me = who.data
  const answer = useQuery({ ...checkoutQuery(id), enabled: mayBeSignedIn(me) })
  return {
    me,
    checkout: answer.data?.checkout,
    error: answer.data ? null : (answer.error ?? who.error),
    refetch: () => Promise.all([who.refetch(), mayBeSignedIn(me) && answer.refetch()]),
  }
}
