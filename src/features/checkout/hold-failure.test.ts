import { expect, test } from 'vitest'
import { ApiProblem } from '../../lib/http.ts'
import { holdFailure } from './hold-failure.rules.ts'
import { repeatsSameIntention } from '../../lib/refusal.rules.ts'

const failure = (code: string, status: number) =>
  holdFailure(new ApiProblem({ code, status, detail: 'Texto del servidor' }))

test('refusals are final: the next press is a new intention', () => {
  for (const [code, status] of [
    ['SOLD_OUT', 409],
    ['SLOT_CLOSED', 409],
    ['HOLD_EXPIRED', 409],
    ['VALIDATION_FAILED', 400],
  ] as const) {
    expect(repeatsSameIntention(failure(code, status)), code).toBe(false)
  }
  expect(failure('PAYMENT_IN_PROGRESS', 409)).toEqual({ kind: 'other', text: 'Texto del servidor' })
})

test('whatever may have been done already is repeated under the same key', () => {
  for (const [code, status] of [
    ['PAYMENT_PROVIDER_UNAVAILABLE', 503],
    ['NETWORK_ERROR', 0],
    ['TIMEOUT', 0],
    ['INTERNAL', 500],
    ['REQUEST_IN_PROGRESS', 409],
    ['RATE_LIMITED', 429],
  ] as const) {
    expect(repeatsSameIntention(failure(code, status)), code).toBe(true)
  }
  expect(holdFailure(new TypeError('x'))).toEqual({ kind: 'lost' })
})
