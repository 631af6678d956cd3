/**
 * The cache in Redis. Redis' own clock orders loads and invalidations. Gone, hung or full it is `unavailable` within
 * the command timeout, and after three failures at once; the caller then loads from the database.
 */
import type { CacheStore, Lookup } from './cache.ts'
import type { RedisConnections } from './redis.ts'

const prefix = 'cache:'
const tagPrefix = 'cache-tag:'
/** Longer than any entry lives. */
const tagSeconds = 3600

const clock = `
local t = redis.call('TIME')
local now = string.format('%.0f', tonumber(t[1]) * 1000000 + tonumber(t[2]))`

const lookScript = `${clock}
local entry = redis.call('HMGET', KEYS[1], 'asOf', 'tags', 'json')
if not entry[3] then return {now, false} end
for tag in string.gmatch(entry[2], '[^\\n]+') do
  local at = redis.call('GET', ARGV[1] .. tag)
  if at and tonumber(at) >= tonumber(entry[1]) then return {now, false} end
end
return {now, entry[3]}`

const keepScript = `
redis.call('HSET', KEYS[1], 'asOf', ARGV[1], 'tags', ARGV[2], 'json', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`

const invalidateScript = `${clock}
for i, tag in ipairs(KEYS) do redis.call('SET', tag, now, 'EX', ARGV[1]) end
return 1`

export function createRedisStore(redis: RedisConnections, retryMs = 250): CacheStore {
  /** Tags whose invalidation Redis has not heard of. Until it has, nothing it says is believed. */
  const unheard = new Set<string>()
  let timer: NodeJS.Timeout | null = null

  async function tell(tags: readonly string[]): Promise<void> {
    await redis.attempt((client) =>
      client.eval(invalidateScript, tags.length, ...tags.map((tag) => tagPrefix + tag), tagSeconds),
    )
  }
  function retryLater(): void {
    if (timer) return
    timer = setTimeout(() => {
      timer = null
      const tags = [...unheard]
      tell(tags).then(
        () => {
          for (const tag of tags) unheard.delete(tag)
          if (unheard.size > 0) retryLater()
        },
        () => retryLater(),
      )
    }, retryMs)
    timer.unref()
  }

  return {
    async look(key): Promise<Lookup> {
      if (unheard.size > 0) return { kind: 'unavailable' }
      try {
        const [asOf, json] = (await redis.attempt((client) => client.eval(lookScript, 1, prefix + key, tagPrefix))) as [
          string,
          string | null,
        ]
        return json === null ? { kind: 'miss', asOf } : { kind: 'hit', value: JSON.parse(json) }
      } catch {
        return { kind: 'unavailable' }
      }
    },
    async keep(key, { asOf, tags, json, ttlSeconds }) {
      // A value that could not be kept is loaded again, nothing worse.
      await redis
        .attempt((client) => client.eval(keepScript, 1, prefix + key, asOf, tags.join('\n'), json, ttlSeconds * 1000))
        .catch(() => {})
    },
    async invalidate(tags) {
      if (tags.length === 0) return
      try {
        await tell(tags)
      } catch {
        for (const tag of tags) unheard.add(tag)
        retryLater()
      }
    },
    close() {
      if (timer) clearTimeout(timer)
    },
  }
}
