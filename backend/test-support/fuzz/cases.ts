/** Requests to one operation: what a careful client would send, with at most one thing wrong. */
import type { Chance } from '../simulation/random.ts'
import { stripeSignature } from '../demo-house.ts'
import type { Ready } from '../requests/index.ts'
import type { Actor } from './house.ts'
import { writeJson } from './json.ts'
import { knownTo, type Pool } from './known.ts'
import type { Api, Operation } from './operations.ts'
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

const otherTypes = [
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  'application/json;;;',
  'application/jsonx',
  'json',
  'a/b/c',
  ';',
  'application/vnd.api+json',
]
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

function spoilBody(
  body: Buffer,
  headers: Sent['headers'],
  chance: Chance,
): { body: Buffer | null; label: string; outside?: 'oversized' } {
  const text = body.toString()
  headers['content-type'] = 'application/json'
  const cut = chance.between(1, Math.max(1, text.length - 1))
  const spoiled: [label: string, make: () => Buffer | null][] = [
    ['cut off', () => Buffer.from(text.slice(0, cut))],
    ['with more after it', () => Buffer.from(`${text}${chance.pick([text, ',', '\0', 'x'])}`)],
    ['with a byte order mark', () => Buffer.from(`\ufeff${text}`)],
    [
      'in no UTF-8',
      () =>
        Buffer.concat([
          body.subarray(0, cut),
          Buffer.from(chance.pick([[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80]])),
          body.subarray(cut),
        ]),
    ],
    ['in UTF-16', () => Buffer.from(text, 'utf16le')],
    ['arrays in arrays', () => Buffer.from('['.repeat(50_000) + ']'.repeat(50_000))],
    ['objects in objects', () => Buffer.from(`${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`)],
    ['open arrays', () => Buffer.from('['.repeat(100_000))],
    ['empty', () => Buffer.alloc(0)],
    ['only space', () => Buffer.from(' \n\t ')],
    [
      'no JSON',
      () =>
        Buffer.from(
          chance.pick([
            'undefined',
            'NaN',
            "{'a':1}",
            '{a:1}',
            '{"a":1,}',
            '// x\n{}',
            '01',
            '"\\x"',
            '{"a":01}',
            '\u2028',
          ]),
        ),
    ],
    ['many keys', () => Buffer.from(`{${Array.from({ length: 15_000 }, (_, n) => `"k${n}":0`).join(',')}}`)],
    ['a scalar', () => Buffer.from(chance.pick(['null', 'true', '0', '"x"', '1e400', '[]']))],
    [
      'its prototype set',
      () =>
        Buffer.from(
          chance.pick([
            '{"__proto__":{"role":"admin"}}',
            '{"constructor":{"prototype":{"role":"admin"}}}',
            `{"__proto__":null,${text.slice(1)}`,
          ]),
        ),
    ],
    [
      'another content type',
      () => {
        headers['content-type'] = chance.pick(otherTypes)
        return body
      },
    ],
    [
      'no content type',
      () => {
        delete headers['content-type']
        return body
      },
    ],
    [
      'said to be compressed',
      () => {
        headers['content-encoding'] = chance.pick(['gzip', 'br', 'nonsense'])
        return body
      },
    ],
  ]
  if (chance.happens(0.08))
    return { label: 'too large', outside: 'oversized', body: Buffer.from(`{"a":"${'x'.repeat(1_300_000)}"}`) }
  const [label, make] = chance.pick(spoiled)
  return { label: `a body ${label}`, body: make() }
}

function spoilQuery(
  operation: Operation,
  query: [string, string][],
  chance: Chance,
): { query: [string, string][]; raw: string | null; label: string } {
  const names = operation.query.map(({ name }) => name)
  const name = names.length ? chance.pick(names) : 'x'
  switch (chance.between(0, 6)) {
    case 0:
      return { query: [...query, [name, '1'], [name, '2']], raw: null, label: 'a parameter twice' }
    case 1:
      return {
        query: [...query, [`${name}${chance.pick(['[]', '[a]', '.a', '[__proto__]'])}`, '1']],
        raw: null,
        label: 'a parameter as an array',
      }
    case 2:
      return {
        query,
        raw: chance.pick([
          `${name}=%`,
          `${name}=%zz`,
          `${name}=%00`,
          `${name}=%ff%fe`,
          `${name}`,
          `=${name}`,
          '&&&',
          `${name}=a+b%20c`,
          'constructor=1&__proto__=2',
          Array.from({ length: 1500 }, (_, n) => `a${n}=1`).join('&'),
        ]),
        label: 'a raw query',
      }
    case 3: {
      // A cursor of this or another list, with a bit turned.
      const real = Buffer.from(
        chance.pick([
          '2027-07-19T16:00:00.000Z 01a200cd-ddd9-7211-8467-58fb6374bc3f',
          '01a200cd-ddd9-7211-8467-58fb6374bc3f',
          '99999-13-45T99:99:99.999Z 01a200cd-ddd9-7211-8467-58fb6374bc3f',
          '{"v":1}',
          '["recommended",0,null]',
        ]),
      )
      real[chance.between(0, real.length - 1)] = chance.between(0, 255)
      return {
        query: [
          ...query.filter(([key]) => key !== 'cursor'),
          [
            'cursor',
            chance.pick([real.toString('base64url'), real.toString('base64'), real.toString('hex'), 'x'.repeat(501)]),
          ],
        ],
        raw: null,
        label: 'a tampered cursor',
      }
    }
    default:
      return {
        query: [...query.filter(([key]) => key !== name), [name, String(chance.pick(hostileTexts))]],
        raw: null,
        label: `a wrong ${name}`,
      }
  }
}

function spoilHeaders(headers: Sent['headers'], chance: Chance): string {
  const junk = chance.pick([
    '',
    'x',
    '"',
    'é\u00ff',
    'x'.repeat(6000),
    '-1',
    '*',
    'undefined',
    '[object Object]',
    '\t',
    '%00',
    "' OR 1=1 --",
  ])
  const hostileHeaders: [label: string, set: () => void][] = [
    [
      'a strange Authorization',
      () =>
        (headers['authorization'] = chance.pick([
          junk,
          `Bearer ${junk}`,
          'Bearer',
          'Bearer a.b.c',
          'Basic YTpi',
          'Bearer '.repeat(50),
        ])),
    ],
    [
      'a strange Cookie',
      () =>
        (headers['cookie'] = chance.pick([
          junk,
          `guelaguetza.session_token=${junk}`,
          'guelaguetza.session_token=a.b; guelaguetza.session_token=c.d',
          '=;=;=',
          `${'a=b; '.repeat(500)}`,
        ])),
    ],
    [
      'a strange Idempotency-Key',
      () => (headers['idempotency-key'] = chance.pick([junk, ['a', 'b'], 'a,b', 'x'.repeat(256)])),
    ],
    [
      'a strange If-Match',
      () => (headers['if-match'] = chance.pick([junk, '*', 'W/"999999999"', '"1", "2"', '99999999999999999999'])),
    ],
    [
      'a strange Accept-Language',
      () =>
        (headers['accept-language'] = chance.pick([junk, ';q=', 'en;q=1e400', ','.repeat(3000), 'x-'.repeat(2000)])),
    ],
    ['a strange Accept', () => (headers['accept'] = chance.pick([junk, 'text/html', 'image/*;q=0.1']))],
    [
      'a strange Host',
      () => (headers['host'] = chance.pick(['evil.example', 'a b', '127.0.0.1:99999', '[::1', 'x'.repeat(300)])),
    ],
    [
      'forwarding claims',
      () =>
        Object.assign(headers, {
          'x-forwarded-for': chance.pick([junk, '::1, 10.0.0.1', '999.1.1.1']),
          'x-forwarded-host': 'evil.example',
          'x-forwarded-proto': junk,
          forwarded: 'for=unknown',
        }),
    ],
    [
      'a strange X-Request-Id',
      () => (headers['x-request-id'] = chance.pick([junk, 'x'.repeat(101), '${jndi:ldap://x}'])),
    ],
    [
      'another site’s Origin',
      () =>
        Object.assign(headers, {
          origin: chance.pick(['https://evil.example', 'null', junk]),
          'sec-fetch-site': 'cross-site',
        }),
    ],
    [
      'a method override',
      () => Object.assign(headers, { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' }),
    ],
    ['a range', () => (headers['range'] = 'bytes=0-0,-1')],
    ['conditions', () => Object.assign(headers, { 'if-none-match': junk || '*', 'if-modified-since': 'yesterday' })],
    [
      'a strange Upgrade',
      () => Object.assign(headers, { connection: 'upgrade', upgrade: chance.pick(['h2c', 'websocket', 'x']) }),
    ],
    [
      'an odd Stripe-Signature',
      () => (headers['stripe-signature'] = chance.pick([junk, 't=1,v1=00', 't=x', 'v1=,v1=,t='])),
    ],
    [
      'many headers',
      () => {
        for (let n = 0; n < 200; n += 1) headers[`x-h${n}`] = 'v'
      },
    ],
    ['an Expect', () => (headers['expect'] = chance.pick(['100-continue', 'tea']))],
  ]
  const [label, set] = chance.pick(hostileHeaders)
  set()
  // What Node's own client refuses to write is for the raw socket cases.
  for (const [name, value] of Object.entries(headers)) {
    headers[name] = Array.isArray(value) ? value : value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?')
  }
  return label
}
