/** The whole house in its real processes: API, jobs, payment sandbox, mail server, PostgreSQL; each can be killed alone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../../scripts/process-identity.ts'
import { createModules } from '../../src/modules.ts'
import { loadConfig } from '../../src/platform/config.ts'
import type { Guarantee } from '../../src/platform/module.ts'
import { createPlatform } from '../../src/platform/platform.ts'
import { launchProgram, type Program } from '../programs.ts'
import type { RedisServer } from '../redis-server.ts'
import type { ChaosDatabase, DurablePostgres } from './durable-postgres.ts'
import { furnish, type Furniture } from './furnish.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { type Provider, startProvider } from './provider.ts'
import { openWebhookRelay, type WebhookRelay } from './webhook-relay.ts'

/** How long a process may take to start; on a busy computer it is much of that. */
export const readySeconds = 90

export type Role = 'api' | 'jobs'
const roles: Role[] = ['api', 'jobs']
/** One more than the guests: it books after the fault, to show that the house is open again. */
const people = 6
export const holdSeconds = 8
/** How long an unreachable provider keeps seats held past the hold. */
export const graceSeconds = 4

export interface ChaosHouse extends Furniture {
  db: ChaosDatabase
  /** Null when the database is not ours to kill. */
  postgres: DurablePostgres | null
  redis: RedisServer | null
  /** The API's address; it stays the same over restarts. */
  url: string
  provider: Provider
  postOffice: PostOffice
  relay: WebhookRelay
  guarantees: Guarantee[]
  /** Queues of jobs that come back by themselves. */
  schedules: string[]
  /** SIGKILL. */
  kill(...which: Role[]): Promise<void>
  /** Starts whatever does not run. */
  restart(): Promise<void>
  /** What ended although nobody killed it, with its last words; told once. */
  deaths(): string[]
  close(): Promise<void>
}

export interface HouseOptions {
  db: ChaosDatabase
  postgres?: DurablePostgres
  redis?: RedisServer
  /** How far the clocks of API and jobs are ahead of the database's. */
  clockAheadSeconds?: number
}

export async function openChaosHouse(options: HouseOptions): Promise<ChaosHouse> {
  const { db, postgres = null, redis = null, clockAheadSeconds = 0 } = options
  const dataDir = mkdtempSync(join(tmpdir(), 'chaos-house-'))
  const ports: Record<Role, number> = { api: await freePort(), jobs: await freePort() }
  const url = `http://127.0.0.1:${ports.api}`
  const postOffice = await openPostOffice()
  const relay = await openWebhookRelay(`${url}/api/v1/webhooks/stripe`)
  const provider = await startProvider({ dataDir, webhookUrl: relay.url })
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: db.url,
    DATA_DIR: dataDir,
    SANDBOX_PORT: String(provider.port),
    SMTP_URL: postOffice.url,
    ...(redis ? { REDIS_URL: redis.url } : {}),
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'error',
    HOLD_TTL_SECONDS: String(holdSeconds),
    SWEEP_SECONDS: '1',
    RECONCILE_SECONDS: '2',
    RECONCILE_AFTER_SECONDS: '2',
    RELEASE_GRACE_SECONDS: String(graceSeconds),
    STRIPE_TIMEOUT_MS: '2500',
    HANDLER_TIMEOUT_MS: '6000',
    SHUTDOWN_SECONDS: '3',
    // The computer may be busy with other things; that is not what is rehearsed here.
    MAX_EVENT_LOOP_DELAY_MS: '60000',
  }
  const { guarantees, schedules } = await promises(env)
  const furniture = await furnish(db, people)
  const running: Partial<Record<Role, Program>> = {}
  const killed = new Set<Program>()
  const clock = new URL(`shifted-clock.ts?seconds=${clockAheadSeconds}`, import.meta.url).href

  async function start(role: Role) {
    if (running[role]?.alive()) return
    running[role] = await launchProgram({
      entry: 'backend/src/main.ts',
      env: { ...env, ROLE: role, PORT: String(ports[role]) },
      readySeconds,
      execArgv: clockAheadSeconds === 0 ? [] : ['--import', clock],
    })
  }
  const house: ChaosHouse = {
    ...furniture,
    db,
    postgres,
    redis,
    url,
    provider,
    postOffice,
    relay,
    guarantees,
    schedules,
    async kill(...which) {
      await Promise.all(
        which.map(async (role) => {
          const program = running[role]
          if (!program) return
          killed.add(program)
          await program.stop('SIGKILL')
        }),
      )
    },
    async restart() {
      await provider.start()
      await Promise.all(roles.map(start))
    },
    deaths() {
      const told: string[] = []
      for (const role of roles) {
        const program = running[role]
        if (!program || program.alive() || killed.has(program)) continue
        killed.add(program)
        told.push(`${role} ended by itself: ${program.output().slice(-1500)}`)
      }
      return told
    },
    async close() {
      provider.thaw()
      await Promise.all([house.kill(...roles), provider.kill()])
      relay.close()
      await postOffice.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  try {
    await house.restart()
  } catch (error) {
    await house.close()
    throw error
  }
  return house
}

/** What the modules themselves promise, as SQL, and which jobs they schedule. */
async function promises(env: Record<string, string>): Promise<{ guarantees: Guarantee[]; schedules: string[] }> {
  const platform = createPlatform(loadConfig({ ...env, LOG_LEVEL: 'silent', ROLE: 'api' }))
  try {
    const { all } = createModules(platform)
    return {
      guarantees: all.flatMap((module) => module.guarantees ?? []),
      schedules: all.flatMap((module) => (module.schedules ?? []).map(({ job }) => job.name)),
    }
  } finally {
    await platform.close()
  }
}
