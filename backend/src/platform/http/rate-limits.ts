/**
 * Rate limits per person or client address. Each process always counts in memory; with Redis the processes also count together,
 * and when Redis is gone, hung or full its word is simply missing: the limits stay enforced, sign-in most of all.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { RedisConnections } from '../cache/redis.ts'
import type { Config } from '../config.ts'
import { platformErrors } from '../errors.ts'

export type Bucket = keyof Config['limits']['perMinute']

export interface LimitState {
  allowed: boolean
  limit: number
  remaining: number
  /** Seconds until the window ends. */
  resetSeconds: number
}

export interface RateLimits {
  /** Counts one request of `key` (`user:<id>`, `ip:<address>`, …). */
  consume(bucket: Bucket, key: string): Promise<LimitState>
}

const windowSeconds = 60

/** One person holds a whole IPv6 /64. */
export function addressKey(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped) return `ip:${mapped}`
  if (!ip.includes(':')) return `ip:${ip}`
  const [head = '', tail] = (ip.split('%')[0] ?? '').split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const missing = tail === undefined ? 0 : 8 - left.length - right.length
  const groups = [...left, ...Array<string>(Math.max(0, missing)).fill('0'), ...right]
  return `ip:${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':')}::/64`
}

export function createRateLimits(
  config: Pick<Config, 'limits'>,
  redis: RedisConnections | null,
  onStoreFailure?: () => void,
): RateLimits {
  function limiter(bucket: Bucket) {
    const points = config.limits.perMinute[bucket]
    const options = { points, duration: windowSeconds, keyPrefix: `limit:${bucket}` }
    const memory = new RateLimiterMemory(options)
    const shared = redis
      ? new RateLimiterRedis({ ...options, storeClient: redis.commands, rejectIfRedisNotReady: true })
      : null
    const ask = async (store: RateLimiterMemory | RateLimiterRedis, key: string) => {
      try {
        return { allowed: true, result: await store.consume(key) }
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return { allowed: false, result: refusal }
        throw refusal
      }
    }
    const state = ({ allowed, result }: Awaited<ReturnType<typeof ask>>): LimitState => ({
      allowed,
      limit: points,
      remaining: Math.max(0, result.remainingPoints),
      resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
    })
    return async (key: string): Promise<LimitState> => {
      const here = state(await ask(memory, key))
      if (!redis || !shared || !here.allowed) return here
      try {
        return state(await redis.attempt(() => ask(shared, key)))
      } catch {
        onStoreFailure?.()
        return here
      }
    }
  }

  const limiters = Object.fromEntries(
    Object.keys(config.limits.perMinute).map((bucket) => [bucket, limiter(bucket as Bucket)]),
  ) as Record<Bucket, (key: string) => Promise<LimitState>>

  return { consume: (bucket, key) => limiters[bucket](key) }
}

function extraBucket(request: FastifyRequest): Bucket | null {
  const { limit } = request.routeOptions.config
  if (limit === undefined || limit === 'none') return null
  return typeof limit === 'function' ? limit(request) : limit
}

/** Counts every request in its general bucket and, on routes that name one, in a further bucket; says so in headers. */
export function enforceRateLimits(app: FastifyInstance, limits: RateLimits, onLimited: (bucket: Bucket) => void): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.limit === 'none') return
    const address = addressKey(request.ip)
    const person = request.viewer ? `user:${request.viewer.userId}` : address
    const extra = extraBucket(request)
    const asked: [Bucket, string][] = [[request.viewer ? 'signedIn' : 'anonymous', person]]
    // Sign-in is counted by address whoever asks: a session must not buy more guesses.
    if (extra) asked.push([extra, extra === 'auth' ? address : person])
    for (const [bucket, key] of asked) {
      const { allowed, limit, remaining, resetSeconds } = await limits.consume(bucket, key)
      reply.headers({
        'ratelimit-limit': limit,
        'ratelimit-remaining': remaining,
        'ratelimit-reset': resetSeconds,
        'x-ratelimit-limit': limit,
        'x-ratelimit-remaining': remaining,
        'x-ratelimit-reset': resetSeconds,
      })
      if (!allowed) {
        onLimited(bucket)
        throw platformErrors.RATE_LIMITED({ params: { seconds: resetSeconds }, retryAfterSeconds: resetSeconds })
      }
    }
  })
}
