import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../test-support/postgres.ts'
import { startProcess, type TestProcess } from '../test-support/processes.ts'

const testDb = await testDatabase()
const dataDir = await mkdtemp(join(tmpdir(), 'main-'))
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const entry = 'backend/src/main.ts'
const env = {
  DATABASE_URL: testDb.url,
  DATA_DIR: dataDir,
  PORT: '0',
  RATE_LIMIT: 'off',
  LOG_LEVEL: 'warn',
  SHUTDOWN_SECONDS: '10',
  SANDBOX_PORT: '1',
}
const startRole = (role: string, extra: Record<string, string> = {}) =>
  startProcess({ entry, env: { ...env, ROLE: role, ...extra } })

/** Runs the program until it ends. */
async function runToEnd(extra: Record<string, string>): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...env, ...extra },
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const [code] = (await once(child, 'exit')) as [number]
  return { code, output }
}

let apis: TestProcess[]
let workers: TestProcess[]
beforeAll(async () => {
  // Together, as an orchestrator would: their secrets and queues must come out the same.
  ;[apis, workers] = await Promise.all([
    Promise.all([startRole('api', { CACHE: 'off' }), startRole('api', { CACHE: 'off' })]),
    Promise.all([startRole('jobs'), startRole('jobs')]),
  ])
})
const api = (index: number) => apis[index]?.url ?? ''
const post = (url: string, body: object, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

test('every process is ready; jobs processes serve health and metrics and nothing else', async () => {
  for (const { url } of [...apis, ...workers]) {
    const ready = await fetch(`${url}/health/ready`)
    expect(await ready.json()).toEqual({ status: 'ready', checks: { database: 'ok', jobs: 'ok', redis: null } })
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('job_lag_seconds')
  }
  expect((await fetch(`${workers[0]?.url}/api/v1/client-config`)).status).toBe(404)
  expect(await (await fetch(`${api(0)}/api/v1/client-config`)).json()).toMatchObject({
    sandbox: true,
    directUploads: false,
    sentryDsn: null,
    environment: 'test',
  })
})

test('who signs up at one process is known at the other, and a jobs process sends the mail, once', async () => {
  const person = { name: 'Ana', email: 'ana@guelaguetza.test', password: 'hilo-de-algodon-42' }
  expect((await post(`${api(0)}/api/auth/sign-up/email`, person)).status).toBe(200)
  const signedIn = await post(`${api(1)}/api/auth/sign-in/email`, person)
  const token = signedIn.headers.get('set-auth-token') ?? ''
  const me = await fetch(`${api(0)}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
  expect(await me.json()).toMatchObject({ email: person.email, role: 'user' })
  await vi.waitFor(async () => {
    const { items } = (await (await fetch(`${api(1)}/dev/mail?to=${person.email}`)).json()) as {
      items: { subject: string }[]
    }
    expect(items).toHaveLength(1)
  }, 20_000)
})

test('a schedule runs once however many processes there are', async () => {
  const runs = () =>
    testDb.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'http.sweep-idempotency-keys'`,
    )
  await vi.waitFor(async () => expect((await runs())[0]?.count).toBe(1), 10_000)
  await vi.waitFor(async () => {
    const [done] = await testDb.query<{ state: string }>(
      `SELECT state::text FROM pgboss.job WHERE name = 'http.sweep-idempotency-keys'`,
    )
    expect(done?.state).toBe('completed')
  }, 10_000)
})

test('secrets of development are kept with their owner', async () => {
  for (const name of ['auth-secret', 'ticket-key.pem'])
    expect((await stat(join(dataDir, 'secrets', name))).mode & 0o777).toBe(0o600)
})

test('a rolling restart loses no request, not even one that is waiting for the database', async () => {
  const leaving = await startRole('api', { CACHE: 'off', SHUTDOWN_NOTICE_MS: '1000' })
  const lock = await testDb.connect()
  await lock.query('BEGIN')
  await lock.query('LOCK TABLE regions IN ACCESS EXCLUSIVE MODE')
  const slow = fetch(`${leaving.url}/api/v1/regions`)
  await vi.waitFor(async () => {
    const waiting = await testDb.query(
      "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    )
    expect(waiting).not.toHaveLength(0)
  })
  // A load balancer in small: it asks who is ready, and the leaving process is given up for good once it is not. Without the
  // notice before the port closes, a connection that the kernel took and the process never saw would be reset.
  const outcomes: (number | string)[] = []
  let elsewhere = 0
  const isReady = () =>
    fetch(`${leaving.url}/health/ready`).then(
      (answer) => answer.status === 200,
      () => false,
    )
  const traffic = (async () => {
    while (elsewhere < 20) {
      const target = elsewhere === 0 && (await isReady()) ? leaving.url : api(1)
      if (target !== leaving.url) elsewhere += 1
      outcomes.push(
        await fetch(`${target}/api/v1/venues`).then(
          (answer) => answer.status,
          (error: Error) => String((error.cause as { code?: string } | undefined)?.code),
        ),
      )
    }
  })()
  await vi.waitFor(() => expect(outcomes.length).toBeGreaterThan(5))
  const ended = leaving.stop('SIGTERM')
  await vi.waitFor(() => expect(elsewhere).toBeGreaterThan(0))
  await lock.query('ROLLBACK')
  expect((await slow).status).toBe(200)
  await traffic
  expect([...new Set(outcomes)]).toEqual([200])
  expect(await ended).toBe(0)
})

test('a taken port, a wrong value and an unreachable database are each a clear sentence and an exit', async () => {
  const stranger = createServer()
  stranger.listen(0, '127.0.0.1')
  await once(stranger, 'listening')
  const { port } = stranger.address() as AddressInfo
  const taken = await runToEnd({ PORT: String(port), ROLE: 'api' })
  expect(taken.code).toBe(1)
  expect(taken.output).toContain(`Port ${port} is in use by another program`)
  await new Promise((resolve) => stranger.close(resolve))
  const wrong = await runToEnd({ PORT: 'abc' })
  expect(wrong.code).toBe(1)
  expect(wrong.output).toContain('PORT (got "abc")')
  const away = await runToEnd({ DATABASE_URL: `postgresql://nobody@127.0.0.1:${port}/x` })
  expect(away.code).toBe(1)
  expect(away.output).toContain('check DATABASE_URL')
  for (const { output } of [taken, wrong, away]) expect(output).not.toMatch(/\n\s+at /)
})

test('jobs processes end cleanly, and so does one whose parent goes away', async () => {
  expect(await workers[0]?.stop('SIGTERM')).toBe(0)
  const parent = spawn(
    process.execPath,
    [
      '-e',
      `const c = require('node:child_process').fork(${JSON.stringify(entry)}, { execArgv: ['--disable-warning=ExperimentalWarning'], stdio: 'ignore' }); c.on('message', () => console.log(c.pid)); c.on('exit', () => process.exit(3))`,
    ],
    { env: { PATH: process.env.PATH, NODE_ENV: 'test', ...env, ROLE: 'api' }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const orphan = Number(String(line).trim())
  parent.kill('SIGKILL')
  await vi.waitFor(() => expect(() => process.kill(orphan, 0)).toThrow('ESRCH'), 15_000)
})

test('the process is alive after a burst of broken requests', async () => {
  const socket = (await import('node:net')).connect(Number(new URL(api(0)).port), '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Long: ' + 'a'.repeat(40_000) + '\r\n\r\n')
  const [answer] = (await Promise.race([once(socket, 'data'), wait(5000, ['late'])])) as [Buffer]
  expect(String(answer)).toMatch(/^HTTP\/1\.1 431 /)
  expect(String(answer)).toContain('application/problem+json')
  socket.destroy()
  expect((await fetch(`${api(0)}/health/live`)).status).toBe(200)
})
