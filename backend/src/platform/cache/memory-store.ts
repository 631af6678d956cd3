/** The cache in one process: bounded, least recently used goes first. */
import type { FanOut } from '../realtime/fan-out.ts'
import type { CacheStore } from './cache.ts'

interface Entry {
  value: unknown
  /** Characters of its JSON. */
  size: number
  tags: readonly string[]
  asOf: number
  expiresAt: number
}

const maxEntries = 5000
/** Of JSON; as objects and as answers ready to be sent they take a few times as many bytes. */
const maxCharacters = 12_000_000
/** Longer than any entry lives: after that an invalidation has nothing left to forget. */
const forgetTagsAfterMs = 10 * 60_000

export function createMemoryStore(fanOut: FanOut, now: () => number = Date.now): CacheStore {
  // A Map remembers the order of insertion: reading moves an entry to the end, eviction takes from the front.
  const entries = new Map<string, Entry>()
  const invalidatedAt = new Map<string, { sequence: number; at: number }>()
  let sequence = 0
  let characters = 0
  /** Invalidations up to here were forgotten or missed; what began before is not kept. */
  let floor = 0

  function remove(key: string): void {
    const entry = entries.get(key)
    if (!entry) return
    characters -= entry.size
    entries.delete(key)
  }
  const isNews = (entry: Pick<Entry, 'tags' | 'asOf'>) =>
    entry.asOf >= floor && entry.tags.every((tag) => (invalidatedAt.get(tag)?.sequence ?? 0) <= entry.asOf)

  function invalidateHere(tags: readonly string[]): void {
    sequence += 1
    const at = now()
    for (const tag of tags) {
      invalidatedAt.delete(tag)
      invalidatedAt.set(tag, { sequence, at })
    }
    for (const [tag, last] of invalidatedAt) {
      if (at - last.at < forgetTagsAfterMs) break
      invalidatedAt.delete(tag)
      floor = Math.max(floor, last.sequence)
    }
  }

  const unsubscribe = fanOut.subscribe(
    'cache',
    (payload) => invalidateHere(payload as string[]),
    // While nobody listened, others may have invalidated anything.
    () => {
      sequence += 1
      floor = sequence
    },
  )

  return {
    async look(key) {
      const entry = entries.get(key)
      if (entry && entry.expiresAt > now() && isNews(entry)) {
        entries.delete(key)
        entries.set(key, entry)
        return { kind: 'hit', value: entry.value }
      }
      if (entry) remove(key)
      return { kind: 'miss', asOf: String(sequence) }
    },
    async keep(key, { asOf, tags, json, value, ttlSeconds }) {
      const entry = { value, size: json.length, tags, asOf: Number(asOf), expiresAt: now() + ttlSeconds * 1000 }
      if (!isNews(entry) || json.length > maxCharacters / 10) return
      remove(key)
      entries.set(key, entry)
      characters += entry.size
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries && characters <= maxCharacters) break
        remove(oldest)
      }
    },
    async invalidate(tags) {
      invalidateHere(tags)
      await fanOut.publish('cache', tags)
    },
    close() {
      unsubscribe()
      entries.clear()
    },
  }
}
