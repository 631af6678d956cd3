import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { freePort, isAlive, isPortTaken } from './process-identity.ts'
import { inProject, projectRoot } from './project.ts'
import { testFolder } from './test-folders.ts'

const starts: ChildProcess[] = []
afterAll(() => starts.map((child) => child.kill('SIGKILL')))
const dataDir = join(testFolder(), 'data')
const [port, sandboxPort] = [await freePort(), await freePort()]

/** `npm start` itself, ready to serve. */
async function start() {
  const child = fork(inProject('scripts/start.ts'), [], {
    cwd: projectRoot,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: dataDir,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  starts.push(child)
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const url = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { url?: string }) => resolve(message.url ?? ''))
    void exited.then((code) => reject(new Error(`ended with ${code}:\n${output}`)))
  })
  const { children } = JSON.parse(readFileSync(join(dataDir, 'start.lock'), 'utf8')) as { children: { pid: number }[] }
  const database = Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  return {
    url,
    output: () => output,
    pids: [...children.map((one) => one.pid), database],
    kill: () => child.kill('SIGKILL'),
    stop: () => {
      child.kill('SIGTERM')
      return exited
    },
  }
}

const nothingRuns = async (pids: number[]) => {
  await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 20_000, interval: 100 })
  expect(await isPortTaken(port, '127.0.0.1')).toBe(false)
  expect(await isPortTaken(sandboxPort, '127.0.0.1')).toBe(false)
}
const answers = async (url: string) => (await fetch(`${url}/health/ready`)).status

test('starts, serves, survives kill -9 of any part, and leaves nothing running', { timeout: 600_000 }, async () => {
  const first = await start()
  expect(await answers(first.url)).toBe(200)
  const page = await fetch(first.url, { headers: { accept: 'text/html' } })
  expect(await page.text()).toContain('<div id="root">')
  expect(first.output()).toContain(`Guelaguetza Connect is at ${first.url}`)
  expect(first.output()).toContain('guelaguetza-demo')

  // The launcher dies: everything else follows, and the next start is none the wiser.
  first.kill()
  await nothingRuns(first.pids)
  const second = await start()
  expect(await answers(second.url)).toBe(200)
  expect(second.output()).not.toContain('demo data is in')

  // Each part dies on its own: it comes back.
  for (const [part, pid] of [
    ['sandbox', second.pids[0]],
    ['server', second.pids[1]],
    ['database', second.pids[2]],
  ] as const) {
    process.kill(pid ?? 0, 'SIGKILL')
    await vi.waitFor(() => expect(second.output()).toMatch(new RegExp(`the ${part}( server)? is back`)), {
      timeout: 30_000,
    })
  }
  await vi.waitFor(async () => expect(await answers(second.url)).toBe(200), { timeout: 30_000, interval: 200 })

  // Asked politely, it ends in order.
  const lock = JSON.parse(readFileSync(join(dataDir, 'start.lock'), 'utf8')) as { children: { pid: number }[] }
  expect(await second.stop()).toBe(0)
  expect(second.output()).toContain('✓ stopped')
  await nothingRuns([...lock.children.map((one) => one.pid), ...second.pids])
})
