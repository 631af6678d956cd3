import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult, type IConfiguration } from 'dependency-cruiser'
import { expect, test } from 'vitest'
import { inProject } from './project.ts'
import { testFolder } from './test-folders.ts'

const configuration = createRequire(import.meta.url)(inProject('.dependency-cruiser.cjs')) as IConfiguration
const rules = (configuration.forbidden ?? []).map((rule) => rule.name ?? '')

/** For each rule an import that it must refuse, as [file, what it imports]. */
const KNOWN_BAD: Record<string, [file: string, imported: string]> = {
  'contracts-know-only-zod': ['contracts/bookings.ts', 'luxon'],
  'rules-are-pure': ['backend/src/modules/bookings/seats.rules.ts', '../../platform/config.ts'],
  'pure-is-pure': ['backend/src/platform/pure/money.ts', '../config.ts'],
  'modules-have-doors': ['backend/src/modules/bookings/hold-seats.ts', '../payments/payments.repository.ts'],
  'the-house-uses-doors': ['backend/src/modules.ts', './modules/payments/payments.repository.ts'],
  'platform-knows-no-domain': ['backend/src/platform/config.ts', '../modules/payments/index.ts'],
  'only-repositories-query': ['backend/src/modules/bookings/hold-seats.ts', 'pg'],
  'repositories-do-not-call-up': ['backend/src/modules/payments/payments.repository.ts', './payments.routes.ts'],
  'only-routes-know-http': ['backend/src/modules/bookings/hold-seats.ts', 'fastify'],
  'browser-and-server-never-meet': ['src/lib/money.ts', '../../backend/src/platform/config.ts'],
  'server-and-browser-never-meet': ['backend/src/app.ts', '../../src/lib/money.ts'],
  'sandbox-stands-alone': ['sandbox/server.ts', '../backend/src/platform/config.ts'],
  'server-does-not-know-the-sandbox': ['backend/src/app.ts', '../../sandbox/server.ts'],
  'features-are-islands': ['src/features/home/page.ts', '../experiences/card.ts'],
  'ui-and-lib-know-no-feature': ['src/lib/money.ts', '../features/experiences/card.ts'],
  'test-support-stays-in-tests': ['backend/src/app.ts', '../test-support/postgres.ts'],
  'server-runs-without-dev-dependencies': ['backend/src/app.ts', 'jsdom'],
  'no-cycles': ['backend/src/modules/payments/payments.routes.ts', './payments.routes.ts'],
  'everything-resolves': ['src/lib/money.ts', './nowhere.ts'],
}

/** A small house in which every import is allowed; a case adds one line to one file. */
const HOUSE: Record<string, string> = {
  'package.json': JSON.stringify({
    type: 'module',
    dependencies: { zod: '1', pg: '1', fastify: '1', luxon: '1' },
    devDependencies: { jsdom: '1' },
  }),
  ...Object.fromEntries(
    ['zod', 'pg', 'fastify', 'luxon', 'jsdom'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = 1\n'],
    ]),
  ),
  'contracts/bookings.ts': `import 'zod'\n`,
  'backend/src/app.ts': `import './modules.ts'\n`,
  'backend/src/modules.ts': `import './modules/payments/index.ts'\n`,
  'backend/src/platform/config.ts': `import 'zod'\n`,
  'backend/src/platform/pure/money.ts': '',
  'backend/src/modules/bookings/seats.rules.ts': `import '../../platform/pure/money.ts'\n`,
  'backend/src/modules/bookings/hold-seats.ts': `import '../payments/index.ts'\nimport './seats.rules.ts'\n`,
  'backend/src/modules/payments/index.ts': `import './payments.routes.ts'\n`,
  'backend/src/modules/payments/payments.repository.ts': `import 'pg'\n`,
  'backend/src/modules/payments/payments.routes.ts': `import 'fastify'\nimport './payments.repository.ts'\n`,
  'backend/src/app.test.ts': `import '../test-support/postgres.ts'\n`,
  'backend/test-support/postgres.ts': '',
  'sandbox/server.ts': '',
  'src/lib/money.ts': `import '../../contracts/bookings.ts'\n`,
  'src/features/home/page.ts': `import '../../lib/money.ts'\n`,
  'src/features/experiences/card.ts': '',
}

async function brokenRules(addition?: [file: string, imported: string]): Promise<string[]> {
  const baseDir = testFolder()
  for (const [path, text] of Object.entries(HOUSE)) {
    mkdirSync(dirname(join(baseDir, path)), { recursive: true })
    writeFileSync(join(baseDir, path), addition?.[0] === path ? `${text}import '${addition[1]}'\n` : text)
  }
  const { tsConfig: _, ...options } = configuration.options ?? {}
  const given: ICruiseOptions = {
    ...options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: configuration.forbidden ?? [] },
  }
  const { output } = await cruise(['backend', 'contracts', 'sandbox', 'src'], given)
  return [...new Set((output as ICruiseResult).summary.violations.map((violation) => violation.rule.name))]
}

test('a house in order breaks no rule', async () => {
  expect(await brokenRules()).toEqual([])
})

test('every rule has its known-bad case', () => {
  expect(Object.keys(KNOWN_BAD).sort()).toEqual([...rules].sort())
})

test.each(Object.entries(KNOWN_BAD))('%s refuses its known-bad case', async (rule, addition) => {
  expect(await brokenRules(addition)).toContain(rule)
})
