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
      const { guard, noticed, reached, before } = verdict
      console.log(
        noticed
          ? `✓ ${guard}\n    ${noticed}`
          : `✗ ${before ? 'red before' : reached ? 'nobody noticed' : 'nothing reached'}  ${guard}${before ? `\n    ${before}` : ''}`,
      )
    },
  })
} finally {
  await database.drop()
  await databases.stop()
}
const unnoticed = verdicts.filter(({ noticed }) => noticed === null)
console.log(`${verdicts.length - unnoticed.length} of ${verdicts.length} guards were missed when they were gone`)
process.exit(unnoticed.length ? 1 : 0)
