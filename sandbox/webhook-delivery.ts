import { createHmac } from 'node:crypto'
import { createWebhookFaults } from './webhook-faults.ts'
import type Stripe from 'stripe'
import type { Clock } from './clock.ts'
import type { Delivery, Store } from './store.ts'
import type { SandboxLogger } from './logger.ts'
import type { WebhookFaults } from './webhook-faults.ts'

/** Between attempts; the last is repeated until three days have passed since the event. */
export const RETRY_DELAYS_MS: readonly number[] = [
  1_000, 3_000, 10_000, 30_000, 120_000, 600_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000,
]
const GIVE_UP_AFTER_MS = 3 * 24 * 3_600_000
const PARALLEL_SENDINGS = 16
const KEPT_ATTEMPTS = 20
/** setTimeout overflows beyond 24.8 days; a shorter nap merely looks again. */
const LONGEST_NAP_MS = 60_000

export type WebhookDelivery = {
  faults: WebhookFaults
  setUrl: (url: string | null) => void
  url: () => string | null
  /** Inside the commit of the effect: the delivery is as durable as the event. */
  enqueue: (event: Stripe.Event, lane: string) => void
  /** Sends what is held: all of it, the given events, or in reverse. Returns how many sendings were freed. */
  release: (options?: { events?: string[]; order?: 'natural' | 'reverse' }) => number
  /** Sends an event once more, whatever became of it before. */
  resend: (eventId: string) => void
  /** Looks for due work; to be called after the clock moved. */
  wake: () => void
  /** Resolves when nothing is pending or under way (held deliveries do not count). */
  idle: () => Promise<void>
  clear: () => void
  close: () => Promise<void>
}

type Options = {
  store: Store
  clock: Clock
  logger: SandboxLogger
  secret: string
  url: string | null
  retryDelaysMs: readonly number[]
  timeoutMs: number
}

/** Stripe's scheme: HMAC-SHA256 over `timestamp.body`. The time is the real one: receivers compare with their own clock. */
export function signPayload(payload: string, secret: string, timestamp = Math.floor(Date.now() / 1000)): string {
  const signature = createHmac('sha256', secret).update(`${timestamp}.${payload}`).digest('hex')
  return `t=${timestamp},v1=${signature}`
}

export function createWebhookDelivery(options: Options): WebhookDelivery {
  const { store, clock, logger, retryDelaysMs } = options
  const faults = createWebhookFaults()
  const pending = new Set<string>()
  const busyLanes = new Set<string>()
  const stop = new AbortController()
  const underWay = new Set<Promise<void>>()
  let idleWaiters: Array<() => void> = []
  let nap: NodeJS.Timeout | undefined
  let url = options.url
  let planned = false
  let sequence = 0

  for (const delivery of store.all('deliveries')) if (delivery.state === 'pending') pending.add(delivery.id)

  function save(delivery: Delivery): void {
    store.put('deliveries', delivery)
    store.afterCommit(() => {
      if (delivery.state === 'pending') pending.add(delivery.id)
      else pending.delete(delivery.id)
      plan()
    })
  }

  function plan(): void {
    if (planned || stop.signal.aborted) return
    planned = true
    setImmediate(() => {
      planned = false
      dispatch()
    })
  }

  function dispatch(): void {
    if (stop.signal.aborted) return
    clearTimeout(nap)
    const now = clock.now()
    let next = Number.POSITIVE_INFINITY
    for (const id of pending) {
      const delivery = store.get('deliveries', id)
      if (!delivery || delivery.state !== 'pending') {
        pending.delete(id)
        continue
      }
      if (delivery.dueAt > now) {
        next = Math.min(next, delivery.dueAt)
        continue
      }
      if (busyLanes.size >= PARALLEL_SENDINGS) break
      if (busyLanes.has(delivery.lane)) continue
      start(delivery)
    }
    if (next !== Number.POSITIVE_INFINITY) {
      nap = setTimeout(dispatch, Math.min(LONGEST_NAP_MS, Math.max(1, next - now)))
      nap.unref()
    }
    if (pending.size === 0 && underWay.size === 0) {
      for (const waiter of idleWaiters.splice(0)) waiter()
    }
  }

  function start(delivery: Delivery): void {
    busyLanes.add(delivery.lane)
    const sending = send(delivery)
      .catch((cause: unknown) => logger.error({ cause, event: delivery.event }, 'webhook bookkeeping failed'))
      .finally(() => {
        busyLanes.delete(delivery.lane)
        underWay.delete(sending)
        plan()
      })
    underWay.add(sending)
  }

  async function post(target: string, payload: string): Promise<{ status: number | null; error: string | null }> {
    try {
      const response = await fetch(target, {
        method: 'POST',
        body: payload,
        redirect: 'manual',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (guelaguetza sandbox)',
          'stripe-signature': signPayload(payload, options.secret),
        },
        signal: AbortSignal.any([stop.signal, AbortSignal.timeout(options.timeoutMs)]),
      })
      await response.body?.cancel()
      return { status: response.status, error: null }
    } catch (cause) {
      const reason = cause instanceof Error ? cause : new Error(String(cause))
      return { status: null, error: reason.cause instanceof Error ? reason.cause.message : reason.message }
    }
  }

  async function send(delivery: Delivery): Promise<void> {
    const event = store.get('events', delivery.event)
    const target = url
    if (!event || target === null) {
      store.commit(() => save({ ...delivery, state: 'unrouted' }))
      return
    }
    const startedAt = clock.now()
    const started = performance.now()
    const { status, error } = await post(target, JSON.stringify(event))
    // What a closing sandbox cut short is sent again by the next one.
    if (stop.signal.aborted) return
    const current = store.get('deliveries', delivery.id)
    if (!current) return
    const attempt = { at: startedAt, status, error, durationMs: Math.round(performance.now() - started) }
    const attempts = [...current.attempts, attempt].slice(-KEPT_ATTEMPTS)
    const delivered = status !== null && status >= 200 && status < 300
    const delay = retryDelaysMs[Math.min(current.attempts.length, retryDelaysMs.length - 1)] ?? 1000
    const dueAt = clock.now() + delay
    const givenUp = dueAt > current.createdAt + GIVE_UP_AFTER_MS
    store.commit(() => {
      save({ ...current, attempts, dueAt, state: delivered ? 'delivered' : givenUp ? 'given_up' : 'pending' })
      const stored = store.get('events', event.id)
      if (delivered && stored && stored.pending_webhooks > 0) store.put('events', { ...stored, pending_webhooks: 0 })
    })
    if (!delivered) logger.warn({ event: event.id, type: event.type, status, error }, 'webhook not accepted')
  }

  function release(deliveries: Delivery[]): void {
    store.commit(() => {
      // Re-inserted one by one, because sending follows the order of insertion.
      for (const delivery of deliveries) {
        store.remove('deliveries', delivery.id)
        save({ ...delivery, state: 'pending', dueAt: clock.now() })
      }
      store.afterCommit(() => {
        for (const { id } of deliveries) {
          pending.delete(id)
          pending.add(id)
        }
      })
    })
  }

  function held(): Delivery[] {
    return [...store.all('deliveries')].filter((delivery) => delivery.state === 'held')
  }

  function newDelivery(event: Stripe.Event, lane: string, facts: Partial<Delivery> = {}): Delivery {
    sequence += 1
    const now = clock.now()
    const id = `${event.id}_${now.toString(36)}_${sequence}`
    const state = url === null ? 'unrouted' : 'pending'
    return { id, event: event.id, type: event.type, lane, state, dueAt: now, createdAt: now, attempts: [], ...facts }
  }

  plan()

  return {
    faults,
    url: () => url,
    setUrl: (next) => {
      url = next
    },
    enqueue: (event, lane) => {
      if (url === null) return save(newDelivery(event, lane))
      const fault = faults.take(event.type)
      if (fault === null) return save(newDelivery(event, lane))
      if (fault.kind === 'drop') return save(newDelivery(event, lane, { state: 'dropped' }))
      if (fault.kind === 'delay') return save(newDelivery(event, lane, { dueAt: clock.now() + fault.ms }))
      if (fault.kind === 'duplicate') {
        // Each copy in a lane of its own: they arrive at the same time, which is the harder case.
        for (let copy = 0; copy < fault.copies; copy += 1)
          save(newDelivery(event, copy === 0 ? lane : `${lane}#${copy}`))
        return
      }
      const delivery = newDelivery(event, lane, { state: 'held' })
      save(delivery)
      if (fault.kind !== 'reorder') return
      fault.caught.push(delivery.id)
      if (fault.times > 0) return
      store.afterCommit(() => {
        const caught = fault.caught.map((id) => store.get('deliveries', id)).filter((found) => found?.state === 'held')
        release((caught as Delivery[]).reverse())
      })
    },
    release: ({ events, order = 'natural' } = {}) => {
      const wanted = held().filter((delivery) => events === undefined || events.includes(delivery.event))
      const ordered = events
        ? wanted.sort((one, other) => events.indexOf(one.event) - events.indexOf(other.event))
        : wanted
      release(order === 'reverse' ? ordered.reverse() : ordered)
      return ordered.length
    },
    resend: (eventId) => {
      const event = store.get('events', eventId)
      if (!event) return
      store.commit(() => save(newDelivery(event, `resend:${eventId}`)))
    },
    wake: plan,
    idle: () =>
      new Promise((resolve) => {
        idleWaiters.push(resolve)
        plan()
      }),
    clear: () => {
      faults.clear()
      pending.clear()
      plan()
    },
    close: async () => {
      stop.abort()
      clearTimeout(nap)
      await Promise.allSettled(underWay)
      for (const waiter of idleWaiters.splice(0)) waiter()
      idleWaiters = []
    },
  }
}
