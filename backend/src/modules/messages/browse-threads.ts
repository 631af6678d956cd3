import type { Language } from '../../../../contracts/common.ts'
import type { MessagePage, Thread, ThreadPage, ThreadSide } from '../../../../contracts/messages.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pageOf, readCursor } from '../../platform/lists/read-cursor.ts'
import { decodeCursor, encodeCursor, listFingerprint } from '../../platform/pure/list-cursor.ts'
import type { MessageDeps, Person } from './deps.ts'
import { countUnreadThreads, findThread, listMessages, listThreads, type ThreadReader } from './threads.queries.ts'

type Deps = Pick<MessageDeps, 'database' | 'media' | 'payeesOf'>

async function readerOf({ payeesOf }: Deps, { userId, language }: Person): Promise<ThreadReader> {
  return { userId, language, payeeIds: await payeesOf(userId) }
}

/** @throws VALIDATION_FAILED for a cursor of another list */
export async function browseThreads(
  deps: Deps,
  input: Person & {
    query: {
      limit: number
      cursor?: string | undefined
      side?: ThreadSide | undefined
      subjectId?: string | undefined
    }
  },
): Promise<ThreadPage> {
  const { limit, cursor, side, subjectId } = input.query
  const reader = await readerOf(deps, input)
  const db = deps.database.read
  const [page, unreadCount] = await Promise.all([
    pageOf({ threads: input.userId, side, subjectId }, cursor, (after) =>
      listThreads(db, reader, { side, subjectId, limit, after }),
    ),
    countUnreadThreads(db, reader),
  ])
  return { ...page, unreadCount }
}

/** @throws NOT_FOUND when it is not theirs */
export async function showThread(deps: Deps, input: Person & { threadId: string }): Promise<Thread> {
  const thread = await findThread(deps.database.read, await readerOf(deps, input), input.threadId)
  if (!thread) throw platformErrors.NOT_FOUND()
  return thread
}

/** @throws NOT_FOUND when it is not theirs, VALIDATION_FAILED for a cursor of another list */
export async function browseMessages(
  deps: Deps,
  input: Person & {
    threadId: string
    query: { limit: number; cursor?: string | undefined; after?: number | undefined }
  },
): Promise<MessagePage> {
  const thread = await showThread(deps, input)
  const { limit, cursor, after } = input.query
  const fingerprint = listFingerprint({ thread: thread.id, forward: after !== undefined })
  const from = readCursor(cursor, (text) => decodeCursor(fingerprint, text))
  const forward = after !== undefined
  const { items, more } = await listMessages(deps.media, deps.database.read, thread.id, {
    userId: input.userId,
    limit,
    before: forward ? undefined : from?.key,
    after: forward ? (from?.key ?? after) : undefined,
  })
  const last = more ? items.at(-1) : undefined
  return {
    items,
    nextCursor: last ? encodeCursor(fingerprint, { key: last.number, id: last.id }) : null,
    otherReadNumber: thread.otherReadNumber,
  }
}

/** How many threads have something that the person has not read. */
export async function countUnread(deps: Deps, userId: string, language: Language): Promise<number> {
  return countUnreadThreads(deps.database.read, await readerOf(deps, { userId, language }))
}
