/** Reads what vitest and Playwright report and adds it up to the one line that ends `npm test`. */

export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** What failed, one line each. */
  failures: string[]
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] }

interface VitestReport {
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: { message?: string }[]
  suites: PlaywrightSuite[]
}
interface PlaywrightSuite {
  title: string
  suites?: PlaywrightSuite[]
  specs?: { title: string; ok: boolean }[]
}

/** vitest's JSON report; a file that could not even be loaded counts as one failed test. */
export function tallyVitest(report: VitestReport): Tally {
  const tally: Tally = { ...nothing, failures: [] }
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'passed') tally.passed += 1
      else if (test.status === 'failed') {
        tally.failed += 1
        tally.failures.push(`${file.name}: ${test.fullName}`)
      } else tally.skipped += 1
    }
    const explained = file.assertionResults.some((test) => test.status === 'failed')
    if (file.status === 'failed' && !explained) {
      tally.failed += 1
      tally.failures.push(`${file.name}: ${file.message?.split('\n')[0] || 'could not be run'}`)
    }
  }
  return tally
}

/** Playwright's JSON report; what passed at the second try has passed, and is named. */
export function tallyPlaywright(report: PlaywrightReport): Tally {
  const { expected, unexpected, flaky, skipped } = report.stats
  const failures: string[] = report.errors.map((error) => `e2e: ${error.message?.split('\n')[0] ?? 'error'}`)
  const visit = (suite: PlaywrightSuite, path: string) => {
    const here = path ? `${path} › ${suite.title}` : suite.title
    for (const spec of suite.specs ?? []) if (!spec.ok) failures.push(`${here} › ${spec.title}`)
    for (const inner of suite.suites ?? []) visit(inner, here)
  }
  for (const suite of report.suites) visit(suite, '')
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped, failures }
}

/** A tool that ended badly without naming a failed test has failed all the same. */
export function withExitCode(tally: Tally, tool: string, code: number): Tally {
  if (code === 0 || tally.failed > 0) return tally
  return { ...tally, failed: 1, failures: [...tally.failures, `${tool} ended with code ${code}`] }
}

export function addTallies(tallies: Tally[]): Tally {
  return tallies.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
      failures: [...sum.failures, ...one.failures],
    }),
    nothing,
  )
}

/** The last line of `npm test`. */
export function lastLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}
