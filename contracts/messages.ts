import { z } from 'zod'
import { Id, Instant, PageQuery, page, plainText } from './common.ts'
import { Picture } from './media.ts'

export const ThreadSubjectKind = z.enum(['EXPERIENCE', 'PRODUCT', 'BOOKING', 'ORDER'])
export type ThreadSubjectKind = z.infer<typeof ThreadSubjectKind>

export const mostMessageLetters = 4000
export const mostMessagePictures = 6

/** PARTNER is the host or workshop, whoever of its people writes. */
export const ThreadSide = z.enum(['BUYER', 'PARTNER'])
export type ThreadSide = z.infer<typeof ThreadSide>

export const Message = z
  .object({
    id: Id,
    /** 1, 2, 3… in its thread: what `POST /threads/{id}/read` and `after` name. */
    number: z.int(),
    from: ThreadSide,
    /** Who wrote it. */
    sender: z.object({ id: Id, name: z.string() }),
    mine: z.boolean(),
    /** Empty when staff took the message away. */
    text: z.string(),
    pictures: z.array(Picture),
    hidden: z.boolean(),
    createdAt: Instant,
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof Message>

export const Thread = z
  .object({
    id: Id,
    subject: z.object({
      kind: ThreadSubjectKind,
      id: Id,
      title: z.string(),
      /** Of a booking or order. */
      code: z.string().nullable(),
      /** Of the listing's page; null for an order. */
      slug: z.string().nullable(),
      image: z.string().nullable(),
    }),
    /** Which side the reader is on. */
    side: ThreadSide,
    /** The other side: a buyer by name, a host or workshop by its own. */
    other: z.object({ name: z.string() }),
    unreadCount: z.int(),
    lastNumber: z.int(),
    /** How far the other side has read. */
    otherReadNumber: z.int(),
    lastMessage: z
      .object({ from: ThreadSide, text: z.string(), pictures: z.int(), hidden: z.boolean(), createdAt: Instant })
      .nullable(),
    lastMessageAt: Instant,
    /** The reader blocked the other side; whether the other side did is nobody's business until one writes. */
    blocked: z.boolean(),
    createdAt: Instant,
  })
  .meta({ id: 'Thread' })
export type Thread = z.infer<typeof Thread>

const content = {
  text: plainText(mostMessageLetters).default(''),
  imageIds: z
    .array(Id)
    .max(mostMessagePictures)
    .refine((ids) => new Set(ids).size === ids.length, 'each picture at most once')
    .default([]),
}
const saysSomething = ({ text, imageIds }: { text: string; imageIds: string[] }) =>
  text.length > 0 || imageIds.length > 0
const silence = { error: 'a text or a picture', path: ['text'] }

export const MessageWrite = z
  .object(content)
  .strict()
  .refine(saysSomething, silence)
  .meta({ id: 'MessageWrite', example: { text: '¿Puedo llevar a mi perro?' } })
export type MessageWrite = z.infer<typeof MessageWrite>

export const ThreadWrite = z
  .object({ subject: z.object({ kind: ThreadSubjectKind, id: Id }).strict(), ...content })
  .strict()
  .refine(saysSomething, silence)
  .meta({
    id: 'ThreadWrite',
    example: {
      subject: { kind: 'EXPERIENCE', id: '01a200cd-ddd9-7211-8467-58fb6374bc3f' },
      text: '¿El taller es apto para niñas de seis años?',
    },
  })
export type ThreadWrite = z.infer<typeof ThreadWrite>

export const ThreadStarted = z.object({ thread: Thread, message: Message }).meta({ id: 'ThreadStarted' })
export type ThreadStarted = z.infer<typeof ThreadStarted>

export const ThreadListQuery = PageQuery.extend({
  /** Only that side's. */
  side: ThreadSide.optional(),
  /** Only about this listing, booking or order. */
  subjectId: Id.optional(),
})
/** Unread first, then the latest. */
export const ThreadPage = page(Thread).extend({ unreadCount: z.int() }).meta({ id: 'ThreadPage' })
export type ThreadPage = z.infer<typeof ThreadPage>
/** Threads with something unread. */
export const UnreadThreads = z.object({ unreadCount: z.int() }).meta({ id: 'UnreadThreads' })
export type UnreadThreads = z.infer<typeof UnreadThreads>

export const MessageListQuery = PageQuery.extend({
  /** Only what is newer than this number, oldest first: what a client asks after a lost connection. */
  after: z.coerce.number().int().min(0).optional(),
})
/** Newest first, unless `after` says otherwise. */
export const MessagePage = page(Message).extend({ otherReadNumber: z.int() }).meta({ id: 'MessagePage' })
export type MessagePage = z.infer<typeof MessagePage>

/** Up to this message; without it, all there are. */
export const ThreadRead = z
  .object({ number: z.int().min(1).optional() })
  .strict()
  .meta({ id: 'ThreadRead' })
export const ThreadParams = z.object({ id: Id })
