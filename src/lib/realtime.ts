import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { NotificationType, RealtimeMessage } from '../../contracts/notifications.ts'
import { bookingQuery } from './booking-queries.ts'
import { queryKeys } from './query-keys.ts'
import { forgetSignedIn } from './session.ts'

type Listener = (message: RealtimeMessage) => void
type Timers = { set: (work: () => void, ms: number) => number; clear: (id: number) => void }

/** Milliseconds before attempt `n` (from 0): doubles from 1 s to 30 s, plus up to a second so that clients do not return in step. */
export function reconnectDelay(attempt: number, random = Math.random()): number {
  return Math.min(30_000, 1000 * 2 ** attempt) + Math.floor(random * 1000)
}

/**
 * One socket for the page. It opens when someone needs it (a person signed in, or a topic is watched), comes back by
 * itself, and says when it came back after a gap so that what was missed is asked for.
 */
export function createRealtime(open: () => WebSocket, timers: Timers) {
  const listeners = new Set<Listener>()
  const gapListeners = new Set<() => void>()
  const topics = new Map<string, number>()
  let socket: WebSocket | null = null
  let wanted = 0
  let attempt = 0
  let retry: number | null = null
  let wasOpen = false

  const send = (command: object) => {
    if (socket?.readyState === 1) socket.send(JSON.stringify(command))
  }
  const connect = () => {
    retry = null
    if (socket || wanted === 0) return
    const own = open()
    socket = own
    own.onopen = () => {
      attempt = 0
      for (const topic of topics.keys()) send({ type: 'subscribe', topic })
      if (wasOpen) for (const listener of gapListeners) listener()
      wasOpen = true
    }
    own.onmessage = (event) => {
      let message: RealtimeMessage
      try {
        message = JSON.parse(String(event.data)) as RealtimeMessage
      } catch {
        return
      }
      for (const listener of listeners) listener(message)
    }
    own.onclose = () => {
      if (socket !== own) return
      socket = null
      if (wanted > 0 && retry === null) retry = timers.set(connect, reconnectDelay(attempt++))
    }
  }
  const disconnect = () => {
    if (retry !== null) timers.clear(retry)
    retry = null
    const own = socket
    socket = null
    own?.close()
  }

  return {
    /** Keeps the socket open until the returned function is called. */
    hold() {
      wanted += 1
      connect()
      return () => {
        wanted -= 1
        if (wanted === 0) {
          disconnect()
          wasOpen = false
        }
      }
    },
    /** Another person signed in or out: the socket belongs to the old session. */
    restart() {
      disconnect()
      connect()
    },
    subscribe(topic: string) {
      const count = topics.get(topic) ?? 0
      topics.set(topic, count + 1)
      if (count === 0) send({ type: 'subscribe', topic })
      return () => {
        const left = (topics.get(topic) ?? 1) - 1
        if (left > 0) topics.set(topic, left)
        else {
          topics.delete(topic)
          send({ type: 'unsubscribe', topic })
        }
      }
    },
    onMessage(listener: Listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onGap(listener: () => void) {
      gapListeners.add(listener)
      return () => gapListeners.delete(listener)
    },
  }
}

const realtime = createRealtime(
  () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/realtime`),
  { set: (work, ms) => window.setTimeout(work, ms), clear: (id) => window.clearTimeout(id) },
)

/**
 * Bookings first, then what only a booking that stands has: asked together with it, the tickets and the quote of one that
 * was just cancelled would be refused.
 */
async function bookingsAreStale(client: QueryClient): Promise<void> {
  const hangsOnBooking = ({ queryKey }: { queryKey: readonly unknown[] }) =>
    queryKey[2] === 'tickets' || queryKey[2] === 'quote'
  await client.invalidateQueries({ queryKey: queryKeys.bookings, predicate: (query) => !hangsOnBooking(query) })
  await client.invalidateQueries({
    queryKey: queryKeys.bookings,
    predicate: (query) => hangsOnBooking(query) && !isOver(client, String(query.queryKey[1])),
  })
}

function isOver(client: QueryClient, bookingId: string): boolean {
  return client.getQueryData(bookingQuery(bookingId).queryKey)?.booking.status === 'CANCELLED'
}

/** What only a notice tells of: nobody's own booking moved, or nothing that others see. */
function newsIsStale(client: QueryClient, type: NotificationType): void {
  if (type.startsWith('APPLICATION_')) void client.invalidateQueries({ queryKey: queryKeys.applications })
  if (type === 'BOOKING_SEAT_OFFERED' || type.startsWith('BOOKING_TIME_')) void bookingsAreStale(client)
}

/** What a message makes stale. The message itself carries ids only; the screens ask again for what they show. */
export function invalidate(client: QueryClient, message: RealtimeMessage): void {
  const stale = (queryKey: readonly unknown[]) => void client.invalidateQueries({ queryKey })
  switch (message.type) {
    case 'notification':
      // Sent when what happened was counted too.
      stale(queryKeys.insights)
      stale(queryKeys.notifications)
      return newsIsStale(client, message.notificationType)
    case 'booking':
      // Its host's screens too: what one does not have open is not asked for.
      stale(queryKeys.hostTimes)
      stale(queryKeys.insights)
      return void bookingsAreStale(client)
    case 'payment':
      stale(queryKeys.payment(message.paymentId))
      stale(queryKeys.checkouts)
      return void bookingsAreStale(client)
    case 'slot':
      return stale(queryKeys.slots(message.experienceId))
    case 'checkout':
      stale(queryKeys.cart)
      return stale(queryKeys.checkout(message.checkoutId))
    case 'order':
      stale(queryKeys.soldOrders)
      stale(queryKeys.insights)
      stale(queryKeys.checkouts)
      return stale(queryKeys.orders)
    case 'product':
      // A basket that holds it counts again.
      stale(['product'])
      return stale(queryKeys.cart)
    case 'signed-out':
      // The cookie of who was suspended still says who they are: the answer to it says why.
      if (message.reason !== 'banned') forgetSignedIn()
      return stale(queryKeys.me)
    case 'message':
    case 'thread-read':
      stale(queryKeys.insights)
      return stale(queryKeys.threads)
    case 'hello':
      return
  }
}

/** For the shell, once: messages make queries stale, a gap makes everything live stale, a person keeps the socket open. */
export function useRealtime(client: QueryClient, userId: string | null): void {
  useEffect(() => {
    const ends = [
      realtime.onMessage((message) => invalidate(client, message)),
      realtime.onGap(() => {
        for (const queryKey of [
          queryKeys.notifications,
          queryKeys.threads,
          queryKeys.cart,
          queryKeys.orders,
          queryKeys.checkouts,
          queryKeys.soldOrders,
          queryKeys.hostTimes,
          queryKeys.insights,
          queryKeys.applications,
          ['payments'],
          ['slots'],
          ['product'],
        ]) {
          void client.invalidateQueries({ queryKey })
        }
        void bookingsAreStale(client)
      }),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [client])
  useEffect(() => {
    realtime.restart()
    return userId === null ? undefined : realtime.hold()
  }, [userId])
}

/** Watches a topic such as `slots:<experienceId>` while the calling screen stands; queries refresh by themselves. */
export function useRealtimeTopic(topic: string | null): void {
  useEffect(() => {
    if (topic === null) return
    const release = realtime.hold()
    const leave = realtime.subscribe(topic)
    return () => {
      leave()
      release()
    }
  }, [topic])
}
