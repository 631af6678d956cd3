import { expect, test } from 'vitest'
import { confirmationForm, isPayableHere, type PayablePayment, readAnswer } from './sandbox-provider.ts'

const payment: PayablePayment = {
  id: '01a200cd-ddd9-7211-8467-58fb6374bc3f',
  status: 'REQUIRES_PAYMENT_METHOD',
  amount: { amount: 130_000, currency: 'MXN' },
  clientSecret: 'pi_1_secret_2',
  publishableKey: 'pk_test_sandbox',
  paymentIntentId: 'pi_1',
  apiBase: 'http://127.0.0.1:12111',
  lastErrorCode: null,
  refunded: { amount: 0, currency: 'MXN' },
  createdAt: '2027-07-19T16:00:00.000Z',
}

test('the card travels in the provider’s own form', () => {
  const card = { number: '4242 4242 4242 4242', month: 2, year: 2030, cvc: '123', name: ' Ana ' }
  const form = confirmationForm(payment, card, 'http://localhost/reservar/s?reserva=b&vuelta=1')
  expect(form.get('client_secret')).toBe('pi_1_secret_2')
  expect(form.get('payment_method_data[card][number]')).toBe('4242424242424242')
  expect(form.get('payment_method_data[card][exp_year]')).toBe('2030')
  expect(form.get('payment_method_data[billing_details][name]')).toBe('Ana')
  expect(form.get('return_url')).toContain('vuelta=1')
})

test('answers are read; what is not understood claims nothing', () => {
  expect(readAnswer(200, { status: 'succeeded' })).toEqual({ kind: 'accepted' })
  expect(readAnswer(200, { status: 'processing' })).toEqual({ kind: 'accepted' })
  expect(
    readAnswer(200, { status: 'requires_action', next_action: { redirect_to_url: { url: 'http://bank' } } }),
  ).toEqual({
    kind: 'bank-step',
    url: 'http://bank',
  })
  expect(
    readAnswer(402, { error: { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' } }),
  ).toEqual({
    kind: 'declined',
    code: 'insufficient_funds',
  })
  expect(readAnswer(402, { error: { type: 'card_error', code: 'expired_card' } })).toEqual({
    kind: 'declined',
    code: 'expired_card',
  })
  // Pressed twice: the second is refused because the first had already been paid.
  expect(
    readAnswer(400, { error: { type: 'invalid_request_error', payment_intent: { status: 'succeeded' } } }),
  ).toEqual({
    kind: 'accepted',
  })
  expect(readAnswer(500, { error: { type: 'api_error' } })).toEqual({ kind: 'lost' })
  expect(readAnswer(200, { status: 'requires_action' })).toEqual({ kind: 'lost' })
})

test('a payment of Stripe itself is not paid here', () => {
  expect(isPayableHere({ ...payment, apiBase: null })).toBe(false)
  expect(isPayableHere({ ...payment, clientSecret: null })).toBe(false)
  expect(isPayableHere(payment)).toBe(true)
})
