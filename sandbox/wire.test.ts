import { describe, expect, test } from 'vitest'
import { StripeProblem } from './problems.ts'
import { decodeForm } from './form-decoding.ts'
import { openSandbox } from './test-kit.ts'

describe('form decoding', () => {
  test('brackets become objects and arrays', () => {
    expect(JSON.parse(JSON.stringify(decodeForm('a=1&b[c][d]=x+y&e[]=1&e[]=2&f[0]=p&f[1]=q&g=%C3%B1')))).toEqual({
      a: '1',
      b: { c: { d: 'x y' } },
      e: ['1', '2'],
      f: ['p', 'q'],
      g: 'ñ',
    })
  })

  test('__proto__ is a name like any other', () => {
    const form = decodeForm('__proto__[polluted]=1&metadata[__proto__]=2')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(Object.keys(form)).toEqual(['__proto__', 'metadata'])
  })

  test.each(['a=%', 'a[=1', '[a]=1', 'a[b]c=1', 'a=1&a[b]=2', 'a[b]=1&a=2', 'a=%00', 'a[b][c][d][e][f][g]=1'])(
    'refuses %s',
    (text) => {
      expect(() => decodeForm(text)).toThrow(StripeProblem)
    },
  )
})

describe('every refusal carries an error object', () => {
  const headers = { authorization: 'Bearer sk_test_sandbox' }
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
  const create = '/v1/payment_intents'
  test.each([
    ['an unknown route', '/v1/unknown', { headers }, 404],
    ['a wrong method', '/v1/events', { method: 'PUT', headers }, 404],
    [
      'a JSON body',
      create,
      { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{"amount":1}' },
      400,
    ],
    [
      'broken JSON',
      create,
      { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{' },
      400,
    ],
    [
      'an unknown content type',
      create,
      { method: 'POST', headers: { ...headers, 'content-type': 'text/xml' }, body: '<a/>' },
      415,
    ],
    ['a body over 64 kB', create, { method: 'POST', headers: form, body: `a=${'x'.repeat(70_000)}` }, 413],
    ['a malformed address', '/v1/payment_intents/%E0%A4%A', { headers }, 400],
    ['an empty body', create, { method: 'POST', headers: form }, 400],
  ])('%s', async (_name, path, init, status) => {
    const { sandbox } = await openSandbox()
    const response = await fetch(`${sandbox.url}${path}`, init)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({
      error: { type: 'invalid_request_error', message: expect.any(String) },
    })
  })
})
