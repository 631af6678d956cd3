/** The HTTP edge around the routes under test, on a real database, with people signed in by a plain header. Knows no test runner. */
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { type AppParts, buildApp } from '../src/app.ts'
import { loadConfig } from '../src/platform/config.ts'
import { createDatabase } from '../src/platform/database/index.ts'
import type { ResolveViewer, Viewer } from '../src/platform/http/route.ts'
import { createMetrics } from '../src/platform/observability/metrics.ts'

/** Headers that sign a request in as `viewer`, for apps built here without a `resolveViewer` of their own. */
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

/** Rate limits are off unless `env` says otherwise. */
export async function buildTestApp({ databaseUrl, env = {}, ...parts }: TestAppOptions): Promise<{
  app: FastifyInstance
  close(): Promise<void>
}> {
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
  return {
    app,
    async close() {
      await app.close()
      await own?.close()
    },
  }
}
