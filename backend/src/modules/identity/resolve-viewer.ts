/** From the cookie or bearer token of a request to its person; answers `banned` while a ban lasts. */
import type { Database } from '../../platform/database/index.ts'
import type { ResolveViewer, ViewerResolution } from '../../platform/http/route.ts'
import { findSessionByToken, type SessionRow } from './identity.queries.ts'
import { extendSession } from './identity.repository.ts'
import type { KnownSession, SessionCache } from './session-cache.ts'
import { slidingEnd } from './session-life.rules.ts'
import { presentedToken, type TokenReader } from './session-token.ts'
import { isBanned } from './staff.rules.ts'

export interface ViewerDeps {
  database: Database
  reader: TokenReader
  cache: SessionCache
  /** Whether announcements of other processes arrive; without them nothing is answered from the cache. */
  cacheIsCurrent: () => boolean
  sessionDays: number
  now: () => Date
}

function answer(session: KnownSession, now: Date): ViewerResolution {
  if (session.expiresAt <= now) return { kind: 'none' }
  return isBanned(session, now) ? { kind: 'banned' } : { kind: 'viewer', viewer: session.viewer }
}

function known(row: SessionRow, expiresAt: Date): KnownSession {
  const { userId, role, language, sessionId, emailVerified, banned, banExpires } = row
  return { viewer: { userId, role, language, sessionId, emailVerified }, expiresAt, banned, banExpires }
}

export function createResolveViewer(deps: ViewerDeps): ResolveViewer {
  async function slide(row: SessionRow, now: Date): Promise<Date> {
    const until = slidingEnd(row, { sessionDays: deps.sessionDays, now })
    if (!until) return row.expiresAt
    await deps.database.transaction((tx) =>
      extendSession(tx, { id: row.sessionId, updatedAt: row.updatedAt }, until, now),
    )
    return until
  }

  return async (headers) => {
    const presented = presentedToken(headers, deps.reader)
    if (!presented) return { kind: 'none' }
    const now = deps.now()
    const cached = deps.cacheIsCurrent() ? deps.cache.get(presented.token, now) : null
    if (cached) return answer(cached, now)
    const asOf = deps.cache.generation()
    const row = await findSessionByToken(deps.database.read, presented.token)
    if (!row || row.expiresAt <= now) return { kind: 'none' }
    const session = known(row, await slide(row, now))
    deps.cache.keep(presented.token, session, asOf, now)
    return answer(session, now)
  }
}
