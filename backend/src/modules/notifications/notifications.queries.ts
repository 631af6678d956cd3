/** What the list and the bell read. */
import type { Reader } from '../../platform/database/index.ts'

/** Newest first; `before` is the cursor, `after` asks only for what is newer. One row more than `limit` says there is a next page. */
export const listNotifications = (
  reader: Reader,
  userId: string,
  { before, after, limit }: { before: string | undefined; after: string | undefined; limit: number },
) =>
  reader.notification.findMany({
    where: { userId, AND: [before ? { id: { lt: before } } : {}, after ? { id: { gt: after } } : {}] },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })

/** Served by the partial index on unread rows. */
export const countUnread = (reader: Reader, userId: string): Promise<number> =>
  reader.notification.count({ where: { userId, readAt: null } })

/** Who decides about applications. */
export async function listAdministrators(reader: Reader): Promise<string[]> {
  const found = await reader.user.findMany({
    where: { role: 'admin', banned: { not: true } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return found.map(({ id }) => id)
}
