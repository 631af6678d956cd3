/** The connection to Redis: short timeouts and no queue, so that a Redis in trouble costs a request milliseconds, never an error. */
import { ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'
import { Redis } from 'ioredis'
import type { Logger } from '../observability/logger.ts'

/** The longest one command may take; a Redis that needs more is treated as gone. */
export const redisCommandTimeoutMs = 100

export interface RedisConnections {
  /** For commands. */
  commands: Redis
  /**
   * Runs commands unless the last three failed less than two seconds ago; then it throws at once.
   * Whoever calls it has an answer without Redis.
   */
  attempt<T>(work: (redis: Redis) => Promise<T>): Promise<T>
  /** A further connection that only listens; reconnects by itself. */
  subscriber(): Redis
  /** Whether it answers within the command timeout. */
  ping(): Promise<boolean>
  close(): void
}

export function connectRedis(url: string, logger: Pick<Logger, 'warn' | 'info'>): RedisConnections {
  const opened: Redis[] = []
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: 2000, breaker: new ConsecutiveBreaker(3) })
  let complained = false
  const open = (commandTimeout: number | undefined, name: string): Redis => {
    const redis = new Redis(url, {
      connectTimeout: 1000,
      ...(commandTimeout ? { commandTimeout } : {}),
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResubscribe: true,
      connectionName: `guelaguetza-${name}`,
      retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 5), 1000),
    })
    // One line per outage, not one per attempt.
    redis.on('error', (error: Error) => {
      if (!complained) logger.warn({ err: error }, 'Redis is not there; going on without it')
      complained = true
    })
    redis.on('ready', () => {
      if (complained) logger.info({}, 'Redis is back')
      complained = false
    })
    opened.push(redis)
    return redis
  }
  const commands = open(redisCommandTimeoutMs, 'commands')
  return {
    commands,
    attempt: (work) => breaker.execute(() => work(commands)),
    subscriber: () => open(undefined, 'subscriber'),
    ping: () =>
      commands.ping().then(
        () => true,
        () => false,
      ),
    close: () => {
      for (const redis of opened) redis.disconnect()
    },
  }
}
