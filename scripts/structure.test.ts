import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from './project.ts'
import { findStructureProblems, pascalCase } from './structure.ts'
import { testFolder } from './test-folders.ts'

test('folders, composition, schema files and contracts hold together', () => {
  expect(findStructureProblems(projectRoot)).toEqual([])
})

const HOUSE = {
  'backend/src/modules.ts': `import { createGiftCards } from './modules/gift-cards/index.ts'\ncreateGiftCards({})\n`,
  'backend/src/modules/gift-cards/README.md': '# Gift cards\n',
  'backend/src/modules/gift-cards/index.ts': 'export function createGiftCards() {}\n',
  'prisma/schema/_base.prisma': '',
  'prisma/schema/gift-cards.prisma': '',
  'contracts/common.ts': '',
  'contracts/gift-cards.ts': '',
}

function house(change: (root: string) => void = () => {}): string {
  const root = testFolder()
  for (const [path, text] of Object.entries(HOUSE)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  change(root)
  return root
}

test('a house in order has no problems', () => {
  expect(findStructureProblems(house())).toEqual([])
})

test.each(Object.keys(HOUSE).filter((path) => !/_base|common/.test(path)))('without %s there is one', (path) => {
  expect(findStructureProblems(house((root) => rmSync(join(root, path))))).not.toEqual([])
})

test.each(['prisma/schema/reviews.prisma', 'contracts/reviews.ts'])('%s of no module is noticed', (path) => {
  const root = house((at) => writeFileSync(join(at, path), ''))
  expect(findStructureProblems(root)).toEqual([`${path} belongs to no module`])
})

test('names become constructors', () => {
  expect(pascalCase('gift-cards')).toBe('GiftCards')
})
