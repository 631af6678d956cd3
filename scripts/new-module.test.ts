import { spawnSync } from 'node:child_process'
import { cpSync, globSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { namesOf } from './new-module/names.ts'
import { registered } from './new-module/register.ts'
import { writeMigration } from './migration-author.ts'
import { inProject } from './project.ts'
import { findStructureProblems } from './structure.ts'
import { testFolder } from './test-folders.ts'

describe('names', () => {
  test('follow from the plural', () => {
    expect(namesOf('gift-cards')).toEqual({
      module: 'gift-cards',
      item: 'gift-card',
      Module: 'GiftCards',
      Item: 'GiftCard',
      moduleVar: 'giftCards',
      itemVar: 'giftCard',
      table: 'gift_cards',
    })
    expect(namesOf('stories').item).toBe('story')
  })

  test.each(['Reviews', 'review', 'gift cards', '../places', ''])('%j is refused', (name) => {
    expect(() => namesOf(name)).toThrow('is no name for a module')
  })
})

test('a composition of another form is left to the person', () => {
  expect(() => registered('export const modules = []\n', namesOf('reviews'))).toThrow('by hand')
})

/** The checkout without what is heavy or irrelevant, so that a scaffold can be tried on it. */
function copyOfTheHouse(): string {
  const root = testFolder()
  for (const path of [
    'backend',
    'contracts',
    'prisma/schema',
    'prisma/migrations',
    'scripts',
    'sandbox',
    'package.json',
  ]) {
    cpSync(inProject(path), join(root, path), { recursive: true })
  }
  for (const path of [
    'tsconfig.json',
    'vitest.config.ts',
    'biome.json',
    '.dependency-cruiser.cjs',
    'prisma.config.ts',
  ]) {
    cpSync(inProject(path), join(root, path))
  }
  symlinkSync(inProject('node_modules'), join(root, 'node_modules'))
  return root
}

test('a new module fits in, compiles, keeps the boundaries and passes its own tests', {
  timeout: 120_000,
}, async () => {
  const root = copyOfTheHouse()
  const run = (entry: string, ...args: string[]) => {
    const ran = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, entry), ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' },
      encoding: 'utf8',
    })
    return { code: ran.status, output: ran.stdout + ran.stderr }
  }
  const made = run('scripts/new-module.ts', 'gift-cards')
  expect(made).toMatchObject({ code: 0 })
  expect(readFileSync(join(root, 'backend/src/modules.ts'), 'utf8')).toContain('createGiftCards({ database, events })')
  expect(findStructureProblems(root).filter((problem) => problem.includes('gift-cards'))).toEqual([])
  expect(run('scripts/new-module.ts', 'gift-cards').output).toContain('is already there')

  const schema = globSync('prisma/schema/*.prisma', { cwd: root }).sort()
  const authored = await writeMigration({
    migrationsDir: join(root, 'prisma/migrations'),
    schema: schema.map((path) => ({ path, content: readFileSync(join(root, path), 'utf8') })),
    name: 'add_gift_cards',
    now: new Date(Date.now() + 60_000),
    allowEmpty: false,
  })
  expect(authored).toMatchObject({ kind: 'written', empty: false })

  const tested = run('node_modules/vitest/vitest.mjs', 'run', 'backend/src/modules/gift-cards')
  expect(tested).toMatchObject({ code: 0 })
  const ours = (output: string) => output.split('\n').filter((line) => line.includes('gift-cards'))
  expect(ours(run('node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json', '--pretty', 'false').output)).toEqual([])
  const boundaries = run(
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'backend',
  )
  expect(ours(boundaries.output)).toEqual([])
})
