/** A read-through cache whose entries carry tags; invalidating a tag forgets every entry that carries it. */
import type { RedisConnections } from './redis.ts'
import { share } from './shared-values.ts'
import { createMemoryStore } from './memory-store.ts'
import { createRedisStore } from './redis-store.ts'
import type { Config } from '../config.ts'
import type { FanOut } from '../realtime/fan-out.ts'
import type { Metrics } from '../observability/metrics.ts'

export interface CacheOptions<T> {
  /** What the value is made of; as a function of the value when only the value tells. */
  tags: readonly string[] | ((value: T) => readonly string[])
  /** How old an answer may get when an invalidation is missed. */
  ttlSeconds: number
}

export interface Cache {
  /**
   * The value under `key`, loaded at most once at a time. The value must survive JSON (no dates, no undefined); its
   * readers share it, so it is frozen. Keys begin with the name of what they cache: `experiences:list:…`.
   */
  read<T>(key: string, options: CacheOptions<T>, load: () => Promise<T>): Promise<T>
  /** To be called after the commit that changed what the tags stand for. Never throws. */
  invalidate(tags: readonly string[]): Promise<void>
  /** Forgets everything, in every process. */
  flush(): Promise<void>
  close(): void
}

/** What a store knows of a key. `asOf` is the store's clock before the load, which decides whether the value is still news. */
export type Lookup = { kind: 'hit'; value: unknown } | { kind: 'miss'; asOf: string } | { kind: 'unavailable' }

export interface KeptEntry {
  asOf: string
  tags: readonly string[]
  /** The same value twice: for stores outside this process and for those inside. */
  json: string
  value: unknown
  ttlSeconds: number
}

export interface CacheStore {
  look(key: string): Promise<Lookup>
  /** Keeps the value unless one of its tags was invalidated after `asOf`. */
  keep(key: string, entry: KeptEntry): Promise<void>
  invalidate(tags: readonly string[]): Promise<void>
  close(): void
}

/** Every entry carries it, so that a flush is one more invalidation. */
const everything = '*'

export interface CacheParts {
  config: Pick<Config, 'cache'>
  redis: RedisConnections | null
  fanOut: FanOut
  metrics: Pick<Metrics, 'count'>
}

/** In Redis when there is one, else in this process, where invalidations of other processes arrive by the fan-out. */
export function createCache({ config, redis, fanOut, metrics }: CacheParts): Cache {
  const store: CacheStore = redis ? createRedisStore(redis) : createMemoryStore(fanOut)
  const flights = new Map<string, Promise<unknown>>()
  /** Loads that begin after an invalidation must not join one that began before it. */
  let epoch = 0

  async function load<T>(
    key: string,
    asOf: string,
    { tags, ttlSeconds }: CacheOptions<T>,
    source: () => Promise<T>,
  ): Promise<T> {
    const value = await source()
    const json = JSON.stringify(value)
    if (json === undefined) return value
    const own = typeof tags === 'function' ? tags(value) : tags
    const kept = share(JSON.parse(json) as T)
    await store.keep(key, { asOf, tags: [everything, ...own], json, value: kept, ttlSeconds })
    return kept
  }

  async function invalidate(tags: readonly string[]): Promise<void> {
    epoch += 1
    metrics.count('cache_invalidations_total')
    await store.invalidate(tags)
  }

  return {
    async read(key, options, source) {
      const cache = key.split(':', 1)[0] ?? key
      if (!config.cache.enabled) {
        metrics.count('cache_reads_total', { cache, outcome: 'off' })
        return source()
      }
      const found = await store.look(key)
      metrics.count('cache_reads_total', { cache, outcome: found.kind })
      if (found.kind === 'hit') return found.value as Awaited<ReturnType<typeof source>>
      const flightKey = `${epoch} ${key}`
      const flying = flights.get(flightKey)
      if (flying) return flying as ReturnType<typeof source>
      const flight = found.kind === 'miss' ? load(key, found.asOf, options, source) : source()
      flights.set(flightKey, flight)
      try {
        return await flight
      } finally {
        flights.delete(flightKey)
      }
    },
    invalidate,
    flush: () => invalidate([everything]),
    close: () => store.close(),
  }
}
