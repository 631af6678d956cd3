import { beforeEach, expect, test } from 'vitest'
import { createSessionCache, type SessionCache } from './session-cache.ts'

const now = new Date('2027-07-19T12:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const session = (userId: string) => ({
  viewer: { userId, role: 'user', language: 'es', sessionId: `session of ${userId}`, emailVerified: true } as const,
  expiresAt: later(3600),
  banned: false,
  banReason: null,
  banExpires: null,
})
let cache: SessionCache
beforeEach(() => {
  cache = createSessionCache({ maxEntries: 2, ttlSeconds: 15 })
})
const keep = (token: string, userId: string, asOf = cache.generation()) => cache.keep(token, session(userId), asOf, now)

test('answers for its time to live, not longer', () => {
  keep('t1', 'ana')
  expect(cache.get('t1', later(14))?.viewer.userId).toBe('ana')
  expect(cache.get('t1', later(15))).toBeNull()
})

test('forgets every session of a person and nobody else’s', () => {
  keep('t1', 'ana')
  keep('t2', 'luis')
  cache.forgetUser('ana')
  expect(cache.get('t1', now)).toBeNull()
  expect(cache.get('t2', now)?.viewer.userId).toBe('luis')
})

test('does not keep what was read before something was forgotten', () => {
  const asOf = cache.generation()
  cache.forgetUser('ana')
  keep('t1', 'ana', asOf)
  expect(cache.get('t1', now)).toBeNull()
})

test('drops the least recently used', () => {
  keep('t1', 'ana')
  keep('t2', 'luis')
  cache.get('t1', now)
  keep('t3', 'eva')
  expect(cache.get('t2', now)).toBeNull()
  expect(cache.get('t1', now)).not.toBeNull()
})
