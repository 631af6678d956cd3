/** `npm test [-- FILTER]`: all tests on all real things; the last line is `N passed, N failed`. */
import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { Explained, runScript } from './command.ts'
import { generateClient } from './prisma-client.ts'
import { inProject, projectRoot } from './project.ts'
import { runNode } from './run-tool.ts'
import { createSteps } from './steps.ts'
import {
  addTallies,
  lastLine,
  nothing,
  type Tally,
  tallyPlaywright,
  tallyVitest,
  withExitCode,
} from './test-results.ts'
import { buildWebIfChanged } from './web-build.ts'

const REPORTS = inProject('.cache/test-reports')
/** A run that hangs is ended, with everything it started. */
const LIMIT_SECONDS = 2400

await runScript(async () => {
  const begun = performance.now()
  const filters = process.argv.slice(2)
  const steps = createSteps()
  rmSync(REPORTS, { recursive: true, force: true })
  mkdirSync(REPORTS, { recursive: true })

  const generated = await generateClient()
  if (generated.kind === 'failed') throw new Explained(`prisma generate failed:\n${generated.output}`)
  const code = await runVitest(filters)
  const journeys = await runJourneys(filters, steps)

  const total = addTallies([code, journeys])
  if (total.failures.length) console.log(`\nFailed:\n${total.failures.map((line) => `  ${line}`).join('\n')}`)
  console.log(`\nUnit and integration: ${lastLine(code)}`)
  console.log(`Browser journeys: ${lastLine(journeys)}`)
  console.log(`Took ${Math.round((performance.now() - begun) / 1000)} s`)
  console.log(lastLine(total))
  process.exitCode = total.failed > 0 ? 1 : 0
})

async function runVitest(filters: string[]): Promise<Tally> {
  const report = `${REPORTS}/vitest.json`
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters]
  if (filters.length) args.push('--passWithNoTests')
  const run = await runNode(inProject('node_modules/vitest/vitest.mjs'), args, {
    show: true,
    limitSeconds: LIMIT_SECONDS,
  })
  return withExitCode(readReport(report, tallyVitest), 'vitest', run.code)
}

async function runJourneys(filters: string[], steps: ReturnType<typeof createSteps>): Promise<Tally> {
  const files = globSync('e2e/**/*.spec.ts', { cwd: projectRoot })
  if (files.length === 0) {
    console.log('No browser journeys: e2e/ holds no *.spec.ts files.')
    return nothing
  }
  if (filters.length && !files.some((file) => filters.some((filter) => file.includes(filter)))) return nothing
  try {
    await steps.run('web app is built', async (say) => {
      if ((await buildWebIfChanged()) === 'unchanged') say(null)
    })
  } catch (error) {
    return { ...nothing, failed: 1, failures: [error instanceof Error ? error.message : String(error)] }
  }
  const report = `${REPORTS}/playwright.json`
  const args = ['test', '--reporter=list,json', '--pass-with-no-tests', ...filters]
  const run = await runNode(inProject('node_modules/@playwright/test/cli.js'), args, {
    show: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    limitSeconds: LIMIT_SECONDS,
  })
  return withExitCode(readReport(report, tallyPlaywright), 'playwright', run.code)
}

function readReport<T>(path: string, tally: (report: T) => Tally): Tally {
  try {
    return tally(JSON.parse(readFileSync(path, 'utf8')) as T)
  } catch {
    return nothing
  }
}
