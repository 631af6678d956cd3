/** The HTTP edge around the routes under test, on a real database, with people signed in by a plain header. */
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll } from 'vitest'
import { type AppParts, buildApp } from '../src/app.ts'
import { loadConfig } from '../src/platform/config.ts'
import { createDatabase } from '../src/platform/database/index.ts'
import type { ResolveViewer, Viewer } from '../src/platform/http/route.ts'
import { createMetrics } from '../src/platform/observability/metrics.ts'

/** Headers that sign a request in as `viewer`, for apps built by `testApp` without a `resolveViewer` of their own. */
export function signedInAs(viewer: Partial<Viewer> & { userId: string }): { authorization: string } {
  const full: Viewer = { role: 'user', language: 'es', sessionId: 'session', emailVerified: true, ...viewer }
  return { authorization: `Bearer test.${Buffer.from(JSON.stringify(full)).toString('base64url')}` }
}

const resolveTestViewer: ResolveViewer = async ({ authorization }) => {
  const encoded = /^Bearer test\.(.+)$/.exec(authorization ?? '')?.[1]
  if (!encoded) return { kind: 'none' }
  return { kind: 'viewer', viewer: JSON.parse(Buffer.from(encoded, 'base64url').toString()) as Viewer }
}

export type TestAppOptions = Partial<Omit<AppParts, 'config'>> & { databaseUrl: string; env?: Record<string, string> }

/** Rate limits are off unless `env` says otherwise. Closed after the file's tests. */
export async function testApp({ databaseUrl, env = {}, ...parts }: TestAppOptions): Promise<FastifyInstance> {
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'silent',
    ...env,
  })
  const own = parts.database ? null : createDatabase(config)
  const app = await buildApp({
    config,
    httpLogger: pino({ level: 'silent' }),
    database: parts.database ?? (own as NonNullable<typeof own>),
    metrics: createMetrics({ defaults: false }),
    modules: [],
    resolveViewer: resolveTestViewer,
    ...parts,
  })
  afterAll(async () => {
    await app.close()
    await own?.close()
  })
  return app
}
