/** The whole program on a test's database, spoken to over HTTP by people who signed in. It ends with the file. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { loadConfig } from '../src/platform/config.ts'
import { newId } from '../src/platform/ids.ts'
import { createPlatform } from '../src/platform/platform.ts'
import { buildServer } from '../src/server.ts'
import { call, goodPassword, signIn } from './people.ts'

export interface Person {
  id: string
  email: string
  bearer: Record<string, string>
}
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** Jobs are filed once `startJobs` was called; none runs by itself. */
export async function wholeHouse(databaseUrl: string, env: Record<string, string> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'whole-house-'))
  const config = loadConfig({
    NODE_ENV: 'test',
    ROLE: 'api',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    RATE_LIMIT: 'off',
    MAX_EVENT_LOOP_DELAY_MS: '60000',
    ...env,
  })
  const platform = createPlatform(config)
  const { app, modules, startJobs } = await buildServer(platform)
  afterAll(async () => {
    await app.close()
    await platform.jobs.stop(1)
    await platform.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function person(name: string, role: 'user' | 'moderator' | 'admin' = 'user'): Promise<Person> {
    const email = `${name}${newId().slice(-6)}@example.com`
    const id = await modules.identity.createUser({ name, email, password: goodPassword, role, emailVerified: true })
    return { id, email, bearer: (await signIn(app, email)).bearer }
  }
  /** Below `/api/v1`; `body` is null when the answer is no JSON. */
  async function api(as: Person | null, method: Method, path: string, body?: object, headers: object = {}) {
    const answer = await call(app, method, `/api/v1${path}`, body, { ...as?.bearer, ...headers })
    const isJson = /json/.test(String(answer.headers['content-type']))
    return { status: answer.statusCode, body: isJson ? answer.json() : null, text: answer.body }
  }
  return { app, modules, platform, config, dataDir, startJobs, person, api }
}
