import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '../backend/src/platform/config.ts'
import { variables } from '../backend/src/platform/config-variables.ts'
import { envExample } from './env-example.ts'
import { inProject } from './project.ts'

const file = readFileSync(inProject('.env.example'), 'utf8')

describe('.env.example', () => {
  test('says what the configuration reads, no more and no less (node scripts/env-example.ts writes it)', () => {
    expect(file).toBe(envExample())
  })

  test('with every line taken as it stands gives the defaults, and its examples are accepted', () => {
    const uncommented = parseEnv(file.replaceAll(/^# ([A-Z][A-Z0-9_]*=)/gm, '$1'))
    expect(Object.keys(uncommented).sort()).toEqual(Object.keys(variables).sort())
    const standard = Object.entries(uncommented).filter(
      ([name]) => variables[name as keyof typeof variables].default !== null,
    )
    expect(loadConfig(Object.fromEntries(standard) as Record<string, string>)).toEqual(loadConfig({}))
    for (const [name, value] of Object.entries(uncommented)) {
      const variable = variables[name as keyof typeof variables]
      // Secrets are shown with an ellipsis.
      const accepted = (text = '') => variable.schema.safeParse(text.replace('…', 'x')).success
      expect(accepted(value), `${name}=${value}`).toBe(true)
      expect(accepted(variable.example), `${name}=${variable.example}`).toBe(true)
    }
  })
})
