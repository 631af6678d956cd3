import { beforeEach, expect, test } from 'vitest'
import { forgetBookingKey, keyForBooking } from './booking-attempt.ts'

const request = { slotId: 's', party: [{ type: 'adult', quantity: 2 }] }
beforeEach(() => sessionStorage.clear())

test('the same request repeats under its key; another party or slot has its own', () => {
  const key = keyForBooking('s', request)
  expect(keyForBooking('s', structuredClone(request))).toBe(key)
  expect(keyForBooking('other', { ...request, slotId: 'other' })).not.toBe(key)
  const changed = keyForBooking('s', { ...request, party: [{ type: 'adult', quantity: 3 }] })
  expect(changed).not.toBe(key)
})

test('after a final answer the next press is a new intention', () => {
  const key = keyForBooking('s', request)
  forgetBookingKey('s')
  expect(keyForBooking('s', request)).not.toBe(key)
})

test('what was tampered with is not trusted', () => {
  sessionStorage.setItem('gc.checkout.s', '{"key":7')
  expect(keyForBooking('s', request)).toMatch(/^[0-9a-f-]{36}$/)
})
