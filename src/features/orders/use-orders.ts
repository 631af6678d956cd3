import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isCutOff } from '../../lib/cut-off.ts'
import { orderQuery, ordersQuery } from '../../lib/order-queries.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { mayBeSignedIn, meQuery } from '../../lib/session.ts'
import { keepOrder, keepOrders, useStoredTrip } from '../../lib/stored-trip.ts'

/** One's orders. What is paid for is kept on the device as it is seen, and read from there without signal. */
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
    storedAt: cutOff && !orders && stored?.orders ? (stored.ordersAt ?? stored.savedAt) : null,
    error: list.error ?? who.error,
    cutOff,
    refetch: () => Promise.all([who.refetch(), mayBeSignedIn(me) && list.refetch()]),
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    loadMore: list.fetchNextPage,
  }
}

/** One order with its story, or without signal as much of it as was seen. */
export function useOrder(id: string) {
  const who = useQuery(meQuery)
  const me = who.data
  const stored = useStoredTrip()
  const answer = useQuery({ ...orderQuery(id), enabled: mayBeSignedIn(me) })
  const cutOff = isCutOff(answer) || (answer.data === undefined && isCutOff(who))
  const kept = cutOff ? stored?.orders?.find((order) => order.id === id) : undefined
  const userId = me?.id
  useEffect(() => {
    if (userId !== undefined && answer.data) keepOrder(userId, answer.data, serverNow())
  }, [userId, answer.data])
  return {
    me,
    // Without signal nothing can be changed.
    order: answer.data ?? (kept && { timeline: [], returns: [], ...kept, actions: [] }),
    storedAt: kept ? (stored?.ordersAt ?? stored?.savedAt ?? null) : null,
    error: answer.data || kept ? null : (answer.error ?? who.error),
    refetch: () => Promise.all([who.refetch(), mayBeSignedIn(me) && answer.refetch()]),
  }
}
