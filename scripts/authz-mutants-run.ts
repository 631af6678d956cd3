/** The part of `npm run authz:mutants` that runs in the copy whose guards can be switched off. */
import { readFileSync } from 'node:fs'
import type { Guard } from '../backend/test-support/guards/find-guards.ts'
import { tryGuards, type Verdict } from '../backend/test-support/guards/try-guards.ts'
import { inProject } from './project.ts'
import { startSimulationDatabases } from './simulation-databases.ts'

const guards = JSON.parse(readFileSync(inProject('guards.json'), 'utf8')) as Guard[]
const databases = await startSimulationDatabases()
const database = await databases.create('guards')
const verdicts: Verdict[] = []
try {
  await tryGuards(database, guards, {
    only: (process.argv[2] ?? '').split(','),
    say(verdict) {
      verdicts.push(verdict)
      const { guard, noticed, reached, before, why } = verdict
      if (noticed) console.log(`✓ ${guard}\n    ${noticed}`)
      else if (why) console.log(`○ stands twice  ${guard}\n    ${why}`)
      else
        console.log(
          `✗ ${before ? 'red before' : reached ? 'nobody noticed' : 'nothing reached'}  ${guard}${before ? `\n    ${before}` : ''}`,
        )
    },
  })
} finally {
  await database.drop()
  await databases.stop()
}
const noticed = verdicts.filter((verdict) => verdict.noticed !== null)
const twice = verdicts.filter(({ why }) => why !== undefined)
const left = verdicts.length - noticed.length - twice.length
console.log(
  `${noticed.length} guards were missed when they were gone; ${twice.length} declared accesses stand twice; ${left} were not missed`,
)
process.exit(left ? 1 : 0)
