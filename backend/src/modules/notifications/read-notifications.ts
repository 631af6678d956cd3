import type { Database } from '../../platform/database/index.ts'
import { countUnread } from './notifications.queries.ts'
import { markRead } from './notifications.repository.ts'

/** Marks them read (all when `ids` is undefined) and answers how many are still unread. */
export function readNotifications(
  { database }: { database: Database },
  userId: string,
  ids: string[] | undefined,
  now: Date,
): Promise<number> {
  return database.transaction(async (tx) => {
    await markRead(tx, userId, ids, now)
    return countUnread(tx, userId)
  })
}
