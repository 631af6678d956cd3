/** `npm run sim:mutants`: takes each guard away on a copy of the code and says which seed of the simulation noticed. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Mutant, mutants } from '../backend/test-support/simulation/mutants.ts'
import { withCodeCopy } from './code-copy.ts'
import { Explained, runScript } from './command.ts'

/** The first seed that saw it, null when none did. */
function firstRedSeed(mutant: Mutant, seeds: number): number | null {
  return withCodeCopy((folder) => {
    const file = join(folder, mutant.file)
    const source = readFileSync(file, 'utf8')
    if (source.split(mutant.from).length !== 2)
      throw new Explained(`${mutant.file} no longer has exactly one "${mutant.from}"`)
    writeFileSync(
      file,
      source.replace(mutant.from, () => mutant.to),
    )
    const run = spawnSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        'scripts/sim.ts',
        '--seeds',
        String(seeds),
        '--only',
        mutant.act,
        '--until-red',
      ],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    )
    const red = /✗ seed (\d+)/.exec(run.stdout)
    if (!red && run.status !== 0) throw new Explained(`the simulation did not run: ${run.stderr.slice(-500)}`)
    return red ? Number(red[1]) : null
  })
}

await runScript(async () => {
  const { values } = parseArgs({ options: { seeds: { type: 'string', default: '40' }, only: { type: 'string' } } })
  let unnoticed = 0
  for (const mutant of mutants.filter((one) => !values.only || one.guard.includes(values.only))) {
    const seed = firstRedSeed(mutant, Number(values.seeds))
    if (seed === null) unnoticed += 1
    console.log(
      `${seed === null ? '✗ nobody noticed' : `✓ seed ${String(seed).padStart(3)}`}  without: ${mutant.guard}`,
    )
  }
  if (unnoticed > 0) throw new Explained(`${unnoticed} guards can be taken away unnoticed`)
})
