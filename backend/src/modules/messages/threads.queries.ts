/** Threads and messages as their two sides read them. */
import type { Language } from '../../../../contracts/common.ts'
import type { Message, Thread, ThreadSide } from '../../../../contracts/messages.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import type { ListPage, ListPosition } from '../../platform/pure/list-cursor.ts'
import type { Media } from '../media/index.ts'
import { aboutSubject } from './subjects.queries.ts'

interface Bilingual {
  es: string
  en: string
}
interface ThreadRow {
  id: string
  kind: Thread['subject']['kind']
  subjectId: string
  title: Bilingual
  code: string | null
  slug: string | null
  image: string | null
  isBuyer: boolean
  otherName: string
  unread: number
  lastSeq: number
  otherReadSeq: number
  lastFromBuyer: boolean | null
  lastText: string | null
  lastPictures: number | null
  lastHidden: boolean | null
  lastMessageAt: Date
  createdAt: Date
  blocked: boolean
  rank: string
}

/** Unread ones come before all others, the latest first within. */
const unreadRank = 100_000_000_000_000
const rank = Prisma.raw(
  `((CASE WHEN t.unread > 0 THEN ${unreadRank} ELSE 0 END) + (extract(epoch FROM t.last_message_at) * 1000)::bigint)`,
)

/** The threads of a person, from the side they are on. */
function own(reader: { userId: string; payeeIds: readonly string[] }, side: ThreadSide | undefined): Prisma.Sql {
  const asBuyer = Prisma.sql`SELECT t.*, true AS is_buyer, t.buyer_unread AS unread FROM threads t WHERE t.buyer_id = ${reader.userId}::uuid`
  const asPartner = Prisma.sql`SELECT t.*, false AS is_buyer, t.payee_unread AS unread FROM threads t
    WHERE t.payee_id = ANY(${[...reader.payeeIds]}::uuid[]) AND t.buyer_id <> ${reader.userId}::uuid`
  if (side === 'BUYER') return asBuyer
  return side === 'PARTNER' ? asPartner : Prisma.sql`${asBuyer} UNION ALL ${asPartner}`
}

const shown = Prisma.sql`
  t.id, t.subject_kind::text AS kind, t.subject_id AS "subjectId", about.title, about.code, about.slug, about.image, t.is_buyer AS "isBuyer",
  CASE WHEN t.is_buyer THEN coalesce(h.name, s.name, '') ELSE b.name END AS "otherName", t.unread, t.last_seq AS "lastSeq",
  CASE WHEN t.is_buyer THEN t.payee_read_seq ELSE t.buyer_read_seq END AS "otherReadSeq", t.last_message_at AS "lastMessageAt", t.created_at AS "createdAt",
  m.from_buyer AS "lastFromBuyer", m.text AS "lastText", cardinality(m.images) AS "lastPictures", m.hidden_at IS NOT NULL AS "lastHidden",
  EXISTS (SELECT 1 FROM user_blocks k WHERE (k.blocker_id, k.blocked_id) =
    (CASE WHEN t.is_buyer THEN t.buyer_id ELSE t.payee_user_id END, CASE WHEN t.is_buyer THEN t.payee_user_id ELSE t.buyer_id END)) AS blocked,
  ${rank}::text AS rank`
const joined = Prisma.sql`
  JOIN users b ON b.id = t.buyer_id
  LEFT JOIN host_profiles h ON h.id = t.payee_id
  LEFT JOIN seller_profiles s ON s.id = t.payee_id
  LEFT JOIN messages m ON m.thread_id = t.id AND m.seq = t.last_seq
  ${aboutSubject}`

const sideOf = (isBuyer: boolean): ThreadSide => (isBuyer ? 'BUYER' : 'PARTNER')

const threadOf = (row: ThreadRow, language: Language): Thread => ({
  id: row.id,
  subject: {
    kind: row.kind,
    id: row.subjectId,
    title: row.title[language],
    code: row.code,
    slug: row.slug,
    image: row.image,
  },
  side: sideOf(row.isBuyer),
  other: { name: row.otherName },
  unreadCount: row.unread,
  lastNumber: row.lastSeq,
  otherReadNumber: row.otherReadSeq,
  lastMessage:
    row.lastFromBuyer === null
      ? null
      : {
          from: sideOf(row.lastFromBuyer),
          text: row.lastHidden ? '' : (row.lastText ?? '').slice(0, 200),
          pictures: row.lastHidden ? 0 : (row.lastPictures ?? 0),
          hidden: row.lastHidden ?? false,
          createdAt: row.lastMessageAt.toISOString(),
        },
  lastMessageAt: row.lastMessageAt.toISOString(),
  blocked: row.blocked,
  createdAt: row.createdAt.toISOString(),
})

export interface ThreadReader {
  userId: string
  payeeIds: readonly string[]
  language: Language
}

/** Unread first, then the latest. The page is cut before anything is joined. */
export async function listThreads(
  db: Reader,
  reader: ThreadReader,
  page: { side?: ThreadSide | undefined; subjectId?: string | undefined; limit: number; after: ListPosition | null },
): Promise<ListPage<Thread>> {
  const about = page.subjectId ? Prisma.sql`AND t.subject_id = ${page.subjectId}::uuid` : Prisma.empty
  const after = page.after
    ? Prisma.sql`AND (${rank}, t.id) < (${page.after.key}::bigint, ${page.after.id}::uuid)`
    : Prisma.empty
  const rows = await db.$queryRaw<ThreadRow[]>`
    WITH own AS (${own(reader, page.side)}),
    cut AS (SELECT * FROM own t WHERE t.last_seq > 0 ${about} ${after} ORDER BY ${rank} DESC, t.id DESC LIMIT ${page.limit + 1})
    SELECT ${shown} FROM cut t ${joined} ORDER BY ${rank} DESC, t.id DESC`
  const items = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? items.at(-1) : undefined
  return {
    items: items.map((row) => threadOf(row, reader.language)),
    end: last ? { key: Number(last.rank), id: last.id } : null,
  }
}

/** Null when it is neither the person's own nor of a business they answer for. */
export async function findThread(db: Reader, reader: ThreadReader, id: string): Promise<Thread | null> {
  const [row] = await db.$queryRaw<ThreadRow[]>`
    WITH own AS (${own(reader, undefined)}) SELECT ${shown} FROM own t ${joined} WHERE t.id = ${id}::uuid AND t.last_seq > 0`
  return row ? threadOf(row, reader.language) : null
}

/** Whoever of a team wrote as a guest is on the guest's side of that conversation alone. */
export async function countUnreadThreads(db: Reader, reader: Omit<ThreadReader, 'language'>): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT ((SELECT count(*) FROM threads WHERE buyer_id = ${reader.userId}::uuid AND buyer_unread > 0)
      + (SELECT count(*) FROM threads WHERE payee_id = ANY(${[...reader.payeeIds]}::uuid[])
        AND buyer_id <> ${reader.userId}::uuid AND payee_unread > 0))::int AS count`
  return row?.count ?? 0
}

interface MessageRow {
  id: string
  seq: number
  fromBuyer: boolean
  senderId: string
  senderName: string
  text: string
  images: string[]
  hidden: boolean
  createdAt: Date
}

/** `before` and `after` are numbers; with `after` the oldest come first. */
export async function listMessages(
  media: Pick<Media, 'picturesShown'>,
  db: Reader,
  threadId: string,
  page: { userId: string; limit: number; before?: number | undefined; after?: number | undefined },
): Promise<{ items: Message[]; more: boolean }> {
  const within = [Prisma.sql`m.thread_id = ${threadId}::uuid`]
  if (page.before !== undefined) within.push(Prisma.sql`m.seq < ${page.before}::int`)
  if (page.after !== undefined) within.push(Prisma.sql`m.seq > ${page.after}::int`)
  const order = page.after === undefined ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const rows = await db.$queryRaw<MessageRow[]>`
    SELECT m.id, m.seq, m.from_buyer AS "fromBuyer", m.sender_id AS "senderId", u.name AS "senderName", m.text, m.images,
      m.hidden_at IS NOT NULL AS hidden, m.created_at AS "createdAt"
    FROM messages m JOIN users u ON u.id = m.sender_id WHERE ${Prisma.join(within, ' AND ')} ORDER BY m.seq ${order} LIMIT ${page.limit + 1}`
  const read = rows.slice(0, page.limit)
  const pictures = await media.picturesShown(
    db,
    read.flatMap(({ hidden, images }) => (hidden ? [] : images)),
  )
  return {
    items: read.map((row) => ({
      id: row.id,
      number: row.seq,
      from: sideOf(row.fromBuyer),
      sender: { id: row.senderId, name: row.senderName },
      mine: row.senderId === page.userId,
      text: row.hidden ? '' : row.text,
      pictures: row.hidden ? [] : row.images.flatMap((url) => pictures.find((picture) => picture.url === url) ?? []),
      hidden: row.hidden,
      createdAt: row.createdAt.toISOString(),
    })),
    more: rows.length > page.limit,
  }
}

export interface WaitingFacts {
  senderName: string
  subjectTitle: string
  /** The newest few, oldest first. */
  texts: string[]
  count: number
}
const mostTexts = 3

/** What waits for a person in a thread, for the mail about it; null once it was read. */
export async function findWaiting(
  db: Reader,
  input: { threadId: string; userId: string; payeeIds: readonly string[]; language: Language },
): Promise<WaitingFacts | null> {
  const rows = await db.$queryRaw<{ text: string; senderName: string; title: Bilingual; count: number }[]>`
    SELECT m.text, CASE WHEN m.from_buyer THEN u.name ELSE coalesce(h.name, s.name, u.name) END AS "senderName", about.title,
      count(*) OVER ()::int AS count
    FROM threads t JOIN messages m ON m.thread_id = t.id JOIN users u ON u.id = m.sender_id
    LEFT JOIN host_profiles h ON h.id = t.payee_id LEFT JOIN seller_profiles s ON s.id = t.payee_id
    ${aboutSubject}
    WHERE t.id = ${input.threadId}::uuid AND m.hidden_at IS NULL
      AND ((t.buyer_id = ${input.userId}::uuid AND NOT m.from_buyer AND m.seq > t.buyer_read_seq)
        OR (t.payee_id = ANY(${input.payeeIds}::uuid[]) AND t.buyer_id <> ${input.userId}::uuid AND m.from_buyer AND m.seq > t.payee_read_seq))
    ORDER BY m.seq DESC LIMIT ${mostTexts}`
  const [last] = rows
  if (!last) return null
  return {
    senderName: last.senderName,
    subjectTitle: last.title[input.language],
    texts: rows.map(({ text }) => text).toReversed(),
    count: last.count,
  }
}

/** Both languages, and who wrote, for what is told about a message. */
export async function findNewsFacts(
  db: Reader,
  messageId: string,
): Promise<{ senderName: string; subjectTitle: Bilingual } | null> {
  const [row] = await db.$queryRaw<{ senderName: string; subjectTitle: Bilingual }[]>`
    SELECT CASE WHEN m.from_buyer THEN u.name ELSE coalesce(h.name, s.name, u.name) END AS "senderName", about.title AS "subjectTitle"
    FROM messages m JOIN threads t ON t.id = m.thread_id JOIN users u ON u.id = m.sender_id
    LEFT JOIN host_profiles h ON h.id = t.payee_id LEFT JOIN seller_profiles s ON s.id = t.payee_id
    ${aboutSubject} WHERE m.id = ${messageId}::uuid`
  return row ?? null
}

/** A message, what was written around it, and between whom: for staff who look into a report. */
export interface MessageContext {
  threadId: string
  senderId: string
  buyerId: string
  payeeId: string
  payeeUserId: string
  subject: { kind: Thread['subject']['kind']; id: string; title: Bilingual }
  messages: {
    id: string
    senderId: string
    senderName: string
    text: string
    pictures: string[]
    hidden: boolean
    createdAt: Date
  }[]
}
const around = 10

export async function findContext(db: Reader, messageId: string): Promise<MessageContext | null> {
  const [thread] = await db.$queryRaw<
    (Omit<MessageContext, 'messages' | 'subject'> & {
      seq: number
      kind: Thread['subject']['kind']
      subjectId: string
      title: Bilingual
    })[]
  >`
    SELECT t.id AS "threadId", m.sender_id AS "senderId", t.buyer_id AS "buyerId", t.payee_id AS "payeeId", t.payee_user_id AS "payeeUserId", m.seq,
      t.subject_kind::text AS kind, t.subject_id AS "subjectId", about.title
    FROM messages m JOIN threads t ON t.id = m.thread_id ${aboutSubject} WHERE m.id = ${messageId}::uuid`
  if (!thread) return null
  const { seq, kind, subjectId, title, ...rest } = thread
  const messages = await db.$queryRaw<MessageContext['messages']>`
    SELECT m.id, m.sender_id AS "senderId", u.name AS "senderName", m.text, m.images AS pictures, m.hidden_at IS NOT NULL AS hidden, m.created_at AS "createdAt"
    FROM messages m JOIN users u ON u.id = m.sender_id
    WHERE m.thread_id = ${rest.threadId}::uuid AND m.seq BETWEEN ${seq - around}::int AND ${seq + around}::int ORDER BY m.seq`
  return { ...rest, subject: { kind, id: subjectId, title }, messages }
}
