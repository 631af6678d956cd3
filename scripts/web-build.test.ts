import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { moveIn } from './web-build.ts'

const folder = mkdtempSync(join(tmpdir(), 'web-build-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const served = join(folder, 'dist')

function build(name: string, files: string[]): string {
  const made = join(folder, name)
  for (const file of files) {
    mkdirSync(dirname(join(made, file)), { recursive: true })
    writeFileSync(join(made, file), name)
  }
  return made
}
const assets = () => readdirSync(join(served, 'assets')).toSorted()

test('a build moves in whole and keeps the assets of the one before, and of no older one', () => {
  const own = moveIn(
    build('one', ['index.html', 'sw.js', 'old.txt', 'assets/a-1.js', 'assets/deep/b-1.js']),
    served,
    null,
  )
  expect(own.at(-1)).toBe('index.html')
  const second = moveIn(build('two', ['index.html', 'sw.js', 'assets/a-2.js']), served, own)
  expect(assets()).toEqual(['a-1.js', 'a-2.js', 'deep'])
  expect(readdirSync(served).toSorted()).toEqual(['assets', 'index.html', 'sw.js'])
  expect(readFileSync(join(served, 'index.html'), 'utf8')).toBe('two')
  moveIn(build('three', ['index.html', 'sw.js', 'assets/a-3.js']), served, second)
  expect(assets()).toEqual(['a-2.js', 'a-3.js', 'deep'])
  expect(readdirSync(join(served, 'assets', 'deep'))).toEqual([])
})

test('the same build a second time, as of two starts at once, changes nothing', () => {
  const files = ['index.html', 'assets/a-3.js']
  const own = moveIn(build('again', files), served, files)
  expect(own.toSorted()).toEqual(files.toSorted())
  expect(assets()).toContain('a-3.js')
})
