/** Liveness, readiness and metrics: for whoever runs the program, in every role. */
import { timingSafeEqual } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { platformErrors } from '../errors.ts'
import { route } from '../http/route.ts'
import type { Platform } from '../platform.ts'

const checkMs = 2000
const Check = z.enum(['ok', 'failing'])
const Live = z.object({ status: z.literal('ok'), release: z.string(), role: z.string() })
const Ready = z
  .object({
    status: z.enum(['ready', 'degraded', 'not-ready', 'draining']),
    checks: z.object({ database: Check, jobs: Check, redis: Check.nullable() }),
  })
  .meta({ id: 'Readiness' })

/** A check that does not answer has failed. */
async function passes(check: () => Promise<boolean>): Promise<'ok' | 'failing'> {
  const late = new AbortController()
  const result = await Promise.race([
    check().catch(() => false),
    wait(checkMs, false, { signal: late.signal, ref: false }),
  ])
  late.abort()
  return result ? 'ok' : 'failing'
}

const loopback = /^(127\.|::1$|::ffff:127\.)/

function mayReadMetrics(
  request: FastifyRequest,
  { token, production }: { token: string | null; production: boolean },
): boolean {
  if (token === null) return !production || loopback.test(request.ip)
  const given = Buffer.from(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
  const wanted = Buffer.from(token)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

export interface HealthParts {
  platform: Pick<Platform, 'config' | 'database' | 'jobs' | 'redis' | 'metrics'>
  /** Shutting down: still serving, but no longer to be sent anything new. */
  isDraining: () => boolean
}

export function healthRoutes(app: FastifyInstance, { platform, isDraining }: HealthParts): void {
  const { config, database, jobs, redis, metrics } = platform
  const open = { access: 'public', limit: 'none', ignoreViewer: true, tags: ['Operations'] } as const

  route(app, {
    ...open,
    method: 'GET',
    url: '/health/live',
    summary: 'Whether the process runs.',
    schema: { response: { 200: Live } },
    handler: async () => ({ status: 'ok' as const, release: config.release, role: config.role }),
  })

  route(app, {
    ...open,
    method: 'GET',
    url: '/health/ready',
    summary: 'Whether the process should be sent requests. Without Redis it works on, `degraded`.',
    schema: { response: { 200: Ready, 503: Ready } },
    async handler(_request, reply) {
      const [databaseState, jobsState, redisState] = await Promise.all([
        passes(async () => Boolean(await database.read.$queryRaw`SELECT 1`)),
        passes(async () => jobs.healthy()),
        redis ? passes(() => redis.ping()) : null,
      ])
      const works = databaseState === 'ok' && jobsState === 'ok'
      const status = isDraining() ? 'draining' : !works ? 'not-ready' : redisState === 'failing' ? 'degraded' : 'ready'
      reply.code(status === 'ready' || status === 'degraded' ? 200 : 503)
      return { status, checks: { database: databaseState, jobs: jobsState, redis: redisState } } as const
    },
  })

  route(app, {
    ...open,
    method: 'GET',
    url: '/metrics',
    summary:
      'Prometheus metrics. With METRICS_TOKEN as bearer token; without one configured, production answers loopback only.',
    schema: { response: { 200: z.string() } },
    async handler(request, reply) {
      if (!mayReadMetrics(request, { token: config.http.metricsToken, production: config.production }))
        throw platformErrors.FORBIDDEN()
      return reply.header('content-type', metrics.contentType).send(await metrics.text())
    },
  })
}
