/** The connection to Redis: short timeouts and no queue, so that a Redis in trouble costs a request milliseconds, never an error. */
import { Redis } from 'ioredis'
import type { Logger } from '../observability/logger.ts'

/** The longest one command may take; a Redis that needs more is treated as gone. */
export const redisCommandTimeoutMs = 100

export interface RedisConnections {
  /** For commands. */
  commands: Redis
  /** A further connection that only listens; reconnects by itself. */
  subscriber(): Redis
  /** Answers within the command timeout. */
  ping(): Promise<boolean>
  close(): void
}

export function connectRedis(url: string, logger: Pick<Logger, 'warn' | 'info'>): RedisConnections {
  const opened: Redis[] = []
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
