/** From the cookie or bearer token of a request to its person; answers `banned` while a ban lasts. */
import type { Problem } from '../../../../contracts/common.ts'
import type { Database } from '../../platform/database/index.ts'
import type { ResolveViewer, ViewerResolution } from '../../platform/http/route.ts'
import { addSeconds } from '../../platform/pure/time.ts'
import type { SignedTokens } from '../../platform/signed-tokens.ts'
import { findSessionByToken, type SessionRow } from './identity.queries.ts'
import { extendSession, noteUse } from './identity.repository.ts'
import type { KnownSession, SessionCache } from './session-cache.ts'
import { slidingEnd } from './session-life.rules.ts'
import { type Credential, credentialOf, type TokenReader, tokenIn } from './session-token.ts'
import { isBanned } from './staff.rules.ts'

export interface ViewerDeps {
  database: Database
  reader: TokenReader
  cache: SessionCache
  /** Whether announcements of other processes arrive; without them nothing is answered from the cache. */
  cacheIsCurrent: () => boolean
  sessionDays: number
  /** Staff work only in sessions that showed a second factor. */
  staffSecondFactor: boolean
  appealTokens: SignedTokens
  now: () => Date
}

const appealSeconds = 86_400

/** What a suspended person is told, wherever they knock. */
export function banOf(
  tokens: SignedTokens,
  who: { userId: string; banReason: string | null; banExpires: Date | null },
  now: Date,
): NonNullable<Problem['ban']> {
  const { userId, banReason, banExpires } = who
  return {
    reason: banReason,
    until: banExpires?.toISOString() ?? null,
    appealToken: tokens.sign(userId, addSeconds(now, appealSeconds)),
  }
}

function answer({ appealTokens }: ViewerDeps, session: KnownSession, now: Date): ViewerResolution {
  if (session.expiresAt <= now) return { kind: 'none' }
  if (!isBanned(session, now)) return { kind: 'viewer', viewer: session.viewer }
  return { kind: 'banned', ban: banOf(appealTokens, { ...session, userId: session.viewer.userId }, now) }
}

function known(row: SessionRow, expiresAt: Date, staffSecondFactor: boolean): KnownSession {
  const { userId, role, language, sessionId, emailVerified, banned, banReason, banExpires } = row
  const isWithheld = staffSecondFactor && role !== 'user' && row.secondFactorAt === null
  const may = isWithheld ? { role: 'user' as const, withheldRole: role } : { role }
  return { viewer: { userId, ...may, language, sessionId, emailVerified }, expiresAt, banned, banReason, banExpires }
}

const usedEveryMs = 15 * 60_000

/** What was proved once is proved for these very bytes; a bare token is proof in one header and none in the other. */
const nameOf = ({ kind, value }: Credential) => `${kind} ${value}`

export function createResolveViewer(deps: ViewerDeps): ResolveViewer {
  async function slide(row: SessionRow, now: Date): Promise<Date> {
    const until = slidingEnd(row, { sessionDays: deps.sessionDays, now })
    if (now.getTime() - (row.lastUsedAt ?? row.createdAt).getTime() >= usedEveryMs)
      await deps.database.statement(noteUse(row.sessionId, now))
    if (!until) return row.expiresAt
    await deps.database.transaction((tx) =>
      extendSession(tx, { id: row.sessionId, updatedAt: row.updatedAt }, until, now),
    )
    return until
  }

  async function lookUp(credential: Credential, now: Date): Promise<ViewerResolution> {
    const token = tokenIn(credential, deps.reader)
    if (!token) return { kind: 'none' }
    const asOf = deps.cache.generation()
    const row = await findSessionByToken(deps.database.read, token)
    if (!row || row.expiresAt <= now) return { kind: 'none' }
    const session = known(row, await slide(row, now), deps.staffSecondFactor)
    deps.cache.keep(nameOf(credential), session, asOf, now)
    return answer(deps, session, now)
  }

  return (headers) => {
    const credential = credentialOf(headers, deps.reader)
    if (!credential) return { kind: 'none' }
    const now = deps.now()
    const cached = deps.cacheIsCurrent() ? deps.cache.get(nameOf(credential), now) : null
    return cached ? answer(deps, cached, now) : lookUp(credential, now)
  }
}
