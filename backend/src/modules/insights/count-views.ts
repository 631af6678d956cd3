/** Views of listings, kept in memory and written together: a page view costs no write. What a killed process had not written is lost. */
import { newId } from '../../platform/ids.ts'
import type { InsightDeps } from './deps.ts'
import { addViews } from './figures.repository.ts'

export interface ViewCounter {
  /** Somebody who is not its owner looked at a listing's page. */
  viewed(listingId: string): void
  /** Writes what was counted so far. */
  flush(): Promise<void>
}

const flushSeconds = 10
/** Listings of one batch; more of them are written at once. */
const mostListings = 2000

export function createViewCounter({ database, logger }: Pick<InsightDeps, 'database' | 'logger'>): ViewCounter {
  let seen = new Map<string, number>()
  let timer: NodeJS.Timeout | null = null

  async function flush(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    if (seen.size === 0) return
    const batch = [...seen]
    seen = new Map()
    try {
      const [listingIds, views] = [batch.map(([id]) => id), batch.map(([, count]) => count)]
      await database.statement(addViews({ key: `views:${newId()}`, listingIds, views }))
    } catch (error) {
      logger.warn({ err: error, listings: batch.length }, 'views could not be counted')
    }
  }

  return {
    viewed(listingId) {
      seen.set(listingId, (seen.get(listingId) ?? 0) + 1)
      if (seen.size >= mostListings) void flush()
      else if (!timer) {
        timer = setTimeout(() => void flush(), flushSeconds * 1000)
        timer.unref()
      }
    },
    flush,
  }
}
