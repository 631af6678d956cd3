import { expect, test } from 'vitest'
import { type PartnerAction, partnerActions } from '../../../contracts/partners.ts'
import { mayDo } from '../../lib/acting.rules.ts'
import { mayCancelBooking } from './cancel-booking.rules.ts'

const startsAt = '2027-07-19T16:00:00.000Z'
const before = Date.parse(startsAt) - 1
const withActions = (actions: readonly PartnerAction[]) => (action: PartnerAction) =>
  mayDo({ actions: [...actions] }, action)
const helper = withActions(['check-in', 'bookings', 'orders', 'fulfil'])
const manager = withActions(partnerActions.filter((action) => !['payouts', 'team', 'close'].includes(action)))

test('who may change bookings cancels one that is ahead; a helper does not', () => {
  const booking = { status: 'CONFIRMED', startsAt } as const
  expect(mayCancelBooking(manager, booking, before)).toBe(true)
  expect(mayCancelBooking(helper, booking, before)).toBe(false)
})

test('not once it has begun, and not what is no longer confirmed', () => {
  expect(mayCancelBooking(manager, { status: 'CONFIRMED', startsAt }, before + 1)).toBe(false)
  for (const status of ['COMPLETED', 'CANCELLED', 'PENDING'] as const)
    expect(mayCancelBooking(manager, { status, startsAt }, before)).toBe(false)
})
