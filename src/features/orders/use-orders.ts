import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isOffline } from '../../lib/http.ts'
import { orderQuery, ordersQuery } from '../../lib/order-queries.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { mayBeSignedIn, meQuery } from '../../lib/session.ts'
import { keepOrders, useStoredTrip } from '../../lib/stored-trip.ts'

/** True when the network, not the server, is why there is no answer. */
function isCutOff(query: { data: unknown; error: unknown; fetchStatus: string }): boolean {
  return query.data === undefined && (isOffline(query.error) || query.fetchStatus === 'paused')
}

/** One's orders. What is on its way is kept on the device as it is seen, and read from there without signal. */
export function useOrders() {
  const who = useQuery(meQuery)
  const me = who.data
  const stored = useStoredTrip()
  const list = useInfiniteQuery({ ...ordersQuery, enabled: mayBeSignedIn(me) })
  const cutOff = isCutOff(list) || (list.data === undefined && isCutOff(who))
  const firstPage = list.data?.pages[0]?.items
  const userId = me?.id
  useEffect(() => {
    if (userId !== undefined && firstPage) keepOrders(userId, firstPage, serverNow())
  }, [userId, firstPage])
  const orders = list.data?.pages.flatMap((page) => page.items)
  return {
    me,
    orders: orders ?? (cutOff ? stored?.orders : undefined),
    /** Milliseconds since the epoch when what is shown comes from the device. */
    storedAt: cutOff && !orders && stored?.orders ? stored.savedAt : null,
    error: list.error ?? who.error,
    cutOff,
    refetch: () => Promise.all([who.refetch(), mayBeSignedIn(me) && list.refetch()]),
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    loadMore: list.fetchNextPage,
  }
}

/** One order with its story, or without signal the part of it that was kept. */
export function useOrder(id: string) {
  const who = useQuery(meQuery)
  const me = who.data
  const stored = useStoredTrip()
  const answer = useQuery({ ...orderQuery(id), enabled: mayBeSignedIn(me) })
  const cutOff = isCutOff(answer) || (answer.data === undefined && isCutOff(who))
  const kept = cutOff ? stored?.orders?.find((order) => order.id === id) : undefined
  return {
    me,
    order: answer.data ?? (kept && { ...kept, actions: [], timeline: [], returns: [] }),
    storedAt: kept ? (stored?.savedAt ?? null) : null,
    error: answer.data || kept ? null : (answer.error ?? who.error),
    refetch: () => Promise.all([who.refetch(), mayBeSignedIn(me) && answer.refetch()]),
  }
}
