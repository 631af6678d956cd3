/** What screens and other modules read about people. */
import { Id, type Language } from '../../../../contracts/common.ts'
import type { Role } from '../../../../contracts/identity.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'

export interface SessionRow {
  sessionId: string
  userId: string
  createdAt: Date
  updatedAt: Date
  expiresAt: Date
  role: Role
  language: Language
  emailVerified: boolean
  banned: boolean
  banReason: string | null
  banExpires: Date | null
  secondFactorAt: Date | null
  lastUsedAt: Date | null
}

/** One statement: this runs for every request whose session is not in the cache. */
export async function findSessionByToken(reader: Reader, token: string): Promise<SessionRow | null> {
  const [row] = await reader.$queryRaw<SessionRow[]>(Prisma.sql`
    SELECT s.id AS "sessionId", s.user_id AS "userId", s.created_at AS "createdAt", s.updated_at AS "updatedAt",
           s.expires_at AS "expiresAt", u.role, u.language, u.email_verified AS "emailVerified",
           u.banned, u.ban_reason AS "banReason", u.ban_expires AS "banExpires",
           s.second_factor_at AS "secondFactorAt", s.last_used_at AS "lastUsedAt"
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token = ${token}`)
  return row ?? null
}

/** When the person of a session last said their password; null for a session that is not theirs. */
export const findProof = (reader: Reader, who: { userId: string; sessionId: string }) =>
  reader.session.findFirst({
    where: { id: who.sessionId, userId: who.userId },
    select: { createdAt: true, provedAt: true },
  })

/** Null for somebody without a password. */
export async function findPasswordHash(reader: Reader, userId: string): Promise<string | null> {
  const account = await reader.account.findFirst({
    where: { userId, providerId: 'credential' },
    select: { password: true },
  })
  return account?.password ?? null
}

export const findUser = (reader: Reader, id: string) => reader.user.findUnique({ where: { id } })
export const findUserByEmail = (reader: Reader, email: string) => reader.user.findUnique({ where: { email } })

/** Newest first, without those that have expired. */
export const listSessions = (reader: Reader, userId: string, now: Date) =>
  reader.session.findMany({
    where: { userId, expiresAt: { gt: now } },
    orderBy: { id: 'desc' },
    take: 100,
    omit: { token: true },
  })

const likeLiteral = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`)

export interface UserSearch {
  /** Looked for in names and addresses, and an id as it is. */
  q: string | undefined
  role: Role | undefined
  state: 'banned' | 'unverified' | undefined
  sort: 'newest' | 'oldest'
  after: string | undefined
  limit: number
  now: Date
}

/** One row more than `limit` says that there is a next page. */
export const searchUsers = (reader: Reader, options: UserSearch) =>
  reader.user.findMany({
    where: {
      ...(options.after ? { AND: { id: { [options.sort === 'oldest' ? 'gt' : 'lt']: options.after } } } : {}),
      ...(options.role ? { role: options.role } : {}),
      ...(options.state === 'unverified' ? { emailVerified: false } : {}),
      ...(options.state === 'banned' ? { banned: true, NOT: { banExpires: { lte: options.now } } } : {}),
      ...(options.q
        ? {
            OR: [
              { email: { contains: likeLiteral(options.q), mode: 'insensitive' } },
              { name: { contains: likeLiteral(options.q), mode: 'insensitive' } },
              ...(Id.safeParse(options.q).success ? [{ id: options.q }] : []),
            ],
          }
        : {}),
    },
    orderBy: { id: options.sort === 'oldest' ? 'asc' : 'desc' },
    take: options.limit + 1,
    omit: { image: true },
  })

export interface AuditSearch {
  subject?: string | undefined
  actor?: string | undefined
  /** The action itself, or all that begin with it: `user.` */
  action?: string | undefined
  from?: Date | undefined
  until?: Date | undefined
}

/** With the names of who did it and of the person it was done to. */
export async function listAuditEntries(
  reader: Reader,
  options: AuditSearch & { sort: 'newest' | 'oldest'; after: string | undefined; limit: number },
) {
  const entries = await reader.auditEntry.findMany({
    where: {
      ...(options.after ? { id: { [options.sort === 'oldest' ? 'gt' : 'lt']: options.after } } : {}),
      ...(options.subject ? { subject: options.subject } : {}),
      ...(options.actor ? { actorId: options.actor } : {}),
      ...(options.action
        ? { action: options.action.endsWith('.') ? { startsWith: options.action } : options.action }
        : {}),
      ...(options.from || options.until
        ? {
            createdAt: {
              ...(options.from ? { gte: options.from } : {}),
              ...(options.until ? { lt: options.until } : {}),
            },
          }
        : {}),
    },
    orderBy: { id: options.sort === 'oldest' ? 'asc' : 'desc' },
    take: options.limit + 1,
  })
  return withNames(reader, entries)
}

/** One entry; null when there is none. */
export async function findAuditEntry(reader: Reader, id: string) {
  const entry = await reader.auditEntry.findUnique({ where: { id } })
  return entry && ((await withNames(reader, [entry]))[0] ?? null)
}

const aPerson = /^user:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
const personIn = (subject: string): string | undefined => aPerson.exec(subject)?.[1]

async function withNames<E extends { actorId: string | null; subject: string }>(reader: Reader, entries: E[]) {
  const ids = [...new Set(entries.flatMap(({ actorId, subject }) => [actorId ?? [], personIn(subject) ?? []].flat()))]
  const people = await reader.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const find = (id: string | null | undefined) => people.find((person) => person.id === id) ?? null
  return entries.map((entry) => ({
    ...entry,
    actor: find(entry.actorId),
    subjectName: find(personIn(entry.subject))?.name ?? null,
  }))
}
