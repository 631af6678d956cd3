/** Everything that is measured, up at once: three APIs, their limits beside them, the payment sandbox. */
import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { freePort } from '../scripts/process-identity.ts'
import { supervise, type Supervised } from '../scripts/supervised.ts'
import { type BenchDatabases, type Part, personToken, startDatabases } from './databases.ts'
import { type Measured, startMeasured } from './child.ts'

export interface Houses {
  databases: BenchDatabases
  /** The catalogue without and with its cache, the large catalogue without, and the one that sells. */
  api: { uncached: Measured; cached: Measured; large: Measured; sales: Measured }
  limit: { small: Measured; sales: Measured }
  /** The payment sandbox: whoever pays talks to it. */
  sandboxUrl: string
  holds: Measured
  /** The signed cookie of person `n`, from 1. */
  cookieOf(n: number): string
  stop(): Promise<void>
}

/** Limits count every request and refuse none: the load is one address, and few people. */
const plenty = String(1_000_000_000)
const limits = Object.fromEntries(
  ['ANONYMOUS', 'SIGNED_IN', 'AUTH', 'BOOKINGS', 'CHECKOUTS'].map((bucket) => [`RATE_LIMIT_${bucket}`, plenty]),
)

export async function openHouses(parts: readonly Part[], profile?: string): Promise<Houses> {
  const sandboxPort = await freePort()
  const databases = await startDatabases({ SANDBOX_PORT: String(sandboxPort) }, parts)
  const { folder } = databases
  const secret = randomBytes(32).toString('base64url')
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const production = {
    NODE_ENV: 'production',
    PORT: '0',
    PUBLIC_URL: 'http://localhost:3001',
    ROLE: 'api',
    DATA_DIR: folder,
    AUTH_SECRET: secret,
    TICKET_SIGNING_KEY: key,
    STRIPE_SECRET_KEY: 'sk_test_bench',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_bench',
    STRIPE_WEBHOOK_SECRET: 'whsec_bench_only',
    BENCH_SANDBOX_URL: sandboxUrl,
    SHUTDOWN_SECONDS: '5',
    ...limits,
  }
  const open: { stop(): Promise<void> }[] = []
  let sandbox: Supervised | null = null
  let stopping: Promise<void> | null = null
  const stop = () => (stopping ??= stopAll())
  const stopAll = async () => {
    await Promise.all(open.map((one) => one.stop()))
    await new Promise<unknown>((resolve) => newsstand.close(resolve))
    await sandbox?.stop(5)
    await databases.stop()
  }
  // Takes the sandbox's news and forgets them: what is measured asks for itself, and nothing has to be sent twice.
  const newsstand = createServer((request, response) => request.resume().on('end', () => response.end()))
  try {
    newsstand.listen(0, '127.0.0.1')
    await once(newsstand, 'listening')
    sandbox = await supervise({
      name: 'sandbox',
      entry: 'sandbox/main.ts',
      env: {
        ...process.env,
        NODE_ENV: 'test',
        DATA_DIR: folder,
        SANDBOX_PORT: String(sandboxPort),
        SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${(newsstand.address() as AddressInfo).port}/`,
      },
      dataDir: folder,
      verbose: false,
      readySeconds: 60,
      say: () => {},
      onPid: () => {},
      onGivenUp: (reason) => console.error(reason),
    })
    const start = async (name: string, entry: string, env: Record<string, string>) => {
      const started = await startMeasured({
        name,
        entry,
        env,
        folder: join(folder, 'logs'),
        profile: profile && join(profile, name),
      })
      open.push(started)
      return started
    }
    const api = (name: string, database: 'small' | 'large' | 'sales', CACHE: string) =>
      start(`api-${name}`, 'bench/api.ts', { ...production, CACHE, DATABASE_URL: databases.urlOf(database) })
    const limit = (database: 'small' | 'sales') =>
      start(`limit-${database}`, 'bench/limit.ts', {
        NODE_ENV: 'production',
        DATABASE_URL: databases.urlOf(database),
        BENCH_SANDBOX_URL: sandboxUrl,
      })
    const sign = (token: string) => `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`
    return {
      databases,
      api: {
        uncached: await api('uncached', 'small', 'off'),
        cached: await api('cached', 'small', 'on'),
        large: await api('large', 'large', 'off'),
        sales: await api('sales', 'sales', 'on'),
      },
      limit: { small: await limit('small'), sales: await limit('sales') },
      sandboxUrl,
      holds: await start('holds', 'bench/holds.ts', { ...production, DATABASE_URL: databases.urlOf('sales') }),
      cookieOf: (n) => `guelaguetza.session_token=${encodeURIComponent(sign(personToken(n)))}`,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
