/** Puts a new module into backend/src/modules.ts, where every module is constructed. */
import { Explained } from '../command.ts'
import type { Names } from './names.ts'

const LAST_IMPORT = /^(?:import .*? from '\.\/modules\/[^']+\/index\.ts'\n)+/m
const RETURN = /^ {2}return \{\n/m
const LIST = /(\ball: \[[^\]]*?),?(\s*)\]/

/** The composition with the import, the construction, and the entry in the list that the process works through. */
export function registered(source: string, { module, Module, moduleVar }: Names): string {
  if (![LAST_IMPORT, RETURN, LIST].every((part) => part.test(source))) {
    throw new Explained(`backend/src/modules.ts has changed its form: add create${Module}(…) to it by hand.`)
  }
  return source
    .replace(LAST_IMPORT, (imports) => `${imports}import { create${Module} } from './modules/${module}/index.ts'\n`)
    .replace(RETURN, (line) => `  const ${moduleVar} = create${Module}({ database, events })\n\n${line}`)
    .replace(LIST, (_, list: string, space: string) => `${list}, ${moduleVar}${space}]`)
}
