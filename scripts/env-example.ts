/** `node scripts/env-example.ts`: writes .env.example from the one list of variables; a test holds the two together. */
import { writeFileSync } from 'node:fs'
import { variables } from '../backend/src/platform/config-variables.ts'
import { inProject } from './project.ts'

const HEADER = `# Every variable the program reads; none has to be set on a laptop.
# Copy to .env and take the # away from what should differ. Written by scripts/env-example.ts.
`

/** The text of .env.example: what each variable means, and its default or, when it has none, an example. */
export function envExample(): string {
  const entries = Object.entries(variables).map(([name, { default: standard, example, meaning }]) => {
    const sentence = `${meaning[0]?.toUpperCase()}${meaning.slice(1)}.`
    return standard === null
      ? `# ${sentence} For example:\n# ${name}=${quoted(example)}`
      : `# ${sentence}\n# ${name}=${quoted(standard)}`
  })
  return `${HEADER}\n${entries.join('\n\n')}\n`
}

const quoted = (value: string): string => (/[\s<>#]/.test(value) ? `"${value}"` : value)

if (import.meta.main) writeFileSync(inProject('.env.example'), envExample())
