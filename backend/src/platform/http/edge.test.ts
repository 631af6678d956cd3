import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testApp, signedInAs } from '../../../test-support/app.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { currentContext } from '../context.ts'
import { expectedVersion } from './if-match.ts'
import { route } from './route.ts'

const { url: databaseUrl } = await testDatabase()
const userId = '01a200cd-ddd9-7211-8467-58fb6374bc3f'

const app = await testApp({
  databaseUrl,
  env: { BODY_LIMIT_BYTES: '2000', HANDLER_TIMEOUT_MS: '300', CORS_ORIGINS: 'https://app.example' },
  modules: [
    {
      name: 'edge',
      routes: (scope) => {
        const tags = ['Edge']
        const Thing = z
          .object({ name: z.string(), at: z.iso.datetime().nullable(), nested: z.object({ n: z.int() }).nullable() })
          .meta({ id: 'EdgeThing' })
        route(scope, {
          method: 'GET',
          url: '/things/:id',
          access: 'public',
          summary: 'Thing',
          tags,
          schema: {
            params: z.object({ id: z.string().max(100) }),
            querystring: z.object({ limit: z.coerce.number().int().max(5).default(2) }),
            response: {
              200: z.object({
                items: z.array(Thing),
                limit: z.int(),
                union: z.discriminatedUnion('type', [
                  z.object({ type: z.literal('a'), a: z.string() }),
                  z.object({ type: z.literal('b'), b: Thing.nullable() }),
                ]),
              }),
            },
          },
          handler: async ({ params, query }) => {
            const secret = { name: params.id, at: null, nested: { n: 1, hidden: 'secret' }, password: 'secret' }
            return { items: [secret], limit: query.limit, union: { type: 'b' as const, b: secret, other: 'secret' } }
          },
        })
        route(scope, {
          method: 'POST',
          url: '/things',
          access: 'signed-in',
          summary: 'Make',
          tags,
          schema: {
            body: z
              .object({
                name: z.string().min(2),
                parts: z
                  .array(z.object({ size: z.int() }))
                  .max(3)
                  .optional(),
              })
              .strict(),
            response: { 201: z.object({ owner: z.string(), name: z.string() }) },
          },
          handler: async ({ viewer, body }) => ({ owner: viewer.userId, name: body.name }),
        })
        route(scope, {
          method: 'GET',
          url: '/moderate',
          access: { role: 'moderator' },
          summary: 'M',
          tags,
          schema: { response: { 200: z.object({ role: z.string() }) } },
          handler: async ({ viewer }) => ({ role: viewer.role }),
        })
        route(scope, {
          method: 'GET',
          url: '/slow',
          access: 'public',
          summary: 'Slow',
          tags,
          schema: { response: { 200: z.object({}) } },
          handler: async () => {
            await wait(600)
            return {}
          },
        })
        route(scope, {
          method: 'GET',
          url: '/broken',
          access: 'public',
          summary: 'Broken',
          tags,
          schema: { response: { 200: z.object({}) } },
          handler: async () => {
            throw new Error('SELECT * FROM users at /srv/secret.ts')
          },
        })
        route(scope, {
          method: 'POST',
          url: '/context',
          access: 'public',
          summary: 'Context',
          tags,
          schema: { body: z.object({}).optional(), response: { 200: z.object({ requestId: z.string().optional() }) } },
          handler: async () => {
            await wait(1)
            return { requestId: currentContext().requestId }
          },
        })
        route(scope, {
          method: 'PATCH',
          url: '/versioned',
          access: 'public',
          summary: 'V',
          tags,
          schema: { response: { 200: z.object({ version: z.int() }) } },
          handler: async (request) => ({ version: expectedVersion(request) }),
        })
      },
    },
  ],
})

const json = { 'content-type': 'application/json' }
const signedIn = { ...json, ...signedInAs({ userId }) }

test('what the schema does not declare never leaves', async () => {
  const response = await app.inject('/api/v1/things/x?limit=3')
  expect(response.statusCode).toBe(200)
  expect(response.json()).toEqual({
    items: [{ name: 'x', at: null, nested: { n: 1 } }],
    limit: 3,
    union: { type: 'b', b: { name: 'x', at: null, nested: { n: 1 } } },
  })
  expect(response.body).not.toContain('secret')
})

test('a route that does not say who may call it stops the boot', async () => {
  const modules = [{ name: 'careless', routes: (scope: typeof app) => void scope.get('/open', async () => ({})) }]
  await expect(testApp({ databaseUrl, modules })).rejects.toThrow('GET /api/v1/open does not declare who may call it')
})

test('wrong input is named by pointer, in the language asked for', async () => {
  const payload = { name: 'x', parts: [{ size: 'big' }], extra: 1 }
  const spanish = await app.inject({ method: 'POST', url: '/api/v1/things', headers: signedIn, payload })
  expect(spanish.statusCode).toBe(400)
  expect(spanish.headers['content-type']).toContain('application/problem+json')
  expect(spanish.headers['content-language']).toBe('es')
  expect(String(spanish.headers.vary)).toContain('Accept-Language')
  const problem = spanish.json()
  expect(problem).toMatchObject({
    code: 'VALIDATION_FAILED',
    status: 400,
    title: 'Validation failed',
    requestId: spanish.headers['x-request-id'],
  })
  expect(problem.type).toMatch(/\/problems\/validation-failed$/)
  expect(problem.errors.map((error: { pointer: string }) => error.pointer).toSorted()).toEqual([
    '/extra',
    '/name',
    '/parts/0/size',
  ])
  const english = await app.inject({
    method: 'POST',
    url: '/api/v1/things',
    headers: { ...signedIn, 'accept-language': 'fr, en-GB;q=0.8, es;q=0.3' },
    payload,
  })
  expect(english.headers['content-language']).toBe('en')
  expect(english.json().detail).toContain('cannot be accepted')
  expect(english.json().errors[0].message).not.toBe(problem.errors[0].message)
  const query = await app.inject('/api/v1/things/x?limit=many')
  expect(query.json().errors[0].pointer).toBe('/query/limit')
})

test.each([
  ['GET', '/api/v1/nowhere', {}, undefined, 404, 'NOT_FOUND'],
  ['DELETE', '/api/v1/things', {}, undefined, 405, 'METHOD_NOT_ALLOWED'],
  ['POST', '/api/v1/things', signedIn, '{"name":', 400, 'MALFORMED_BODY'],
  ['POST', '/api/v1/things', signedIn, Buffer.from([0x7b, 0xff, 0x7d]), 400, 'MALFORMED_BODY'],
  ['POST', '/api/v1/things', signedIn, '{"name":"ab","__proto__":{"admin":true}}', 400, 'MALFORMED_BODY'],
  ['POST', '/api/v1/things', signedIn, '{"name":"a\\u0000b"}', 400, 'VALIDATION_FAILED'],
  ['POST', '/api/v1/things', signedIn, '', 400, 'VALIDATION_FAILED'],
  ['POST', '/api/v1/things', signedIn, `{"name":"${'x'.repeat(3000)}"}`, 413, 'PAYLOAD_TOO_LARGE'],
  ['POST', '/api/v1/things', { ...signedIn, 'content-type': 'text/plain' }, 'name', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['POST', '/api/v1/things', signedInAs({ userId }), Buffer.from('{}'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['POST', '/api/v1/deep', json, `${'['.repeat(900)}${']'.repeat(900)}`, 404, 'NOT_FOUND'],
  [
    'POST',
    '/api/v1/things',
    signedIn,
    `{"name":"ab","parts":${'['.repeat(900)}${']'.repeat(900)}}`,
    400,
    'VALIDATION_FAILED',
  ],
  ['GET', '/api/v1/things/x?limit=1&limit=2', {}, undefined, 400, 'VALIDATION_FAILED'],
  ['GET', '/api/v1/things/%00', {}, undefined, 400, 'VALIDATION_FAILED'],
  ['GET', '/api/v1/things/x?q=%ff', {}, undefined, 400, 'VALIDATION_FAILED'],
  ['GET', '/api/v1/things/%ff', {}, undefined, 400, 'VALIDATION_FAILED'],
  ['POST', '/api/v1/things', json, '{"name":"ab"}', 401, 'UNAUTHENTICATED'],
  ['GET', '/api/v1/moderate', signedInAs({ userId }), undefined, 403, 'FORBIDDEN'],
  ['GET', '/api/v1/slow', {}, undefined, 503, 'OVERLOADED'],
  ['GET', '/api/v1/broken', {}, undefined, 500, 'INTERNAL'],
  ['PATCH', '/api/v1/versioned', {}, undefined, 428, 'PRECONDITION_REQUIRED'],
  ['PATCH', '/api/v1/versioned', { 'if-match': 'new' }, undefined, 400, 'VALIDATION_FAILED'],
] as const)('%s %s answers a problem (case %#)', async (method, url, headers, payload, status, code) => {
  const response = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
  expect(response.json()).toMatchObject({ status, code, requestId: response.headers['x-request-id'] })
  expect(response.statusCode).toBe(status)
  expect(response.headers['content-type']).toContain('application/problem+json')
  expect(response.body).not.toMatch(/SELECT|secret\.ts|node_modules/)
  if (status === 405) expect(response.headers.allow).toBe('POST')
  if (status === 503) expect(Number(response.headers['retry-after'])).toBeGreaterThan(0)
})

test('roles: admin includes moderator', async () => {
  for (const role of ['moderator', 'admin'] as const) {
    const response = await app.inject({ url: '/api/v1/moderate', headers: signedInAs({ userId, role }) })
    expect(response.json()).toEqual({ role })
  }
})

test('a version is read from If-Match', async () => {
  const response = await app.inject({ method: 'PATCH', url: '/api/v1/versioned', headers: { 'if-match': 'W/"7"' } })
  expect(response.json()).toEqual({ version: 7 })
})

test('sane request ids are kept, others replaced, and they reach the work', async () => {
  const kept = await app.inject({
    method: 'POST',
    url: '/api/v1/context',
    headers: { ...json, 'x-request-id': 'abc-1' },
    payload: '{}',
  })
  expect(kept.headers['x-request-id']).toBe('abc-1')
  expect(kept.json()).toEqual({ requestId: 'abc-1' })
  const replaced = await app.inject({ url: '/api/v1/things/x', headers: { 'x-request-id': 'a\\nb{"level":"error"}' } })
  expect(replaced.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

test('HEAD works; security headers stand on every answer; unknown origins get no CORS header', async () => {
  const head = await app.inject({
    method: 'HEAD',
    url: '/api/v1/things/x',
    headers: { origin: 'https://evil.example' },
  })
  expect(head.statusCode).toBe(200)
  expect(head.body).toBe('')
  expect(head.headers['access-control-allow-origin']).toBeUndefined()
  expect(head.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'")
  expect(head.headers['x-content-type-options']).toBe('nosniff')
  const page = await app.inject('/nowhere')
  expect(/script-src ([^;]*)/.exec(String(page.headers['content-security-policy']))?.[1]).toBe(
    "'self' 'wasm-unsafe-eval'",
  )
  expect(page.headers['cross-origin-opener-policy']).toBe('same-origin')
  const known = await app.inject({ url: '/api/v1/things/x', headers: { origin: 'https://app.example' } })
  expect(known.headers['access-control-allow-origin']).toBe('https://app.example')
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/api/v1/things',
    headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
  })
  expect(preflight.statusCode).toBe(204)
})

test('where no other site may read the answers none of them says anything about it', async () => {
  const alone = await testApp({ databaseUrl })
  const { headers } = await alone.inject({ url: '/nowhere', headers: { origin: 'https://app.example' } })
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  const preflight = await alone.inject({
    method: 'OPTIONS',
    url: '/nowhere',
    headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
  })
  expect(preflight.statusCode).toBe(404)
})

test.each([
  [{ cookie: 'session=1', origin: 'https://evil.example' }, 403],
  [{ cookie: 'session=1', 'sec-fetch-site': 'cross-site' }, 403],
  [{ cookie: 'session=1', origin: 'null' }, 403],
  [{ cookie: 'session=1', origin: 'https://app.example', 'sec-fetch-site': 'cross-site' }, 401],
  [{ cookie: 'session=1', 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3001' }, 401],
  [{ cookie: 'session=1', origin: 'http://localhost:3001', host: 'localhost:3001' }, 401],
  [{ cookie: 'session=1' }, 401],
  [{ cookie: 'session=1', origin: 'https://evil.example', authorization: 'Bearer x' }, 401],
])('another site’s page cannot act with our cookie: %j', async (headers, status) => {
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/things',
    headers: { ...json, ...headers },
    payload: '{"name":"ab"}',
  })
  expect(response.statusCode).toBe(status)
  if (status === 403) expect(response.json().code).toBe('ORIGIN_NOT_ALLOWED')
})
