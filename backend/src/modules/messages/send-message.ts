import type { Message, MessageWrite, ThreadSubjectKind } from '../../../../contracts/messages.ts'
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { MessageDeps, Person } from './deps.ts'
import { awaySeconds, messagesPerMinute, newThreadsPerDay, secondsUntilFree } from './message-limits.rules.ts'
import { messageErrors } from './messages.errors.ts'
import { tellAwayJob } from './messages.jobs.ts'
import {
  addMessage,
  begunSince,
  blocksBetween,
  type LockedThread,
  lockThread,
  lockWriter,
  openThread,
  writtenSince,
} from './messages.repository.ts'
import { findSubject } from './subjects.queries.ts'
import { tellScreens } from './tell-screens.ts'
import { listMessages } from './threads.queries.ts'

const daySeconds = 86_400

interface Sent {
  thread: LockedThread
  seq: number
  messageId: string
}

/**
 * The first message about something; when there is a thread about it already, the next one in it. A buyer writes about a
 * listing that is shown, or about a booking or order of theirs; host and workshop about what they were paid for.
 * @throws MESSAGE_PHOTOS_PAUSED, NOT_FOUND for what is neither shown nor theirs, OWN_LISTING, RATE_LIMITED, TOO_MANY_THREADS, MESSAGES_BLOCKED,
 *   UNBLOCK_TO_WRITE, MEDIA_NOT_FOUND, MEDIA_NOT_READY
 */
export async function startThread(
  deps: MessageDeps,
  input: Person & { subject: { kind: ThreadSubjectKind; id: string } } & MessageWrite,
): Promise<{ threadId: string; message: Message }> {
  await assertPhotosOpen(deps, input)
  const payees = await deps.payeesOf(input.userId)
  const sent = await deps.database.transaction(async (tx) => {
    const subject = await findSubject(tx, input.subject.kind, input.subject.id)
    if (!subject) throw platformErrors.NOT_FOUND()
    const isPartner = payees.includes(subject.payeeId)
    const buyerId = subject.buyerId ?? input.userId
    if (buyerId === input.userId && (isPartner || subject.payeeUserId === input.userId)) {
      if (subject.buyerId === null && !subject.open && !isPartner) throw platformErrors.NOT_FOUND()
      throw messageErrors.OWN_LISTING()
    }
    if (buyerId !== input.userId && !(isPartner && subject.open)) throw platformErrors.NOT_FOUND()
    const thread = await tx.thread.findUnique({
      where: {
        subjectKind_subjectId_buyerId: { subjectKind: input.subject.kind, subjectId: input.subject.id, buyerId },
      },
      select: { id: true },
    })
    // A conversation goes on although its listing is no longer shown; a new one does not begin.
    if (!thread && subject.buyerId === null && !subject.open) throw platformErrors.NOT_FOUND()
    await lockWriter(tx, input.userId)
    if (!thread && subject.buyerId === null) await assertMayBegin(deps, tx, input.userId)
    const open = await openThread(tx, { ...input.subject, ...subject, buyerId })
    return write(deps, tx, open, { ...input, fromBuyer: buyerId === input.userId })
  })
  return { threadId: sent.thread.id, message: await told(deps, input.userId, sent) }
}

/**
 * @throws MESSAGE_PHOTOS_PAUSED, NOT_FOUND when the thread is not theirs, RATE_LIMITED, MESSAGES_BLOCKED, UNBLOCK_TO_WRITE, MEDIA_NOT_FOUND,
 *   MEDIA_NOT_READY
 */
export async function sendMessage(
  deps: MessageDeps,
  input: Person & { threadId: string } & MessageWrite,
): Promise<Message> {
  await assertPhotosOpen(deps, input)
  const payees = await deps.payeesOf(input.userId)
  const sent = await deps.database.transaction(async (tx) => {
    await lockWriter(tx, input.userId)
    const thread = await lockThread(tx, input.threadId)
    const fromBuyer = thread?.buyerId === input.userId
    if (!thread || !(fromBuyer || payees.includes(thread.payeeId))) throw platformErrors.NOT_FOUND()
    return write(deps, tx, thread, { ...input, fromBuyer })
  })
  return told(deps, input.userId, sent)
}

async function assertPhotosOpen({ assertOpen }: MessageDeps, { imageIds }: MessageWrite): Promise<void> {
  if (imageIds.length > 0) await assertOpen?.('MESSAGE_PHOTOS')
}

async function assertMayBegin({ limits }: MessageDeps, tx: Tx, userId: string): Promise<void> {
  if (!limits.enabled) return
  const { count, oldestAt, now } = await begunSince(tx, userId, daySeconds)
  if (count < newThreadsPerDay || !oldestAt) return
  const retryAfterSeconds = secondsUntilFree(oldestAt, now, daySeconds)
  throw messageErrors.TOO_MANY_THREADS({ params: { most: newThreadsPerDay }, retryAfterSeconds })
}

async function assertMayWrite({ limits }: MessageDeps, tx: Tx, userId: string): Promise<void> {
  if (!limits.enabled) return
  const { count, oldestAt, now } = await writtenSince(tx, userId, 60)
  if (count < messagesPerMinute || !oldestAt) return
  const retryAfterSeconds = secondsUntilFree(oldestAt, now, 60)
  throw platformErrors.RATE_LIMITED({ params: { seconds: retryAfterSeconds }, retryAfterSeconds })
}

/** Under the thread's lock and the writer's. */
async function write(
  deps: MessageDeps,
  tx: Tx,
  thread: LockedThread,
  input: MessageWrite & { userId: string; fromBuyer: boolean },
): Promise<Sent> {
  const { userId, fromBuyer } = input
  await assertMayWrite(deps, tx, userId)
  const [self, other] = fromBuyer ? [thread.buyerId, thread.payeeUserId] : [thread.payeeUserId, thread.buyerId]
  const blocks = await blocksBetween(tx, self, other)
  if (blocks.byOne) throw messageErrors.UNBLOCK_TO_WRITE()
  if (blocks.byOther) throw messageErrors.MESSAGES_BLOCKED()
  const pictures = await deps.media.attach(tx, userId, input.imageIds, 'MESSAGE')
  const { id, seq } = await addMessage(tx, thread, {
    senderId: userId,
    fromBuyer,
    text: input.text,
    images: pictures.map(({ url }) => url),
  })
  await deps.jobs.send(tx, tellAwayJob, { threadId: thread.id, toBuyer: !fromBuyer }, { afterSeconds: awaySeconds })
  return { thread, seq, messageId: id }
}

/** After the commit: the open screens, and the message as its writer reads it. */
async function told(deps: MessageDeps, userId: string, { thread, seq, messageId }: Sent): Promise<Message> {
  await tellScreens(deps, thread, { type: 'message', threadId: thread.id, messageId, number: seq }, userId)
  const { items } = await listMessages(deps.media, deps.database.read, thread.id, {
    userId,
    limit: 1,
    before: seq + 1,
  })
  const [message] = items
  if (!message) throw new Error('a message vanished after it was written')
  return message
}
