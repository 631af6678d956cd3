/** Writes on threads, messages and blocks. Everything about a thread happens under its row's lock. */
import type { ThreadSubjectKind } from '../../../../contracts/messages.ts'
import { Prisma, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

export interface LockedThread {
  id: string
  subjectKind: ThreadSubjectKind
  buyerId: string
  payeeId: string
  payeeUserId: string
  lastSeq: number
  buyerReadSeq: number
  payeeReadSeq: number
  buyerUnread: number
  payeeUnread: number
  now: Date
}
const columns = Prisma.sql`id, subject_kind::text AS "subjectKind", buyer_id AS "buyerId", payee_id AS "payeeId", payee_user_id AS "payeeUserId",
  last_seq AS "lastSeq", buyer_read_seq AS "buyerReadSeq", payee_read_seq AS "payeeReadSeq", buyer_unread AS "buyerUnread",
  payee_unread AS "payeeUnread", app_now() AS now`

export async function lockThread(tx: Tx, id: string): Promise<LockedThread | null> {
  const [row] = await tx.$queryRaw<LockedThread[]>`SELECT ${columns} FROM threads WHERE id = ${id}::uuid FOR UPDATE`
  return row ?? null
}

/** The one thread about this with this buyer, made when there is none; two first messages meet in the same one. */
export async function openThread(
  tx: Tx,
  about: { kind: ThreadSubjectKind; id: string; buyerId: string; payeeId: string; payeeUserId: string },
): Promise<LockedThread> {
  await tx.$executeRaw`
    INSERT INTO threads (id, subject_kind, subject_id, buyer_id, payee_id, payee_user_id, last_message_at, created_at)
    VALUES (${newId()}::uuid, ${about.kind}::"ThreadSubject", ${about.id}::uuid, ${about.buyerId}::uuid, ${about.payeeId}::uuid, ${about.payeeUserId}::uuid, app_now(), app_now())
    ON CONFLICT (subject_kind, subject_id, buyer_id) DO NOTHING`
  const [row] = await tx.$queryRaw<LockedThread[]>`
    SELECT ${columns} FROM threads WHERE subject_kind = ${about.kind}::"ThreadSubject" AND subject_id = ${about.id}::uuid
      AND buyer_id = ${about.buyerId}::uuid FOR UPDATE`
  if (!row) throw new Error('a thread vanished in the transaction that opened it')
  return row
}

/** Whoever writes has read what was there. Answers the message's id and number. */
export async function addMessage(
  tx: Tx,
  thread: LockedThread,
  message: { senderId: string; fromBuyer: boolean; text: string; images: string[] },
): Promise<{ id: string; seq: number }> {
  const id = newId()
  const seq = thread.lastSeq + 1
  await tx.$executeRaw`
    INSERT INTO messages (id, thread_id, seq, from_buyer, sender_id, text, images, created_at)
    VALUES (${id}::uuid, ${thread.id}::uuid, ${seq}, ${message.fromBuyer}, ${message.senderId}::uuid, ${message.text}, ${message.images}::text[], app_now())`
  const sides = message.fromBuyer
    ? Prisma.sql`payee_unread = payee_unread + 1, buyer_unread = 0, buyer_read_seq = ${seq}`
    : Prisma.sql`buyer_unread = buyer_unread + 1, payee_unread = 0, payee_read_seq = ${seq}`
  await tx.$executeRaw`UPDATE threads SET last_seq = ${seq}, last_message_at = app_now(), ${sides} WHERE id = ${thread.id}::uuid`
  return { id, seq }
}

const unreadBy = (side: 'buyer' | 'payee') =>
  side === 'buyer'
    ? Prisma.sql`(SELECT count(*)::int FROM messages m WHERE m.thread_id = t.id AND NOT m.from_buyer AND m.seq > t.buyer_read_seq AND m.hidden_at IS NULL)`
    : Prisma.sql`(SELECT count(*)::int FROM messages m WHERE m.thread_id = t.id AND m.from_buyer AND m.seq > t.payee_read_seq AND m.hidden_at IS NULL)`

/** Counts both sides' unread messages again; the caller holds the thread's lock. */
export async function recountUnread(tx: Tx, threadId: string): Promise<void> {
  await tx.$executeRaw`UPDATE threads t SET buyer_unread = ${unreadBy('buyer')}, payee_unread = ${unreadBy('payee')} WHERE t.id = ${threadId}::uuid`
}

/** Never backwards; the caller holds the thread's lock and counts again. */
export async function setRead(tx: Tx, threadId: string, side: 'buyer' | 'payee', seq: number): Promise<void> {
  await (side === 'buyer'
    ? tx.$executeRaw`UPDATE threads SET buyer_read_seq = greatest(buyer_read_seq, ${seq}::int) WHERE id = ${threadId}::uuid`
    : tx.$executeRaw`UPDATE threads SET payee_read_seq = greatest(payee_read_seq, ${seq}::int) WHERE id = ${threadId}::uuid`)
}

/** False when it is so already. */
export async function setHidden(tx: Tx, messageId: string, hidden: boolean): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE messages SET hidden_at = CASE WHEN ${hidden} THEN app_now() END
    WHERE id = ${messageId}::uuid AND (hidden_at IS NOT NULL) <> ${hidden}`
  return moved === 1
}

export async function threadOfMessage(tx: Tx, messageId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ threadId: string }[]>`
    SELECT thread_id AS "threadId" FROM messages WHERE id = ${messageId}::uuid`
  return row?.threadId ?? null
}

/** One at a time per person, so that what they sent at the same moment is counted too. */
export async function lockWriter(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`messages:${userId}`}, 0))`
}

export interface Written {
  count: number
  oldestAt: Date | null
  now: Date
}
/** What a person wrote in the last seconds. */
export async function writtenSince(tx: Tx, userId: string, seconds: number): Promise<Written> {
  const [row] = await tx.$queryRaw<Written[]>`
    SELECT count(*)::int AS count, min(created_at) AS "oldestAt", app_now() AS now FROM messages
    WHERE sender_id = ${userId}::uuid AND created_at > app_now() - make_interval(secs => ${seconds})`
  return row as Written
}
/** The threads about listings that a person began in the last seconds. */
export async function begunSince(tx: Tx, userId: string, seconds: number): Promise<Written> {
  const [row] = await tx.$queryRaw<Written[]>`
    SELECT count(*)::int AS count, min(m.created_at) AS "oldestAt", app_now() AS now FROM messages m JOIN threads t ON t.id = m.thread_id
    WHERE m.sender_id = ${userId}::uuid AND m.created_at > app_now() - make_interval(secs => ${seconds})
      AND m.seq = 1 AND t.subject_kind IN ('EXPERIENCE', 'PRODUCT')`
  return row as Written
}

export async function setBlocked(tx: Tx, blockerId: string, blockedId: string, blocked: boolean): Promise<void> {
  await (blocked
    ? tx.$executeRaw`INSERT INTO user_blocks (blocker_id, blocked_id, created_at) VALUES (${blockerId}::uuid, ${blockedId}::uuid, app_now()) ON CONFLICT DO NOTHING`
    : tx.$executeRaw`DELETE FROM user_blocks WHERE blocker_id = ${blockerId}::uuid AND blocked_id = ${blockedId}::uuid`)
}
export async function blocksBetween(tx: Tx, one: string, other: string): Promise<{ byOne: boolean; byOther: boolean }> {
  const rows = await tx.$queryRaw<{ blockerId: string }[]>`
    SELECT blocker_id AS "blockerId" FROM user_blocks
    WHERE (blocker_id = ${one}::uuid AND blocked_id = ${other}::uuid) OR (blocker_id = ${other}::uuid AND blocked_id = ${one}::uuid)`
  return {
    byOne: rows.some(({ blockerId }) => blockerId === one),
    byOther: rows.some(({ blockerId }) => blockerId === other),
  }
}

export interface Waiting {
  /** How many their reader has not seen and was not told of. */
  count: number
  lastId: string | null
  toldSecondsAgo: number | null
}
/** What waits for one side; the caller holds the thread's lock. */
export async function waitingFor(tx: Tx, thread: LockedThread, toBuyer: boolean): Promise<Waiting> {
  const readSeq = toBuyer ? thread.buyerReadSeq : thread.payeeReadSeq
  const [row] = await tx.$queryRaw<Waiting[]>`
    SELECT count(*) FILTER (WHERE u.open)::int AS count,
      (array_agg(u.id ORDER BY u.seq DESC) FILTER (WHERE u.open))[1] AS "lastId",
      extract(epoch FROM app_now() - max(u.told_at))::int AS "toldSecondsAgo"
    FROM (
      SELECT m.*, m.seq > ${readSeq}::int AND m.hidden_at IS NULL AND m.told_at IS NULL AS open
      FROM messages m WHERE m.thread_id = ${thread.id}::uuid AND m.from_buyer = ${!toBuyer}
    ) u`
  return row as Waiting
}
export async function setTold(tx: Tx, threadId: string, toBuyer: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE messages SET told_at = app_now() WHERE thread_id = ${threadId}::uuid AND from_buyer = ${!toBuyer} AND told_at IS NULL`
}
