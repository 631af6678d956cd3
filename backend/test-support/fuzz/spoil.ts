/** One thing wrong with a request: its body, its query or its headers. */
import type { Chance } from '../simulation/random.ts'
import type { Operation } from './operations.ts'
import { hostileTexts } from './values.ts'
import type { Sent } from './wire.ts'

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

/** A body that is no longer what the operation asks for. */
export function spoilBody(
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

/** A query with one thing wrong, also raw. */
export function spoilQuery(
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

/** Makes one header strange, or adds some; answers which. */
export function spoilHeaders(headers: Sent['headers'], chance: Chance): string {
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
