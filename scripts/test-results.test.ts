import { expect, test } from 'vitest'
import { addTallies, lastLine, nothing, tallyPlaywright, tallyVitest, withExitCode } from './test-results.ts'

test('every test counts once, and a file that cannot be loaded counts as a failure', () => {
  const tally = tallyVitest({
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'one' },
          { status: 'failed', fullName: 'two' },
          { status: 'skipped', fullName: 'three' },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'SyntaxError: no\n at x', assertionResults: [] },
    ],
  })
  expect(tally).toEqual({
    ...{ passed: 1, failed: 2, skipped: 1 },
    failures: ['a.test.ts: two', 'b.test.ts: SyntaxError: no'],
  })
})

test('journeys are named by their path, errors outside of them count', () => {
  const tally = tallyPlaywright({
    stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 },
    errors: [{ message: 'global setup failed\nat' }],
    suites: [{ title: 'book.spec.ts', suites: [{ title: 'booking', specs: [{ title: 'declined', ok: false }] }] }],
  })
  expect(tally).toMatchObject({ passed: 4, failed: 2, skipped: 2 })
  expect(tally.failures).toEqual(['e2e: global setup failed', 'book.spec.ts › booking › declined'])
})

test('a tool that dies without a failed test has failed', () => {
  expect(withExitCode(nothing, 'vitest', 1)).toMatchObject({ failed: 1, failures: ['vitest ended with code 1'] })
  expect(withExitCode(nothing, 'vitest', 0)).toEqual(nothing)
})

test('the last line says skipped only when something was', () => {
  const one = { ...nothing, passed: 2 }
  expect(lastLine(addTallies([one, one]))).toBe('4 passed, 0 failed')
  expect(lastLine({ ...one, skipped: 1 })).toBe('2 passed, 0 failed, 1 skipped')
})
