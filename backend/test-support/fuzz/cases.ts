/** Requests to one operation: what a careful client would send, with at most one thing wrong. */
import type { Chance } from '../simulation/random.ts'
import { stripeSignature } from '../demo-house.ts'
import type { Ready } from '../requests/index.ts'
import type { Actor } from './house.ts'
import { writeJson } from './json.ts'
import { knownTo, type Pool } from './known.ts'
import type { Api, Operation } from './operations.ts'
import { spoilBody, spoilHeaders, spoilQuery } from './spoil.ts'
import { broken, fitting, hostile, hostileTexts, type Maker } from './values.ts'
import type { Sent } from './wire.ts'

export interface Case extends Sent {
  operation: Operation
  actor: Actor
  /** What is wrong with it, in a few words. */
  label: string
  /** Another method or address than the operation's, or on purpose larger than allowed: only the general properties hold. */
  outside?: 'method' | 'oversized'
}

export const ways = ['valid', 'value', 'body', 'query', 'path', 'headers', 'method'] as const
export type Way = (typeof ways)[number]

const otherMethods = [
  'PUT',
  'PATCH',
  'DELETE',
  'POST',
  'GET',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'PURGE',
  'LINK',
]

export function buildCase(
  api: Api,
  operation: Operation,
  options: {
    chance: Chance
    pool: Pool
    actor: Actor
    way: Way
    /** A request that succeeds as it is: sent so, or spoilt in one way. */
    ready?: Ready | null
  },
): Case {
  const { chance, pool, actor, way, ready = null } = options
  const maker: Maker = { chance, schemas: api.schemas, known: knownTo(operation, pool, chance, actor) }
  const parameters = new Map(
    operation.pathParameters.map(({ name, schema }) => [
      name,
      ready?.params?.[name] ?? String(fitting(schema, maker, name)),
    ]),
  )
  let query: [string, string][] = []
  if (ready) query = Object.entries(ready.query ?? {})
  else
    for (const { name, schema, required } of operation.query) {
      if (name === 'cursor' && chance.happens(0.9)) continue
      if (required || chance.happens(0.4)) query.push([name, String(fitting(schema, maker, name))])
    }
  let value = ready ? ready.body : operation.body ? fitting(operation.body, maker, '') : undefined
  let body: Buffer | null = value === undefined ? null : Buffer.from(writeJson(value))
  const headers: Sent['headers'] = { ...(chance.happens(0.7) ? actor.bearer : actor.cookie) }
  if (body) headers['content-type'] = 'application/json'
  if (ready?.raw) {
    body = Buffer.from(ready.raw.bytes)
    headers['content-type'] = ready.raw.type
  }
  if (operation.idempotent && chance.happens(0.4))
    headers['idempotency-key'] = `key-${chance.between(0, 5)}-${chance.happens(0.7) ? chance.between(0, 1e9) : ''}`
  if (!ready && ['PATCH', 'PUT'].includes(operation.method)) headers['if-match'] = `"${chance.between(1, 3)}"`
  if (chance.happens(0.3)) headers['accept-language'] = chance.pick(['en', 'es-MX', 'fr;q=0.9, en;q=0.8', '*'])
  // A cookie of its own, such as a question's, beside whose the request is.
  if (ready?.headers) {
    Object.assign(headers, actor.bearer, ready.headers)
  }
  let label: string = ready ? `${way}, from one that succeeds` : way
  let outside: Case['outside']
  let chunked = false
  let rawQuery: string | null = null
  let { method } = operation

  if (way === 'value') {
    if (value === undefined) value = {}
    const wrong = broken(value, chance)
    body = Buffer.from(writeJson(wrong))
    headers['content-type'] = 'application/json'
    label = 'a wrong value'
  } else if (way === 'body') {
    const spoiled = spoilBody(body ?? Buffer.from('{}'), headers, chance)
    body = spoiled.body
    label = spoiled.label
    outside = spoiled.outside
    chunked = chance.happens(0.2)
  } else if (way === 'query') {
    const spoiled = spoilQuery(operation, query, chance)
    query = spoiled.query
    rawQuery = spoiled.raw
    label = spoiled.label
  } else if (way === 'path') {
    label = 'a wrong address'
    const names = [...parameters.keys()]
    if (names.length) parameters.set(chance.pick(names), chance.pick(hostileTexts))
    else rawQuery = chance.pick(['%', '%zz', '%00', '%ff', '%c0%80', 'a=%ed%a0%80'])
  } else if (way === 'headers') label = spoilHeaders(headers, chance)
  else if (way === 'method') {
    method = chance.pick(otherMethods)
    outside = 'method'
    label = `as ${method}`
  }
  if (operation.path.endsWith('/webhooks/stripe') && way !== 'headers' && !(ready && way === 'valid')) {
    if (!body) {
      body = Buffer.from(writeJson(signedEvent(pool, chance)))
      headers['content-type'] = 'application/json'
    }
    if (chance.happens(0.8)) headers['stripe-signature'] = stripeSignature(body)
  }
  // An address with a part left out is another operation's.
  if ([...parameters.values()].includes('')) outside = 'method'
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodePart(parameters.get(name) ?? '', chance),
  )
  const search =
    rawQuery ?? query.map(([key, text]) => `${encodePart(key, chance)}=${encodePart(text, chance)}`).join('&')
  const target = (search ? `${path}?${search}` : path).slice(0, 12_000)
  return {
    operation,
    actor,
    label,
    method,
    target,
    headers,
    body: method === 'TRACE' ? null : body,
    chunked,
    ...(outside ? { outside } : {}),
  }
}

/** Percent-encoded as UTF-8; lone surrogates as the bytes that a sloppy client makes of them. */
function encodePart(text: string, chance: Chance): string {
  if (/^[\w.~-]*$/.test(text)) return text
  if (!text.isWellFormed() && chance.happens(0.5)) return '%ED%A0%80'
  return encodeURIComponent(text.toWellFormed())
}

/** An event that the provider's secret vouches for, about things that may or may not exist. */
function signedEvent(pool: Pool, chance: Chance): unknown {
  const type = chance.pick([
    'payment_intent.succeeded',
    'payment_intent.canceled',
    'charge.refunded',
    'refund.updated',
    'charge.dispute.created',
    'customer.created',
    hostile(chance),
  ])
  const payment = pool.payments.length ? chance.pick(pool.payments).id : ''
  const object = {
    id: chance.pick(['pi_unknown', hostile(chance)]),
    object: chance.pick(['payment_intent', 'charge', hostile(chance)]),
    metadata: { payment_id: chance.pick([payment, hostile(chance)]) },
  }
  const event = {
    id: `evt_fuzz_${chance.between(0, 1e6)}`,
    object: 'event',
    type,
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    data: { object },
  }
  return chance.happens(0.5) ? event : broken(event, chance)
}
