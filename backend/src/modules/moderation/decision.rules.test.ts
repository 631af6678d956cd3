import { expect, test } from 'vitest'
import { appealProblem, hidesContent, mayAppeal } from './decision.rules.ts'

test.each([
  ['KEEP', 'REVIEW', false],
  ['WARN', 'REVIEW', false],
  ['HIDE', 'REVIEW', true],
  ['HIDE', 'PROFILE', true],
  ['SUSPEND', 'REVIEW', true],
  ['SUSPEND', 'EXPERIENCE', true],
  ['SUSPEND', 'PROFILE', false],
] as const)('%s of a %s takes it out of sight: %s', (action, kind, hides) => {
  expect(hidesContent(action, kind)).toBe(hides)
})

test.each([
  ['KEEP', 'NONE', false],
  ['WARN', 'NONE', true],
  ['HIDE', 'NONE', true],
  ['SUSPEND', 'NONE', true],
  ['HIDE', 'OPEN', false],
  ['HIDE', 'UPHELD', false],
  ['HIDE', 'OVERTURNED', false],
] as const)('%s with appeal %s may be appealed: %s', (action, appeal, may) => {
  expect(mayAppeal({ action, appeal })).toBe(may)
})

test('an appeal is decided while open, by neither the first moderator nor the person', () => {
  const open = { appeal: 'OPEN', decidedBy: 'm1', reportedUserId: 'ana' } as const
  expect(appealProblem(open, 'm2')).toBeNull()
  expect(appealProblem(open, 'm1')).toBe('same-moderator')
  expect(appealProblem(open, 'ana')).toBe('own-case')
  expect(appealProblem({ ...open, appeal: 'UPHELD' }, 'm2')).toBe('not-open')
})
