/** One running process: jobs and HTTP by role, and how both end without losing anything. */
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { createModules, type Modules } from './modules.ts'
import type { Config } from './platform/config.ts'
import { clientConfigRoutes } from './platform/http/client-config.routes.ts'
import { docsRoutes } from './platform/http/docs.routes.ts'
import { describeApi } from './platform/http/openapi.ts'
import { problemRoutes } from './platform/http/problems.routes.ts'
import { createRateLimits } from './platform/http/rate-limits.ts'
import { allowedOrigins } from './platform/http/security.ts'
import { healthRoutes } from './platform/observability/health.routes.ts'
import { devMailRoutes } from './platform/outside/mail/dev-mail.routes.ts'
import { createPlatform, type Platform } from './platform/platform.ts'
import { serveRealtime } from './platform/realtime/sockets.ts'

const pwaFolder = fileURLToPath(new URL('../../dist', import.meta.url))

export interface Server {
  /** Where it listens. */
  url: string
  platform: Platform
  /** Not ready → running requests and jobs get SHUTDOWN_SECONDS → everything closed. Once, however often it is called. */
  stop(): Promise<void>
}

/** The modules behind the edge, as one process puts them together; also what tests and the documentation read routes from. */
export async function buildServer(
  platform: Platform,
  isDraining: () => boolean = () => false,
): Promise<{ app: FastifyInstance; modules: Modules; startJobs: () => Promise<void> }> {
  const { config, httpLogger, database, metrics, jobs, events, redis, realtime, errorReports } = platform
  const modules = createModules(platform)
  const { all, identity } = modules
  const deliveries = events.collect(all.flatMap((module) => module.subscriptions ?? []))
  const handlers = [...deliveries, ...all.flatMap((module) => module.jobs ?? [])]
  const schedules = all.flatMap((module) => module.schedules ?? [])
  const servesPeople = config.role !== 'jobs'

  const app = await buildApp({
    config,
    httpLogger,
    database,
    metrics,
    modules: servesPeople ? all : [],
    resolveViewer: identity.resolveViewer,
    rateLimits: createRateLimits(config, redis, () => metrics.count('rate_limit_store_failures_total')),
    report: (error, context) => errorReports.report(error, context),
    isDraining,
    ...(servesPeople ? { pwaFolder } : {}),
    async platformRoutes(scope) {
      if (servesPeople) await describeApi(scope, config)
      healthRoutes(scope, { platform, isDraining })
      if (!servesPeople) return
      clientConfigRoutes(scope, config)
      problemRoutes(scope)
      docsRoutes(scope)
      if (!config.production) devMailRoutes(scope, config.dataDir)
      await serveRealtime(scope, {
        hub: realtime,
        resolveViewer: identity.resolveViewer,
        allowedOrigins: allowedOrigins(config),
        publicUrl: config.http.publicUrl,
      })
    },
  })
  return { app, modules, startJobs: () => jobs.start(handlers, schedules, { work: config.role !== 'api' }) }
}

/** Starts what the role says. @throws what could not be started: port taken, database away. */
export async function startServer(config: Config): Promise<Server> {
  const platform = createPlatform(config)
  const { logger } = platform
  let draining = false
  const { app, startJobs } = await buildServer(platform, () => draining)
  try {
    await startJobs()
    await app.listen({ port: config.http.port, host: config.http.host })
  } catch (error) {
    await app.close()
    await platform.jobs.stop(1)
    await platform.close()
    throw error
  }
  const { port } = app.server.address() as AddressInfo
  const url = config.http.port === 0 ? `http://127.0.0.1:${port}` : config.http.publicUrl
  logger.info({ url, role: config.role }, 'ready')

  async function stop(): Promise<void> {
    const deadline = Date.now() + config.http.shutdownSeconds * 1000
    const remaining = () => Math.max(1000, deadline - Date.now())
    logger.info({}, 'shutting down')
    draining = true
    // Load balancers see that we are not ready before the port closes.
    await wait(config.http.shutdownNoticeMs)
    const cut = setTimeout(() => app.server.closeAllConnections(), remaining())
    await app.close()
    clearTimeout(cut)
    // After HTTP: a request's last act may be to enqueue a job.
    await platform.jobs.stop(Math.ceil(remaining() / 1000))
    logger.info({}, 'closed')
    await platform.close()
  }
  let stopping: Promise<void> | null = null
  return {
    url,
    platform,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}
