/** Sessions this process looked up a moment ago, by hash of what proved them; bounded, and forgotten the moment something changes. */
import { hash } from 'node:crypto'
import type { Viewer } from '../../platform/http/route.ts'

export interface KnownSession {
  viewer: Viewer
  expiresAt: Date
  banned: boolean
  banReason: string | null
  banExpires: Date | null
}

export interface SessionCache {
  get(credential: string, now: Date): KnownSession | null
  /**
   * Keeps a session read from the database. `asOf` is `generation()` from before the read: when anything was forgotten
   * meanwhile, what was read may be stale and is not kept.
   */
  keep(credential: string, session: KnownSession, asOf: number, now: Date): void
  generation(): number
  forgetUser(userId: string): void
  forgetAll(): void
}

const keyOf = (credential: string) => hash('sha256', credential, 'base64url')

export function createSessionCache({
  maxEntries,
  ttlSeconds,
}: {
  maxEntries: number
  ttlSeconds: number
}): SessionCache {
  const entries = new Map<string, { session: KnownSession; until: number }>()
  const byUser = new Map<string, Set<string>>()
  let generation = 0

  function drop(key: string) {
    const entry = entries.get(key)
    if (!entry) return
    entries.delete(key)
    const keys = byUser.get(entry.session.viewer.userId)
    keys?.delete(key)
    if (keys?.size === 0) byUser.delete(entry.session.viewer.userId)
  }

  return {
    get(credential, now) {
      const key = keyOf(credential)
      const entry = entries.get(key)
      if (!entry) return null
      if (entry.until <= now.getTime()) {
        drop(key)
        return null
      }
      entries.delete(key)
      entries.set(key, entry)
      return entry.session
    },
    keep(credential, session, asOf, now) {
      if (asOf !== generation) return
      const key = keyOf(credential)
      drop(key)
      entries.set(key, { session, until: now.getTime() + ttlSeconds * 1000 })
      const keys = byUser.get(session.viewer.userId) ?? new Set()
      byUser.set(session.viewer.userId, keys.add(key))
      while (entries.size > maxEntries) drop(entries.keys().next().value as string)
    },
    generation: () => generation,
    forgetUser(userId) {
      generation += 1
      for (const key of [...(byUser.get(userId) ?? [])]) drop(key)
    },
    forgetAll() {
      generation += 1
      entries.clear()
      byUser.clear()
    },
  }
}
