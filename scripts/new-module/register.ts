/** Puts a new module into backend/src/modules.ts, where every module is constructed. */
import { Explained } from '../command.ts'
import type { Names } from './names.ts'

const IMPORTS = /^(?:import .*? from '\.\/modules\/[^']+\/index\.ts'\n)+/m
/** The list of modules that stand side by side; operations comes after it and looks at all of them. */
const LIST = /^( *)(const others = \[[^\]]*?),?(\s*)\]/m

/** The composition with the import, the construction, and the entry in the list that the process works through. */
export function registered(source: string, { module, Module, moduleVar }: Names): string {
  if (!IMPORTS.test(source) || !LIST.test(source)) {
    throw new Explained(`backend/src/modules.ts has changed its form: add create${Module}(…) to it by hand.`)
  }
  const construction = `const ${moduleVar} = create${Module}({ database, events })`
  return source
    .replace(IMPORTS, (imports) => `${imports}import { create${Module} } from './modules/${module}/index.ts'\n`)
    .replace(LIST, (_, indent: string, list: string, space: string) => {
      return `${indent}${construction}\n${indent}${list}, ${moduleVar}${space}]`
    })
}
