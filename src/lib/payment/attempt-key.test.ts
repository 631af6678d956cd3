import { beforeEach, expect, test } from 'vitest'
import { forgetAttemptKey, keyForAttempt } from './attempt-key.ts'

const request = { slotId: 's', party: [{ type: 'adult', quantity: 2 }] }
beforeEach(() => sessionStorage.clear())

test('the same request repeats under its key; another party or slot has its own', () => {
  const key = keyForAttempt('s', request)
  expect(keyForAttempt('s', structuredClone(request))).toBe(key)
  expect(keyForAttempt('other', { ...request, slotId: 'other' })).not.toBe(key)
  const changed = keyForAttempt('s', { ...request, party: [{ type: 'adult', quantity: 3 }] })
  expect(changed).not.toBe(key)
})

test('after a final answer the next press is a new intention', () => {
  const key = keyForAttempt('s', request)
  forgetAttemptKey('s')
  expect(keyForAttempt('s', request)).not.toBe(key)
})

test('what was tampered with is not trusted', () => {
  sessionStorage.setItem('gc.checkout.s', '{"key":7')
  expect(keyForAttempt('s', request)).toMatch(/^[0-9a-f-]{36}$/)
})
