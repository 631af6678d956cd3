import { expect, test } from 'vitest'
import { cameraProblemOf, isNewSight } from './camera.rules.ts'

test('each way a camera stays shut has its own words', () => {
  const named = (name: string) => Object.assign(new Error('no'), { name })
  expect(cameraProblemOf(named('NotAllowedError'))).toBe('refused')
  expect(cameraProblemOf(named('NotFoundError'))).toBe('none')
  expect(cameraProblemOf(named('OverconstrainedError'))).toBe('none')
  expect(cameraProblemOf(named('NotReadableError'))).toBe('busy')
  expect(cameraProblemOf(new TypeError('no mediaDevices'))).toBe('unsupported')
})

test('a code held before the camera is checked once; another one at once, the same one only after it was gone', () => {
  expect(isNewSight('A', null, 0)).toBe(true)
  expect(isNewSight('A', { text: 'A', at: 1000 }, 1200)).toBe(false)
  expect(isNewSight('B', { text: 'A', at: 1000 }, 1200)).toBe(true)
  expect(isNewSight('A', { text: 'A', at: 1000 }, 5001)).toBe(true)
})
