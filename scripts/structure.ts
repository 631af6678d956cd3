/** Whether folders, composition, schema files and contracts tell the same story. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Schema files and contracts that belong to no module but to all. */
const SHARED = new Set(['_base', 'platform', 'common', 'system', 'basket-limits'])

/** `gift-cards` → `GiftCards` */
export const pascalCase = (name: string): string =>
  name.replaceAll(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())

/** What does not fit together below `root`, one sentence each; empty when everything does. */
export function findStructureProblems(root: string): string[] {
  const list = (folder: string, ending: string): string[] =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder))
          .filter((name) => name.endsWith(ending) && !name.includes('.test.'))
          .map((name) => name.slice(0, -ending.length || undefined))
          .filter((name) => !SHARED.has(name))
      : []
  const read = (path: string): string => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '')

  const modules = list('backend/src/modules', '')
  const composition = read('backend/src/modules.ts')
  const problems: string[] = []
  for (const name of modules) {
    const folder = `backend/src/modules/${name}`
    const constructor = `create${pascalCase(name)}`
    if (!existsSync(join(root, folder, 'README.md'))) problems.push(`${folder} has no README.md`)
    if (!new RegExp(`\\b${constructor}\\b`).test(read(`${folder}/index.ts`))) {
      problems.push(`${folder}/index.ts does not offer ${constructor}`)
    }
    if (!composition.includes(`'./modules/${name}/index.ts'`) || !composition.includes(`${constructor}(`)) {
      problems.push(`backend/src/modules.ts does not construct ${name}`)
    }
    if (!existsSync(join(root, `prisma/schema/${name}.prisma`)))
      problems.push(`prisma/schema/${name}.prisma is missing`)
    if (!existsSync(join(root, `contracts/${name}.ts`))) problems.push(`contracts/${name}.ts is missing`)
  }
  for (const [folder, ending] of [
    ['prisma/schema', '.prisma'],
    ['contracts', '.ts'],
  ] as const) {
    for (const name of list(folder, ending)) {
      // What a module has too much of for one file is called after it: `staff-files` is staff's.
      if (!modules.some((module) => name === module || name.startsWith(`${module}-`)))
        problems.push(`${folder}/${name}${ending} belongs to no module`)
    }
  }
  return problems
}
