import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readSandboxConfig } from './config.ts'
import { stripeFor, temporaryFolder } from './test-kit.ts'
import type { ChildProcess } from 'node:child_process'
import type { AddressInfo } from 'node:net'

type Started = { child: ChildProcess; ready: Promise<string>; ended: Promise<number | null>; errors: () => string }

function run(env: Record<string, string>): Started {
  const child = spawn(process.execPath, [new URL('main.ts', import.meta.url).pathname], {
    env: { PATH: process.env.PATH, SANDBOX_WEBHOOK_URL: 'http://127.0.0.1:9/', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const silent = new Promise((resolve) => child.stderr?.once('close', resolve))
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => void silent.then(() => resolve(code)))
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const ready = new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { url: string }).url))
    child.once('close', () => reject(new Error(errors)))
  })
  ready.catch(() => {})
  return { child, ready, ended, errors: () => errors }
}

const portOf = (url: string) => ({ port: Number(new URL(url).port) })

describe('the process', () => {
  test('kill -9 loses nothing that was answered; SIGTERM ends it cleanly', async () => {
    const env = { SANDBOX_PORT: '0', DATA_DIR: temporaryFolder() }
    const first = run(env)
    const stripe = stripeFor(portOf(await first.ready))
    const made = await Promise.all(
      Array.from({ length: 20 }, () => stripe.paymentIntents.create({ amount: 10_000, currency: 'mxn' })),
    )
    first.child.kill('SIGKILL')
    await first.ended

    const second = run(env)
    const listed = await stripeFor(portOf(await second.ready)).paymentIntents.list({ limit: 100 })
    expect(listed.data.map((intent) => intent.id).toSorted()).toEqual(made.map((intent) => intent.id).toSorted())
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
  })

  test('ends when its parent goes away', async () => {
    const started = run({ SANDBOX_PORT: '0', DATA_DIR: temporaryFolder() })
    await started.ready
    started.child.disconnect()
    expect(await started.ended).toBe(0)
  })

  test('a taken port and a damaged setting are one sentence each', async () => {
    const stranger = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => stranger.once('listening', resolve))
    onTestFinished(() => void stranger.close())
    const taken = String((stranger.address() as AddressInfo).port)
    const blocked = run({ SANDBOX_PORT: taken, DATA_DIR: temporaryFolder() })
    expect(await blocked.ended).toBe(1)
    expect(blocked.errors().trim()).toBe(
      `Port ${taken} is taken, so the payment sandbox cannot start; end what listens there or set SANDBOX_PORT.`,
    )
    const production = run({ NODE_ENV: 'production', DATA_DIR: temporaryFolder() })
    expect(await production.ended).toBe(1)
    expect(production.errors()).toMatch(/does not run with NODE_ENV=production/)
  })
})

describe('settings', () => {
  test('defaults', () => {
    expect(readSandboxConfig({})).toEqual({
      port: 12_111,
      stateFile: '.data/sandbox/state.jsonl',
      webhookUrl: 'http://127.0.0.1:3001/api/v1/webhooks/stripe',
      webhookSecret: 'whsec_sandbox',
    })
    expect(
      readSandboxConfig({ PORT: '4000', DATA_DIR: '/data', STRIPE_WEBHOOK_SECRET: 'whsec_new,whsec_old' }),
    ).toMatchObject({
      stateFile: '/data/sandbox/state.jsonl',
      webhookUrl: 'http://127.0.0.1:4000/api/v1/webhooks/stripe',
      webhookSecret: 'whsec_new',
    })
  })

  test.each([{ SANDBOX_PORT: 'x' }, { SANDBOX_PORT: '70000' }, { PORT: '-1' }, { SANDBOX_WEBHOOK_URL: 'ftp://x' }])(
    'refuses %j by name',
    (env) => {
      expect(() => readSandboxConfig(env)).toThrow(Object.keys(env)[0])
    },
  )
})
