import { expect, test } from 'vitest'
import { slidingEnd } from './session-life.rules.ts'

const now = new Date('2027-07-19T12:00:00Z')
const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
const end = (session: { updatedAt: Date; expiresAt: Date }) =>
  slidingEnd({ createdAt: days(-20), ...session }, { sessionDays: 30, now })

test('a session used again after a day lasts 30 days from now', () => {
  expect(end({ updatedAt: days(-1), expiresAt: days(29) })).toEqual(days(30))
})
test('it moves at most once a day', () => {
  expect(end({ updatedAt: days(-0.9), expiresAt: days(29.1) })).toBeNull()
})
test('a session that was not to be remembered keeps its end', () => {
  expect(end({ updatedAt: days(-0.5), expiresAt: days(0.5) })).toBeNull()
})
