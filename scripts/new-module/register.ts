/** Puts a new module into backend/src/modules.ts, where every module is constructed. */
import { Explained } from '../command.ts'
import type { Names } from './names.ts'

/** The composition with the import, the construction and the entry in the list that the process works through. */
export function registered(source: string, { module, Module, moduleVar }: Names): string {
  const lines = source.split('\n')
  const importAt = lines.findLastIndex((line) => /from '\.\/modules\/[^']+\/index\.ts'$/.test(line))
  const listAt = lines.findLastIndex((line) => /^\s*(const|return)?.*\bmodules\b.*\[.*\]/.test(line))
  const list = lines[listAt]
  if (importAt < 0 || list === undefined) {
    throw new Explained(`backend/src/modules.ts has changed its form: add create${Module}(…) to it by hand.`)
  }
  const indent = list.match(/^\s*/)?.[0] ?? ''
  lines[listAt] = list.replace(/\]/, `, ${moduleVar}]`)
  lines.splice(listAt, 0, `${indent}const ${moduleVar} = create${Module}({ database, events })`)
  lines.splice(importAt + 1, 0, `import { create${Module} } from './modules/${module}/index.ts'`)
  return lines.join('\n')
}
