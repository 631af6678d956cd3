import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { isAlive } from './process-identity.ts'
import { supervise } from './supervised.ts'
import { testFolder } from './test-folders.ts'

const folder = testFolder()

function program(name: string, source: string): string {
  const path = join(folder, `${name}.ts`)
  writeFileSync(path, source)
  return path
}
const STAYS = `
  process.on('SIGTERM', () => process.exit(0))
  process.once('disconnect', () => process.exit(0))
  process.send!({ type: 'ready', url: 'http://127.0.0.1:1' })
  console.log('{"level":30,"msg":"quiet"}')
  console.log('{"level":50,"msg":"loud"}')
  setInterval(() => {}, 1000)`

function options(name: string, entry: string) {
  const said: string[] = []
  const pids: number[] = []
  const givenUp = vi.fn()
  return {
    ...{ said, pids, givenUp, name, entry, dataDir: folder, verbose: false, readySeconds: 10 },
    env: { PATH: process.env.PATH },
    say: (text: string) => void said.push(text),
    onPid: (pid: number) => void pids.push(pid),
    onGivenUp: givenUp,
  }
}

test('says when it is ready, shows errors only, ends when asked', async () => {
  const given = options('stays', program('stays', STAYS))
  const server = await supervise(given)
  expect(server.url).toBe('http://127.0.0.1:1')
  await vi.waitFor(() => expect(given.said.join()).toContain('loud'))
  expect(given.said.join()).not.toContain('quiet')
  await server.stop(5)
  expect(isAlive(given.pids[0] ?? 0)).toBe(false)
  expect(given.said.join()).not.toContain('starting it again')
})

test('a killed one comes back', async () => {
  const given = options('killed', program('killed', STAYS))
  const server = await supervise(given)
  process.kill(server.pid(), 'SIGKILL')
  await vi.waitFor(() => expect(given.said.join()).toContain('is back'), { timeout: 10_000 })
  expect(given.pids).toHaveLength(2)
  expect(given.givenUp).not.toHaveBeenCalled()
  await server.stop(5)
})

test('one that does not start is explained with its own last words', async () => {
  const given = options('fails', program('fails', `console.error('no such table: slots'); process.exit(3)`))
  await expect(supervise(given)).rejects.toThrow(/did not start \(code 3\)[^]*no such table: slots/)
})

test('one that hears no reason does not outlive its seconds', async () => {
  const stubborn = STAYS.replace(`process.on('SIGTERM', () => process.exit(0))`, `process.on('SIGTERM', () => {})`)
  const given = options('stubborn', program('stubborn', stubborn))
  const server = await supervise(given)
  await server.stop(0.2)
  expect(isAlive(given.pids[0] ?? 0)).toBe(false)
})
