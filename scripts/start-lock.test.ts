import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { birthOf, isAlive } from './process-identity.ts'
import { acquireStartLock } from './start-lock.ts'
import { testFolder } from './test-folders.ts'

const folder = testFolder()

test('the second one is told where the first one is', async () => {
  const dataDir = join(folder, 'busy')
  const first = await acquireStartLock(dataDir)
  if (first.kind !== 'acquired') throw new Error('the folder was new')
  first.lock.announce('http://localhost:3001')
  expect(await acquireStartLock(dataDir)).toEqual({ kind: 'busy', pid: process.pid, url: 'http://localhost:3001' })
  first.lock.release()
  expect((await acquireStartLock(dataDir)).kind).toBe('acquired')
})

test.each([
  ['a process that is gone', { pid: 99_999_999, birth: '1', url: null, children: [] }],
  ['a number that another process has by now', { pid: process.pid, birth: 'long ago', url: null, children: [] }],
])('a lock of %s is no lock', async (_, content) => {
  const dataDir = join(folder, `stale-${content.pid}`)
  const acquired = await acquireStartLock(dataDir)
  expect(acquired.kind).toBe('acquired')
  writeFileSync(join(dataDir, 'start.lock'), JSON.stringify(content))
  expect((await acquireStartLock(dataDir)).kind).toBe('acquired')
})

test('half a lock file is no lock either', async () => {
  const dataDir = join(folder, 'half')
  await acquireStartLock(dataDir)
  writeFileSync(join(dataDir, 'start.lock'), '{"pid":')
  expect((await acquireStartLock(dataDir)).kind).toBe('acquired')
})

test('children of a killed start are ended, strangers with their numbers are not', async () => {
  const dataDir = join(folder, 'children')
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  onTestFinished(() => void [child, stranger].map((one) => one.kill('SIGKILL')))
  const [childPid, strangerPid] = [child.pid ?? 0, stranger.pid ?? 0]
  await acquireStartLock(dataDir)
  const left = {
    ...{ pid: 99_999_999, birth: '1', url: null },
    children: [
      { pid: childPid, birth: birthOf(childPid) },
      { pid: strangerPid, birth: 'another' },
    ],
  }
  writeFileSync(join(dataDir, 'start.lock'), JSON.stringify(left))
  const acquired = await acquireStartLock(dataDir)
  expect(acquired.kind === 'acquired' && acquired.notes.join()).toContain(`process ${childPid}`)
  expect(isAlive(childPid)).toBe(false)
  expect(isAlive(strangerPid)).toBe(true)
  expect(JSON.parse(readFileSync(join(dataDir, 'start.lock'), 'utf8'))).toMatchObject({ pid: process.pid })
})
