import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { createRealtime, invalidate, reconnectDelay } from './realtime.ts'

/** The far end of a socket, driven by hand. */
function wire() {
  const sockets: {
    readyState: number
    sent: string[]
    onopen?: () => void
    onclose?: () => void
    onmessage?: (event: { data: string }) => void
    close: () => void
    send: (text: string) => void
  }[] = []
  const pending: (() => void)[] = []
  const realtime = createRealtime(
    () => {
      const socket: (typeof sockets)[number] = {
        readyState: 0,
        sent: [],
        send: (text) => socket.sent.push(text),
        close: () => {
          socket.readyState = 3
          socket.onclose?.()
        },
      }
      sockets.push(socket)
      return socket as unknown as WebSocket
    },
    { set: (work) => pending.push(work), clear: () => pending.splice(0) },
  )
  const last = () => sockets.at(-1) as (typeof sockets)[number]
  const open = () => {
    last().readyState = 1
    last().onopen?.()
  }
  return { realtime, sockets, pending, last, open }
}

test('opens when needed, closes when nobody needs it, and does not come back then', () => {
  const { realtime, sockets, last, pending } = wire()
  expect(sockets).toHaveLength(0)
  const release = realtime.hold()
  const releaseToo = realtime.hold()
  expect(sockets).toHaveLength(1)
  release()
  expect(last().readyState).toBe(0)
  releaseToo()
  expect(last().readyState).toBe(3)
  expect(pending).toHaveLength(0)
})

test('a lost socket returns with its topics and says that something may have been missed', () => {
  const { realtime, sockets, last, open, pending } = wire()
  let gaps = 0
  realtime.onGap(() => (gaps += 1))
  realtime.hold()
  realtime.subscribe('slots:a')
  open()
  expect(last().sent).toEqual(['{"type":"subscribe","topic":"slots:a"}'])
  expect(gaps).toBe(0)
  last().onclose?.()
  expect(pending).toHaveLength(1)
  pending[0]?.()
  open()
  expect(sockets).toHaveLength(2)
  expect(last().sent).toEqual(['{"type":"subscribe","topic":"slots:a"}'])
  expect(gaps).toBe(1)
})

test('a topic watched twice is left when the second watcher leaves', () => {
  const { realtime, last, open } = wire()
  realtime.hold()
  open()
  const [one, two] = [realtime.subscribe('slots:a'), realtime.subscribe('slots:a')]
  one()
  expect(last().sent).toHaveLength(1)
  two()
  expect(last().sent.at(-1)).toBe('{"type":"unsubscribe","topic":"slots:a"}')
})

test('what is not JSON is not a message', () => {
  const { realtime, last, open } = wire()
  const heard: unknown[] = []
  realtime.onMessage((message) => heard.push(message))
  realtime.hold()
  open()
  last().onmessage?.({ data: 'nope' })
  last().onmessage?.({ data: '{"type":"hello","userId":null}' })
  expect(heard).toEqual([{ type: 'hello', userId: null }])
})

test('waits grow to half a minute and are spread', () => {
  expect([0, 1, 4, 9].map((attempt) => reconnectDelay(attempt, 0))).toEqual([1000, 2000, 16_000, 30_000])
  expect(reconnectDelay(0, 0.999)).toBeLessThan(2000)
})

test('a slot that moved makes the times of that experience stale, and no other', () => {
  const client = new QueryClient()
  client.setQueryData(['slots', 'a', 'july'], [])
  client.setQueryData(['slots', 'b', 'july'], [])
  invalidate(client, { type: 'slot', experienceId: 'a', slotId: 's' })
  expect(client.getQueryState(['slots', 'a', 'july'])?.isInvalidated).toBe(true)
  expect(client.getQueryState(['slots', 'b', 'july'])?.isInvalidated).toBe(false)
})

test('the tickets of a booking that was just cancelled are not asked for', async () => {
  const client = new QueryClient()
  for (const id of ['gone', 'stands']) {
    client.setQueryData(['bookings', id], {
      booking: { status: id === 'gone' ? 'CANCELLED' : 'CONFIRMED' },
    })
    client.setQueryData(['bookings', id, 'tickets'], { items: [] })
  }
  invalidate(client, { type: 'booking', bookingId: 'gone', status: 'CANCELLED' })
  await vi.waitFor(() => expect(client.getQueryState(['bookings', 'stands', 'tickets'])?.isInvalidated).toBe(true))
  expect(client.getQueryState(['bookings', 'gone'])?.isInvalidated).toBe(true)
  expect(client.getQueryState(['bookings', 'gone', 'tickets'])?.isInvalidated).toBe(false)
})

test('a notice makes stale what only it tells of; a booking its host’s times too', () => {
  const notice = (notificationType: 'BOOKING_SEAT_OFFERED' | 'APPLICATION_APPROVED' | 'REVIEW_RECEIVED') => {
    const client = new QueryClient()
    const keys = [
      ['bookings', 'waitlist'],
      ['me', 'applications'],
      ['hosting', 'times', 'manifest', 's'],
    ]
    for (const key of keys) client.setQueryData(key, [])
    invalidate(client, { type: 'notification', notificationId: 'n', notificationType })
    return { client, stale: keys.map((key) => client.getQueryState(key)?.isInvalidated) }
  }
  expect(notice('BOOKING_SEAT_OFFERED').stale).toEqual([true, false, false])
  expect(notice('APPLICATION_APPROVED').stale).toEqual([false, true, false])
  const { client, stale } = notice('REVIEW_RECEIVED')
  expect(stale).toEqual([false, false, false])
  invalidate(client, { type: 'booking', bookingId: 'b', status: 'CONFIRMED' })
  expect(client.getQueryState(['hosting', 'times', 'manifest', 's'])?.isInvalidated).toBe(true)
})

test('today of a host and of a workshop is asked for again with all that moves it', () => {
  const moved = (message: Parameters<typeof invalidate>[1]) => {
    const client = new QueryClient()
    client.setQueryData(['insights', 'HOST', 'day'], {})
    invalidate(client, message)
    return client.getQueryState(['insights', 'HOST', 'day'])?.isInvalidated
  }
  expect(moved({ type: 'booking', bookingId: 'b', status: 'CONFIRMED' })).toBe(true)
  expect(moved({ type: 'order', orderId: 'o', status: 'PAID' })).toBe(true)
  expect(moved({ type: 'notification', notificationId: 'n', notificationType: 'REVIEW_RECEIVED' })).toBe(true)
  expect(moved({ type: 'slot', experienceId: 'a', slotId: 's' })).toBe(false)
})
