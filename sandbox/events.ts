import { newId } from './ids.ts'
import { listPage } from './lists.ts'
import { noSuch } from './problems.ts'
import { readForm } from './form-reading.ts'
import type Stripe from 'stripe'
import type { Core } from './core.ts'
import type { Endpoint } from './endpoint.ts'

/** The version whose shapes the sandbox speaks: the SDK's own, so a new SDK fails the type check here. */
export const API_VERSION = '2026-10-28.endive' satisfies Stripe.LatestApiVersion

/** Beyond this many, the oldest go, with their deliveries, unless one of them is still under way. */
const MAXIMUM_EVENTS = 10_000
const PRUNED_AT_ONCE = 500

type Subject = { id: string; object: string; payment_intent?: string | object | null; transfer?: string | object }

function laneOf(subject: Subject): string {
  if (typeof subject.payment_intent === 'string') return subject.payment_intent
  if (typeof subject.transfer === 'string') return subject.transfer
  return subject.id
}

function prune(core: Core): void {
  const { store } = core
  if (store.size('events') <= MAXIMUM_EVENTS) return
  const gone = new Set<string>()
  for (const event of store.all('events')) {
    if (gone.size >= PRUNED_AT_ONCE) break
    if (event.pending_webhooks === 0) gone.add(event.id)
  }
  for (const id of gone) store.remove('events', id)
  for (const delivery of store.all('deliveries')) {
    if (gone.has(delivery.event)) store.remove('deliveries', delivery.id)
  }
}

/** Records an event about `subject` as it is now and sends it on its way; to be called inside a commit. */
export function emit(
  core: Core,
  type: Stripe.Event.Type,
  subject: Subject,
  facts: { account?: string; previous?: Record<string, unknown> } = {},
): Stripe.Event {
  const event = {
    id: newId('evt'),
    object: 'event',
    ...(facts.account ? { account: facts.account } : {}),
    api_version: API_VERSION,
    created: core.clock.seconds(),
    data: { object: subject, ...(facts.previous ? { previous_attributes: facts.previous } : {}) },
    livemode: false,
    pending_webhooks: core.webhooks.url() === null ? 0 : 1,
    request: { id: core.request?.id ?? null, idempotency_key: core.request?.idempotencyKey ?? null },
    type,
  } as unknown as Stripe.Event
  core.store.put('events', event)
  core.webhooks.enqueue(event, laneOf(subject))
  prune(core)
  return event
}

export function eventEndpoints(core: Core): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/v1/events',
      handle: ({ form, path }) => {
        const read = readForm(form)
        const type = read.text('type')
        const types = read.texts('types')
        const delivered = read.boolean('delivery_success')
        const matches = (event: Stripe.Event) =>
          (type === undefined ||
            type === event.type ||
            (type.endsWith('*') && event.type.startsWith(type.slice(0, -1)))) &&
          (types === undefined || types.includes(event.type)) &&
          (delivered === undefined || delivered === (event.pending_webhooks === 0))
        return listPage(read, path, core.store.all('events'), matches)
      },
    },
    {
      method: 'GET',
      path: '/v1/events/:id',
      handle: ({ params, form }) => {
        readForm(form).end()
        const event = core.store.get('events', params.id)
        if (!event) throw noSuch('event', params.id)
        return event
      },
    },
  ]
}
