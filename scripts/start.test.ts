import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inProject, projectRoot } from './project.ts'
import { acquireStartLock } from './start-lock.ts'
import { testFolder } from './test-folders.ts'

const folder = testFolder()

function start(env: Record<string, string>) {
  const ran = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', inProject('scripts/start.ts')], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { code: ran.status, text: ran.stdout + ran.stderr }
}

test('a stranger on the port is one sentence that names the variable', async () => {
  const stranger = createServer()
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  const { port } = stranger.address() as { port: number }
  const { code, text } = start({ PORT: String(port), DATA_DIR: join(folder, 'taken') })
  stranger.close()
  expect(code).toBe(1)
  expect(text).toMatch(new RegExp(`^✗ Port ${port} is in use by another program.*PORT=${port + 1} npm start\\.\\n$`))
})

test('a wrong variable is named with an example', () => {
  const { code, text } = start({ PORT: 'three', DATA_DIR: join(folder, 'wrong') })
  expect(code).toBe(1)
  expect(text).toContain('PORT')
  expect(text).toContain('Example: PORT=3001')
  expect(text).not.toContain('    at ')
})

test('a second start says where the first one is', async () => {
  const dataDir = join(folder, 'second')
  const first = await acquireStartLock(dataDir)
  if (first.kind === 'acquired') first.lock.announce('http://localhost:4321')
  const { code, text } = start({ DATA_DIR: dataDir })
  expect(text).toBe(`Already running at http://localhost:4321 (process ${process.pid}).\n`)
  expect(code).toBe(0)
})
