import { expect, test } from 'vitest'
import { ApiProblem } from '../../lib/http.ts'
import { checkoutFailure, isAboutBasket } from './checkout-failure.rules.ts'
import { repeatsSameIntention } from '../../lib/refusal.rules.ts'

const problem = (code: string, status = 409) => new ApiProblem({ code, status, detail: 'así es' })

test('every refusal of the checkout has a way on', () => {
  const kinds = [
    'CART_CHANGED',
    'INSUFFICIENT_STOCK',
    'PRODUCT_UNAVAILABLE',
    'SOLD_OUT',
    'SLOT_CLOSED',
    'NOT_DELIVERABLE',
    'PICKUP_UNAVAILABLE',
    'AGE_RESTRICTED',
    'DISCOUNT_UNAVAILABLE',
    'CART_EMPTY',
    'PAYMENT_IN_PROGRESS',
  ].map((code) => checkoutFailure(problem(code)).kind)
  expect(new Set(kinds).size).toBe(kinds.length)
  expect(kinds).not.toContain('other')
})

test('only what may have happened already is repeated under its key', () => {
  expect(repeatsSameIntention(checkoutFailure(problem('PAYMENT_PROVIDER_UNAVAILABLE', 503)))).toBe(true)
  expect(repeatsSameIntention(checkoutFailure(new Error('boom')))).toBe(true)
  expect(repeatsSameIntention(checkoutFailure(problem('HTTP_502', 502)))).toBe(true)
  expect(repeatsSameIntention(checkoutFailure(problem('INSUFFICIENT_STOCK')))).toBe(false)
  expect(repeatsSameIntention(checkoutFailure(problem('CART_CHANGED')))).toBe(false)
})

test('what lies in the basket is put right in the basket', () => {
  expect(isAboutBasket(checkoutFailure(problem('SOLD_OUT')))).toBe(true)
  expect(isAboutBasket(checkoutFailure(problem('NOT_DELIVERABLE')))).toBe(false)
})

test('an address that the server refuses is told as the address', () => {
  const refused = new ApiProblem({
    code: 'VALIDATION_FAILED',
    status: 400,
    errors: [{ pointer: '/shippingAddress', message: 'Dinos a dónde enviamos.' }],
  })
  expect(checkoutFailure(refused)).toEqual({ kind: 'address', text: 'Dinos a dónde enviamos.' })
})
