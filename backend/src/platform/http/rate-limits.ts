/**
 * Rate limits per person or client address. Each process always counts in memory; with Redis the processes also count together,
 * and when Redis is gone, hung or full its word is simply missing: the limits stay enforced, sign-in most of all.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
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
  /** Counts one request of `key` (`user:<id>`, `ip:<address>`, …). Answers at once when nobody else has to be asked. */
  consume(bucket: Bucket, key: string): LimitState | Promise<LimitState>
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

/** What one process counted, per key, from a key's first request until its window ends. */
function countInMemory(points: number): (key: string) => LimitState {
  const windows = new Map<string, { count: number; endsAt: number }>()
  return (key) => {
    const now = Date.now()
    let window = windows.get(key)
    if (!window || window.endsAt <= now) {
      // All windows are equally long, so the first in the map are the first to end.
      for (const [old, { endsAt }] of windows) {
        if (endsAt > now) break
        windows.delete(old)
      }
      windows.delete(key)
      window = { count: 0, endsAt: now + windowSeconds * 1000 }
      windows.set(key, window)
    }
    window.count += 1
    return stateOf(points, window.count, window.endsAt - now)
  }
}

const stateOf = (points: number, count: number, msLeft: number): LimitState => ({
  allowed: count <= points,
  limit: points,
  remaining: Math.max(0, points - count),
  resetSeconds: Math.max(1, Math.ceil(msLeft / 1000)),
})

export function createRateLimits(
  config: Pick<Config, 'limits'>,
  redis: RedisConnections | null,
  onStoreFailure?: () => void,
): RateLimits {
  function limiter(bucket: Bucket) {
    const points = config.limits.perMinute[bucket]
    const countHere = countInMemory(points)
    if (!redis) return countHere
    const shared = new RateLimiterRedis({
      points,
      duration: windowSeconds,
      keyPrefix: `limit:${bucket}`,
      storeClient: redis.commands,
      rejectIfRedisNotReady: true,
    })
    const countTogether = async (key: string): Promise<LimitState> => {
      const { consumedPoints, msBeforeNext } = await shared.consume(key).catch((refusal: unknown) => {
        if (refusal instanceof RateLimiterRes) return refusal
        throw refusal
      })
      return stateOf(points, consumedPoints, msBeforeNext)
    }
    return (key: string): LimitState | Promise<LimitState> => {
      const here = countHere(key)
      if (!here.allowed) return here
      return redis
        .attempt(() => countTogether(key))
        .catch(() => {
          onStoreFailure?.()
          return here
        })
    }
  }

  const limiters = Object.fromEntries(
    Object.keys(config.limits.perMinute).map((bucket) => [bucket, limiter(bucket as Bucket)]),
  ) as Record<Bucket, (key: string) => LimitState | Promise<LimitState>>

  return { consume: (bucket, key) => limiters[bucket](key) }
}

function extraBucket(request: FastifyRequest): Bucket | null {
  const { limit } = request.routeOptions.config
  if (limit === undefined || limit === 'none') return null
  return typeof limit === 'function' ? limit(request) : limit
}

/** Counts every request in its general bucket and, on routes that name one, in a further bucket; says so in headers. */
export function enforceRateLimits(app: FastifyInstance, limits: RateLimits, onLimited: (bucket: Bucket) => void): void {
  function tell(reply: FastifyReply, bucket: Bucket, { allowed, limit, remaining, resetSeconds }: LimitState): void {
    reply
      .header('ratelimit-limit', limit)
      .header('ratelimit-remaining', remaining)
      .header('ratelimit-reset', resetSeconds)
    if (allowed) return
    onLimited(bucket)
    throw platformErrors.RATE_LIMITED({ params: { seconds: resetSeconds }, retryAfterSeconds: resetSeconds })
  }
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.limit === 'none') return done()
    const { viewer } = request
    const general = viewer ? 'signedIn' : 'anonymous'
    const person = viewer ? `user:${viewer.userId}` : addressKey(request.ip)
    const extra = extraBucket(request)
    // Sign-in is counted by address whoever asks: a session must not buy more guesses.
    const counted = extra === 'auth' ? addressKey(request.ip) : person
    const first = limits.consume(general, person)
    if (first instanceof Promise) {
      // Fastify goes on when the promise is kept, as it does after `done`.
      return first.then(async (state) => {
        tell(reply, general, state)
        if (extra) tell(reply, extra, await limits.consume(extra, counted))
      })
    }
    // A request that one bucket refuses is not counted in the next.
    const second = extra && first.allowed ? limits.consume(extra, counted) : null
    if (second instanceof Promise) return second.then((state) => tell(reply, extra ?? general, state))
    tell(reply, second && extra ? extra : general, second ?? first)
    done()
  })
}
