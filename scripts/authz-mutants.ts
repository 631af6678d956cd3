/** `npm run authz:mutants [-- --only TEXT,TEXT]`: takes each guard away on a copy of the code and says what the matrix noticed. */
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findGuards, type Guard } from '../backend/test-support/guards/find-guards.ts'
import { doubled, type NoGuard, noGuards } from '../backend/test-support/guards/no-guards.ts'
import { withCodeCopy } from './code-copy.ts'
import { Explained, runScript } from './command.ts'

const guarded = ['backend/src/modules/**/*.ts', 'backend/src/modules.ts', 'backend/src/platform/http/access.ts']

/** Rewrites the copy's sources and answers what can be switched off in them. */
function rewriteIn(folder: string): Guard[] {
  const all: Guard[] = []
  for (const file of globSync(guarded, { cwd: folder }).toSorted()) {
    if (/\.test\.ts$|guarantees/.test(file)) continue
    const path = join(folder, file)
    const { guards, rewritten } = findGuards(file, readFileSync(path, 'utf8'), all.length)
    if (guards.length) writeFileSync(path, rewritten)
    all.push(...guards)
  }
  // What a route declares is looked at here, and may be weakened for one at a time.
  const edge = join(folder, 'backend/src/platform/http/access.ts')
  const declared = 'const { access } = routeOptions.config\n'
  const source = readFileSync(edge, 'utf8')
  if (source.split(declared).length !== 2) throw new Explained(`${edge} no longer has exactly one "${declared.trim()}"`)
  writeFileSync(edge, source.replace(declared, 'const access = globalThis.declaredBy(routeOptions)\n'))
  return all
}

/** What is not taken away, with why; answers what is. @throws Explained where an entry is about nothing any more */
function leaveOut(all: readonly Guard[], entries: readonly NoGuard[], word: string): Guard[] {
  let left = [...all]
  let count = 0
  for (const entry of entries) {
    const about = left.filter((guard) => entry.fits(guard))
    if (about.length === 0)
      throw new Explained(
        `an entry of guards/no-guards.ts is about nothing that the others are not about: ${entry.why}`,
      )
    console.log(`○ ${word}: ${entry.why}`)
    for (const { file, line, text } of about) console.log(`    ${file}:${line}: ${text}`)
    left = left.filter((guard) => !about.includes(guard))
    count += about.length
  }
  console.log(`${count} ${word}\n`)
  return left
}

await runScript(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
  withCodeCopy((folder) => {
    const conditions = leaveOut(rewriteIn(folder), noGuards, 'no guards')
    const guards = leaveOut(conditions, doubled, 'guards that stand twice')
    writeFileSync(join(folder, 'guards.json'), JSON.stringify(guards))
    const run = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'scripts/authz-mutants-run.ts', values.only],
      { cwd: folder, stdio: 'inherit' },
    )
    if (run.status !== 0) throw new Explained('there are guards that can be taken away unnoticed')
  })
})
