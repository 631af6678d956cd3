import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { inProject } from './project.ts'
import { testFolder } from './test-folders.ts'

const root = testFolder()
const lockOf = (version: string) => ({
  packages: { '': {}, 'node_modules/zod': { version }, 'node_modules/other-os': { version, optional: true } },
})
const writeLock = (version: string) => writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lockOf(version)))

/** Stands in for npm: writes down what it was asked, and the note that npm leaves. */
const NPM = `
  const { mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs')
  writeFileSync('asked.txt', process.argv.slice(2).join(' '))
  if (process.env.NPM_FAILS) { console.error('npm error code E404\\nnpm error not found'); process.exit(1) }
  rmSync('node_modules', { recursive: true, force: true })
  mkdirSync('node_modules')
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  delete packages['']
  delete packages['node_modules/other-os']
  writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }))`

function bootstrap(env: Record<string, string> = {}) {
  rmSync(join(root, 'asked.txt'), { force: true })
  const ran = spawnSync(process.execPath, [join(root, 'scripts/bootstrap.mjs')], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      npm_execpath: join(root, 'npm.js'),
      npm_config_user_agent: 'npm/11.0.0 node/v20',
      ...env,
    },
    encoding: 'utf8',
  })
  const asked = existsSync(join(root, 'asked.txt')) ? readFileSync(join(root, 'asked.txt'), 'utf8') : null
  return { code: ran.status, output: ran.stdout + ran.stderr, asked }
}

beforeEach(() => {
  rmSync(join(root, 'node_modules'), { recursive: true, force: true })
  mkdirSync(join(root, 'scripts'), { recursive: true })
  cpSync(inProject('scripts/bootstrap.mjs'), join(root, 'scripts/bootstrap.mjs'))
  writeFileSync(join(root, 'scripts/generate.ts'), '')
  writeFileSync(join(root, 'npm.js'), NPM)
  writeLock('1.0.0')
})

test('installs once, and again when the lock names something else', () => {
  const first = bootstrap()
  expect(first).toMatchObject({ code: 0, asked: 'ci --ignore-scripts --include=dev --no-audit --no-fund' })
  expect(first.output).toMatch(/✓ packages installed \d/)
  expect(bootstrap()).toEqual({ code: 0, asked: null, output: '' })
  writeLock('1.0.1')
  expect(bootstrap().asked).toContain('ci')
})

test('an npm ci by hand is as good', () => {
  spawnSync(process.execPath, [join(root, 'npm.js'), 'ci'], { cwd: root })
  expect(bootstrap()).toMatchObject({ code: 0, asked: null })
})

test('an installation that fails is npm’s own reason, and no stack', () => {
  const failed = bootstrap({ NPM_FAILS: '1' })
  expect(failed.code).toBe(1)
  expect(failed.output).toContain('✗ npm ci failed:\nnpm error code E404\nnpm error not found')
  expect(failed.output).not.toContain('    at ')
})

test.each([
  ['npm/8.1.0 node/v20', 'npm 8 is too old'],
  ['pnpm/10.0.0 node/v24', 'Use npm: pnpm does not read package-lock.json'],
])('%s is told what is needed', (agent, sentence) => {
  const refused = bootstrap({ npm_config_user_agent: agent })
  expect(refused).toMatchObject({ code: 1, asked: null })
  expect(refused.output).toContain(sentence)
})

test('a client that cannot be generated says why', () => {
  writeFileSync(
    join(root, 'scripts/generate.ts'),
    `console.error('✗ prisma generate failed: no such type'); process.exit(1)`,
  )
  expect(bootstrap()).toMatchObject({ code: 1 })
  expect(bootstrap().output).toBe('✗ prisma generate failed: no such type\n')
})
