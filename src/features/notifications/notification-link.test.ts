import { expect, test } from 'vitest'
import { notificationTypes } from '../../../contracts/notifications.ts'
import { targetOf } from './notification-link.rules.ts'

test('every type leads to where something can be done about it', () => {
  for (const type of notificationTypes) {
    const target = targetOf({ type, data: { bookingId: 'b' } })
    expect(target).toEqual(type.startsWith('HOST_') ? { to: 'door' } : { to: 'booking', bookingId: 'b' })
  }
})

test('without its facts it is only read', () => {
  expect(targetOf({ type: 'BOOKING_CONFIRMED', data: {} })).toBeNull()
  expect(targetOf({ type: 'BOOKING_CONFIRMED', data: { bookingId: null } })).toBeNull()
})
