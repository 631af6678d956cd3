/** `npm run new-module NAME`: a new domain with contract, table, routes, rule, event, job and tests, registered and working. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Explained, runScript } from './command.ts'
import { namesOf } from './new-module/names.ts'
import { registered } from './new-module/register.ts'
import { templates } from './new-module/templates.ts'
import { inProject } from './project.ts'
import { runNode } from './run-tool.ts'

await runScript(async () => {
  const [given] = process.argv.slice(2)
  if (!given) throw new Explained('Say which domain: npm run new-module reviews')
  const names = namesOf(given)
  const files = templates(names)
  const taken = Object.keys(files).find((path) => existsSync(inProject(path)))
  if (taken) throw new Explained(`${taken} is already there.`)
  const composition = inProject('backend/src/modules.ts')
  const composed = registered(readFileSync(composition, 'utf8'), names)

  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(inProject(path)), { recursive: true })
    writeFileSync(inProject(path), text)
  }
  writeFileSync(composition, composed)
  const written = [...Object.keys(files), 'backend/src/modules.ts']
  await runNode(inProject('node_modules/@biomejs/biome/bin/biome'), ['format', '--write', ...written])
  for (const path of Object.keys(files)) console.log(`  ${path}`)
  console.log(`\nNow: npm run db:generate; npm run db:migration -- add_${names.table}; npm test -- ${names.module}`)
})
