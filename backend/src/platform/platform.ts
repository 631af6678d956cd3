/** What every module stands on, made from the configuration: one of each per process. */
import { type Cache, createCache } from './cache/cache.ts'
import { connectRedis, type RedisConnections } from './cache/redis.ts'
import type { Config } from './config.ts'
import { createDatabase, type Database } from './database/index.ts'
import { loadSecrets, type Secrets } from './dev-secrets.ts'
import { createEvents, type Events } from './events.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { createLoggers, type Logger } from './observability/logger.ts'
import { createMetrics, type Metrics } from './observability/metrics.ts'
import { createMailer, type Mailer } from './outside/mail/index.ts'
import { createStorage, type Storage } from './outside/storage/index.ts'
import { createErrorReports, type ErrorReports } from './outside/sentry.ts'
import { createFanOut, type FanOut } from './realtime/fan-out.ts'
import { createRealtimeHub, type RealtimeHub } from './realtime/realtime.ts'

export interface Platform {
  config: Config
  logger: Logger
  httpLogger: Logger
  database: Database
  jobs: Jobs
  events: Events
  /** Null without REDIS_URL. */
  redis: RedisConnections | null
  fanOut: FanOut
  cache: Cache
  realtime: RealtimeHub
  mailer: Mailer
  storage: Storage
  metrics: Metrics
  errorReports: ErrorReports
  secrets: Secrets
  /** After jobs and HTTP have ended. */
  close(): Promise<void>
}

function watchResources(metrics: Metrics, database: Database, jobs: Jobs, realtime: RealtimeHub): void {
  metrics.gauge('database_pool_connections', 'Connections by state, and callers that wait for one', ['state'], () => {
    const { total, idle, waiting } = database.pool()
    return [
      { labels: { state: 'busy' }, value: total - idle },
      { labels: { state: 'idle' }, value: idle },
      { labels: { state: 'waiting' }, value: waiting },
    ]
  })
  metrics.gauge('job_lag_seconds', 'Age of the oldest job that could run and does not', ['queue'], async () =>
    (await jobs.states()).map(({ name, lagSeconds }) => ({ labels: { queue: name }, value: lagSeconds })),
  )
  metrics.gauge('jobs_waiting', 'Jobs that could run and do not', ['queue'], async () =>
    (await jobs.states()).map(({ name, ready }) => ({ labels: { queue: name }, value: ready })),
  )
  metrics.gauge('dead_letters', 'Jobs that failed for the last time and wait for a person', [], async () => [
    { value: (await jobs.deadLetters(0)).total },
  ])
  metrics.gauge('realtime_sockets', 'Open sockets of this process', [], () => [{ value: realtime.size() }])
}

/** Connects to nothing yet that could fail: connections open when they are first used, and come back by themselves. */
export function createPlatform(config: Config): Platform {
  const databaseUrl = config.database.url
  if (!databaseUrl) throw new Error('DATABASE_URL is unset: `npm start` brings up the embedded PostgreSQL and sets it')
  const { logger, httpLogger } = createLoggers(config)
  const metrics = createMetrics()
  const errorReports = createErrorReports(config)
  const database = createDatabase({
    database: config.database,
    onConflict: (kind) => metrics.count('database_conflicts_total', { kind }),
    onPoolError: (error) => logger.warn({ err: error }, 'a database connection was lost'),
  })
  const jobs = createJobs({
    url: databaseUrl,
    logger: {
      info: (details, message) => logger.info(details, message),
      warn: (details, message) => logger.warn(details, message),
      error(details, message) {
        logger.error(details, message)
        const { err, queue } = details as { err?: unknown; queue?: string }
        errorReports.report(err ?? new Error(message), queue ? { job: queue } : {})
      },
    },
    onFinished: (queue, outcome, seconds) => {
      metrics.count('jobs_finished_total', { queue, outcome })
      metrics.observe('job_duration_seconds', seconds, { queue })
    },
  })
  const redis = config.redis.url ? connectRedis(config.redis.url, logger) : null
  const fanOut = createFanOut({ databaseUrl, database, redis, logger })
  const cache = createCache({ config, redis, fanOut, metrics })
  const realtime = createRealtimeHub({ fanOut, metrics })
  const mailer = createMailer({ config, database, metrics })
  watchResources(metrics, database, jobs, realtime)
  return {
    config,
    logger,
    httpLogger,
    database,
    jobs,
    events: createEvents(jobs),
    redis,
    fanOut,
    cache,
    realtime,
    mailer,
    storage: createStorage(config),
    metrics,
    errorReports,
    secrets: loadSecrets(config),
    async close() {
      cache.close()
      mailer.close()
      await fanOut.close()
      redis?.close()
      await database.close()
      await errorReports.close(2000)
    },
  }
}
