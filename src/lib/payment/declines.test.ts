import { expect, test } from 'vitest'
import { checkout as en } from '../../locales/en/checkout.ts'
import { checkout as es } from '../../locales/es/checkout.ts'
import { declinedField, declineReason, declineReasons } from './declines.rules.ts'

test('codes become what the guest can do about them', () => {
  expect(declineReason('insufficient_funds')).toBe('insufficient')
  expect(declineReason('expired_card')).toBe('expired')
  expect(declineReason('incorrect_cvc')).toBe('cvc')
  expect(declineReason('payment_intent_authentication_failure')).toBe('authentication')
  expect(declineReason('generic_decline')).toBe('generic')
  expect(declineReason('a_code_of_next_year')).toBe('generic')
})

test('a stolen card reads as any refusal', () => {
  for (const code of ['lost_card', 'stolen_card', 'fraudulent', 'pickup_card'])
    expect(declineReason(code)).toBe('generic')
})

test('every reason has its words in both languages', () => {
  for (const reason of declineReasons) {
    for (const texts of [es, en]) expect(texts.decline[reason].length).toBeGreaterThan(20)
    expect(es.decline[reason]).not.toBe(en.decline[reason])
  }
})

test('the form points at the field at fault', () => {
  expect(declinedField('cvc')).toBe('cvc')
  expect(declinedField('expired')).toBe('expiry')
  expect(declinedField('insufficient')).toBeNull()
})
