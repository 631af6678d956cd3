import { expect, test } from 'vitest'
import { targetOf } from './notification-link.rules.ts'

test('what it is about is where something can be done about it', () => {
  const data = { bookingId: 'b', orderId: 'o', checkoutId: 'c' }
  expect(targetOf({ type: 'BOOKING_CONFIRMED', data })).toEqual({ to: 'booking', id: 'b' })
  expect(targetOf({ type: 'ORDER_SHIPPED', data })).toEqual({ to: 'order', id: 'o' })
  expect(targetOf({ type: 'SELLER_ORDER_PAID', data })).toEqual({ to: 'sold-order', id: 'o' })
  expect(targetOf({ type: 'CHECKOUT_PAYMENT_FAILED', data })).toEqual({ to: 'checkout', id: 'c' })
  expect(targetOf({ type: 'HOST_BOOKING_CONFIRMED', data })).toEqual({ to: 'door' })
  expect(targetOf({ type: 'MESSAGE_RECEIVED', data: { threadId: 't' } })).toEqual({ to: 'thread', id: 't' })
  expect(targetOf({ type: 'CONTENT_DECIDED', data })).toEqual({ to: 'decisions' })
  expect(targetOf({ type: 'APPLICATION_SUBMITTED', data })).toEqual({ to: 'applications' })
  expect(targetOf({ type: 'APPLICATION_REFUSED', data: { kind: 'SELLER' } })).toEqual({
    to: 'application',
    kind: 'SELLER',
  })
  expect(targetOf({ type: 'TEAM_JOINED', data: { kind: 'HOST' } })).toEqual({ to: 'team', kind: 'HOST' })
})

test('without its facts it is only read', () => {
  expect(targetOf({ type: 'BOOKING_CONFIRMED', data: {} })).toBeNull()
  expect(targetOf({ type: 'BOOKING_CONFIRMED', data: { bookingId: null } })).toBeNull()
  expect(targetOf({ type: 'SELLER_LOW_STOCK', data: {} })).toBeNull()
  expect(targetOf({ type: 'REPORT_ANSWERED', data: { outcome: 'ACTED' } })).toBeNull()
})
