import { expect, test } from 'vitest'
import { partnerActions } from '../../../../contracts/partners.ts'
import { actionsOf, can, chooseActing } from './team-rights.rules.ts'

test('owners do everything', () => {
  expect(actionsOf('OWNER')).toEqual([...partnerActions])
})

test('managers do everything but payouts, team and closing', () => {
  expect(partnerActions.filter((action) => !can('MANAGER', action))).toEqual(['payouts', 'team', 'close'])
})

test('helpers check in and fulfil, and see no money', () => {
  expect(actionsOf('HELPER')).toEqual(['check-in', 'bookings', 'orders', 'fulfil'])
  expect(can('HELPER', 'money')).toBe(false)
})

test('one’s own comes first, another only when it is named, and a named one is never replaced by another', () => {
  const own = { id: 'own', role: 'OWNER' as const }
  const helped = { id: 'helped', role: 'HELPER' as const }
  expect(chooseActing([own, helped], 'orders', undefined)).toBe(own)
  expect(chooseActing([own, helped], 'orders', 'helped')).toBe(helped)
  expect(chooseActing([own, helped], 'statement', 'helped')).toBeNull()
  expect(chooseActing([helped], 'statement', undefined)).toBeNull()
  expect(chooseActing([helped], 'orders', 'somebody else’s')).toBe(helped)
  expect(chooseActing([], 'orders', undefined)).toBeNull()
})
