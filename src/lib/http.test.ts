import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiProblem, apiUrl, http, isOffline, isProblem, newIdempotencyKey } from './http.ts'

/** What the network was asked, and what it answers; the network is the only thing that is not ours. */
const asked: { url: string; init: RequestInit }[] = []
let answer: (init: RequestInit) => Promise<Response>

beforeEach(() => {
  asked.length = 0
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({ url, init })
    return answer(init)
  })
})
afterEach(() => vi.unstubAllGlobals())

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  async () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

test('paths get the base, sessions their own; empty parameters stay away', () => {
  expect(apiUrl('/experiences', { q: '', region: undefined, guests: 2 })).toBe('/api/v1/experiences?guests=2')
  expect(apiUrl('/api/auth/sign-out')).toBe('/api/auth/sign-out')
  expect(apiUrl('/experiences', { q: 'té & café' })).toBe('/api/v1/experiences?q=t%C3%A9+%26+caf%C3%A9')
})

test('a POST carries body, cookie, language and key', async () => {
  answer = json({ ok: true }, 201)
  const key = newIdempotencyKey()
  expect(await http.post('/bookings', { body: { slotId: 's' }, idempotencyKey: key })).toEqual({ ok: true })
  const { url, init } = asked[0] as (typeof asked)[number]
  expect(url).toBe('/api/v1/bookings')
  expect(init).toMatchObject({ method: 'POST', credentials: 'include', body: '{"slotId":"s"}' })
  expect(init.headers).toMatchObject({
    'accept-language': 'es',
    'content-type': 'application/json',
    'idempotency-key': key,
  })
})

test('a problem keeps its code, its fields and how long to wait', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Datos inválidos',
    status: 400,
    detail: 'Revisa tu grupo.',
    code: 'VALIDATION_FAILED',
    requestId: 'r-1',
    errors: [{ pointer: '/party/0/quantity', message: 'máximo 50' }],
  }
  answer = json(problem, 400, { 'retry-after': '7' })
  const error = await http.get('/x').catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(ApiProblem)
  expect(error).toMatchObject({
    status: 400,
    code: 'VALIDATION_FAILED',
    message: 'Revisa tu grupo.',
    requestId: 'r-1',
    retryAfterSeconds: 7,
    errors: problem.errors,
  })
  expect(isProblem(error, 'VALIDATION_FAILED')).toBe(true)
  expect(isProblem(error, 'SOLD_OUT')).toBe(false)
})

test('an error page of something in between is a problem too', async () => {
  answer = async () => new Response('<html>502</html>', { status: 502 })
  await expect(http.get('/x')).rejects.toMatchObject({ status: 502, code: 'HTTP_502' })
})

test('no network, no JSON and no content are told apart', async () => {
  answer = async () => {
    throw new TypeError('Failed to fetch')
  }
  const lost = await http.get('/x').catch((caught: unknown) => caught)
  expect(lost).toMatchObject({ status: 0, code: 'NETWORK_ERROR' })
  expect(isOffline(lost)).toBe(true)
  answer = async () => new Response('hola', { status: 200 })
  await expect(http.get('/x')).rejects.toMatchObject({ code: 'UNREADABLE_ANSWER' })
  answer = async () => new Response(null, { status: 204 })
  expect(await http.delete('/x')).toBeUndefined()
})

test('silence ends by itself; leaving the page is not an error of the network', async () => {
  answer = (init) =>
    new Promise((_resolve, reject) =>
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error)),
    )
  await expect(http.get('/x', { timeoutMs: 5 })).rejects.toMatchObject({ code: 'TIMEOUT' })
  const leaving = new AbortController()
  const request = http.get('/x', { signal: leaving.signal })
  leaving.abort(new Error('left'))
  await expect(request).rejects.toThrow('left')
})
