/** The identity module as it runs: real database, job queue, mails captured in a folder of their own, behind the real HTTP edge. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, expect, vi } from 'vitest'
import { createIdentity, type Identity } from '../src/modules/identity/index.ts'
import { portraitOf } from '../src/modules/media/index.ts'
import { loadConfig } from '../src/platform/config.ts'
import { createDatabase, type Database } from '../src/platform/database/index.ts'
import { createJobs, type Jobs } from '../src/platform/jobs.ts'
import { createMetrics } from '../src/platform/observability/metrics.ts'
import { createMailer, type Mailer } from '../src/platform/outside/mail/index.ts'
import { type CapturedMail, listCapturedMail } from '../src/platform/outside/mail/mail-folder.ts'
import { createFanOut } from '../src/platform/realtime/fan-out.ts'
import { createRealtimeHub } from '../src/platform/realtime/realtime.ts'
import { testApp } from './app.ts'

export const publicUrl = 'http://localhost:3001'
export const goodPassword = 'tres palabras tuyas'
export const peopleSecret = 'a secret of the tests, long enough to sign with'
const silent = { error: () => {}, warn: () => {}, info: () => {} }

export interface PeopleProcess {
  app: FastifyInstance
  identity: Identity
  database: Database
  jobs: Jobs
  mailer: Mailer
  dataDir: string
  /** Mails to an address, newest first, once there are at least `count`. */
  mailsTo(email: string, count?: number): Promise<CapturedMail[]>
  /** Moves the process's clock; real time goes on from there. */
  advance(milliseconds: number): void
}

/** One process. Several may share a database; `work` says whether this one runs the jobs. */
export async function peopleProcess(options: {
  databaseUrl: string
  work?: boolean
  env?: Record<string, string>
}): Promise<PeopleProcess> {
  const { databaseUrl, work = true, env = {} } = options
  const dataDir = await mkdtemp(join(tmpdir(), 'people-'))
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PUBLIC_URL: publicUrl,
    ...env,
  })
  const database = createDatabase(config)
  const metrics = createMetrics({ defaults: false })
  const jobs = createJobs({ url: databaseUrl, logger: silent, pollSeconds: 0.5 })
  const mailer = createMailer({ config, database, metrics })
  const fanOut = createFanOut({ databaseUrl, database, redis: null, logger: silent })
  const realtime = createRealtimeHub({ fanOut, metrics })
  let shift = 0
  const identity = createIdentity({
    config,
    database,
    jobs,
    mailer,
    fanOut,
    realtime,
    secret: peopleSecret,
    portraitOf,
    findHostByUser: async () => null,
    findSellerByUser: async () => null,
    now: () => new Date(Date.now() + shift),
  })
  await jobs.start(identity.jobs ?? [], [], { work })
  const app = await testApp({
    databaseUrl,
    database,
    modules: [identity],
    resolveViewer: identity.resolveViewer,
    env: { DATA_DIR: dataDir, PUBLIC_URL: publicUrl, ...env },
  })
  await vi.waitUntil(() => fanOut.listening(), { timeout: 10_000 })
  afterAll(async () => {
    await jobs.stop(5)
    await fanOut.close()
    mailer.close()
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  return {
    app,
    identity,
    database,
    jobs,
    mailer,
    dataDir,
    async mailsTo(email, count = 1) {
      await vi.waitUntil(async () => (await listCapturedMail(dataDir, email)).length >= count, { timeout: 15_000 })
      return listCapturedMail(dataDir, email)
    },
    advance(milliseconds) {
      shift += milliseconds
    },
  }
}

/** A JSON request; `as` are the headers of `signIn`. */
export function call(
  app: FastifyInstance,
  method: InjectOptions['method'],
  url: string,
  body?: object,
  as: Record<string, string> = {},
) {
  return app.inject({ method: method ?? 'GET', url, headers: { ...as }, ...(body ? { payload: body } : {}) })
}

/** Signs in and answers both ways of saying who one is. */
export async function signIn(app: FastifyInstance, email: string, password = goodPassword) {
  const response = await call(app, 'POST', '/api/auth/sign-in/email', { email, password })
  expect(response.statusCode).toBe(200)
  const cookie = [response.headers['set-cookie']].flat()[0]?.split(';')[0] ?? ''
  return {
    cookie: { cookie },
    bearer: { authorization: `Bearer ${String(response.headers['set-auth-token'])}` },
    response,
  }
}

/** The token inside the link of a mail. */
export function tokenIn(mail: CapturedMail): string {
  const token = /token=([\w.-]+)/.exec(mail.text)?.[1]
  if (!token) throw new Error(`no link in ${mail.text}`)
  return token
}
