import { describe, expect, test } from 'vitest'
import type { Role } from '../../../../contracts/identity.ts'
import { isBanned, mayBan, mayChangeRole } from './staff.rules.ts'

const person = (id: string, role: Role) => ({ id, role })

describe('who may ban whom', () => {
  const verdicts: [Role, Role, string][] = [
    ['user', 'user', 'FORBIDDEN'],
    ['moderator', 'user', 'ALLOWED'],
    ['moderator', 'moderator', 'FORBIDDEN'],
    ['moderator', 'admin', 'FORBIDDEN'],
    ['admin', 'user', 'ALLOWED'],
    ['admin', 'moderator', 'ALLOWED'],
    ['admin', 'admin', 'ALLOWED'],
  ]
  test.each(verdicts)('%s bans %s: %s', (actor, target, expected) => {
    expect(mayBan(person('a', actor), person('b', target))).toBe(expected)
  })
  test.each(['moderator', 'admin'] as const)('%s does not ban themselves', (role) => {
    expect(mayBan(person('a', role), person('a', role))).toBe('CANNOT_ACT_ON_SELF')
  })
})

describe('who may give roles', () => {
  test('an administrator demotes another while one remains', () => {
    expect(mayChangeRole(person('a', 'admin'), person('b', 'admin'), 'user', ['a', 'b'])).toBe('ALLOWED')
  })
  test('not themselves', () => {
    expect(mayChangeRole(person('a', 'admin'), person('a', 'admin'), 'user', ['a', 'b'])).toBe('CANNOT_ACT_ON_SELF')
  })
  test('not the last one', () => {
    expect(mayChangeRole(person('a', 'admin'), person('b', 'admin'), 'user', ['b'])).toBe('LAST_ADMIN')
  })
  test.each(['user', 'moderator'] as const)('%s gives none', (role) => {
    expect(mayChangeRole(person('a', role), person('b', 'user'), 'admin', ['c'])).toBe('FORBIDDEN')
  })
})

describe('a ban', () => {
  const now = new Date('2027-07-19T12:00:00Z')
  test('without an end lasts', () => {
    expect(isBanned({ banned: true, banExpires: null }, now)).toBe(true)
  })
  test('with an end is over at that instant', () => {
    expect(isBanned({ banned: true, banExpires: new Date(now.getTime() + 1) }, now)).toBe(true)
    expect(isBanned({ banned: true, banExpires: now }, now)).toBe(false)
  })
  test('that was lifted is none', () => {
    expect(isBanned({ banned: false, banExpires: new Date(now.getTime() + 1) }, now)).toBe(false)
  })
})
