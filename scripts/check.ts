/** `npm run check`: everything that can be known without starting the house, as a table; exit code 1 if any part fails. */
import { runScript } from './command.ts'
import { inProject } from './project.ts'
import { runNode, type ToolRun } from './run-tool.ts'
import { COMPILER } from './typecheck.ts'

const bin = (path: string): string => inProject('node_modules', path)

/** Slowest first, so that two at a time end together. */
const CHECKS: { name: string; entry: string; args: string[] }[] = [
  { name: 'tests without database', entry: bin('vitest/vitest.mjs'), args: ['run', '--project=unit', '--project=web'] },
  { name: 'lint', entry: bin('oxlint/bin/oxlint'), args: ['--type-aware', '--deny-warnings'] },
  { name: 'boundaries', entry: bin('dependency-cruiser/bin/dependency-cruiser.mjs'), args: boundariesArgs() },
  { name: 'unused', entry: bin('knip/bin/knip.js'), args: ['--no-progress'] },
  { name: 'types of the server', entry: COMPILER, args: ['-p', 'tsconfig.json', '--pretty', 'false'] },
  { name: 'types of the browser', entry: COMPILER, args: ['-p', 'tsconfig.web.json', '--pretty', 'false'] },
  { name: 'schema and migrations', entry: inProject('scripts/drift.ts'), args: [] },
  { name: 'format', entry: bin('@biomejs/biome/bin/biome'), args: ['format', '--max-diagnostics=200'] },
]

/** The same folders as `npm run boundaries`. */
function boundariesArgs(): string[] {
  const folders = ['backend', 'bench', 'contracts', 'sandbox', 'src', 'scripts', 'prisma/seed']
  return ['--config', '.dependency-cruiser.cjs', ...folders]
}

await runScript(async () => {
  const waiting = [...CHECKS]
  const runs = new Map<string, ToolRun>()
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const run = await runNode(check.entry, check.args, { env: { NO_COLOR: '1' }, limitSeconds: 300 })
      runs.set(check.name, run)
      console.log(`${run.code === 0 ? '✓' : '✗'} ${check.name.padEnd(24)}${run.seconds.toFixed(1).padStart(6)} s`)
    }
  }
  await Promise.all([worker(), worker()])
  const failed = CHECKS.filter(({ name }) => runs.get(name)?.code !== 0)
  for (const { name } of failed) console.log(`\n── ${name} ──\n${runs.get(name)?.output.trim().slice(-8000)}`)
  console.log(failed.length ? `\n${failed.length} of ${CHECKS.length} failed.` : `\nAll ${CHECKS.length} pass.`)
  if (failed.length) process.exitCode = 1
})
