import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isCutOff } from '../../lib/cut-off.ts'
import { checkoutQuery } from '../../lib/order-queries.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { mayBeSignedIn, meQuery } from '../../lib/session.ts'
import { keepPurchase, useStoredTrip } from '../../lib/stored-trip.ts'
import { useTicketsAhead } from '../../lib/use-tickets-ahead.ts'

/** A purchase of one's own; once paid it is kept on the device with its tickets, and read from there without signal. */
export function usePurchase(id: string) {
  const who = useQuery(meQuery)
  const me = who.data
  const stored = useStoredTrip()
  const answer = useQuery({ ...checkoutQuery(id), enabled: mayBeSignedIn(me) })
  const cutOff = isCutOff(answer) || (answer.data === undefined && isCutOff(who))
  const kept = cutOff ? stored?.purchases?.find(({ checkout }) => checkout.id === id) : undefined
  const userId = me?.id
  const fresh = answer.data?.checkout
  useEffect(() => {
    if (userId !== undefined && fresh) keepPurchase(userId, fresh, serverNow())
  }, [userId, fresh])
  useTicketsAhead(userId, fresh?.bookings)
  return {
    me,
    checkout: fresh ?? kept?.checkout,
    /** Milliseconds since the epoch when what is shown comes from the device. */
    storedAt: kept?.savedAt ?? null,
    error: fresh || kept ? null : (answer.error ?? who.error),
    refetch: () => Promise.all([who.refetch(), mayBeSignedIn(me) && answer.refetch()]),
  }
}
