import { platformErrors } from '../../platform/errors.ts'
import type { IdentityDeps } from './deps.ts'
import { findUser } from './identity.queries.ts'
import { deleteOtherSessions, deleteSession, deleteSessionsOf, insertAuditEntry } from './identity.repository.ts'
import { forgetTrustedDevices } from './second-factor.repository.ts'

type Deps = Pick<IdentityDeps, 'database' | 'sessionsChanged'>

/** Ends one of the person's own sessions. @throws NOT_FOUND, also for someone else's. */
export async function revokeSession(deps: Deps, userId: string, sessionId: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    if (!(await deleteSession(tx, userId, sessionId))) throw platformErrors.NOT_FOUND()
  })
  await deps.sessionsChanged(userId, { reason: 'revoked', sessionIds: [sessionId] })
}

/** Staff end all of a person's sessions; answers how many. @throws NOT_FOUND */
export async function endSessionsOf(
  deps: Deps,
  input: { userId: string; actorId: string; reason: string; ipAddress: string },
): Promise<number> {
  const { userId, actorId, reason, ipAddress } = input
  const ended = await deps.database.transaction(async (tx) => {
    if (!(await findUser(tx, userId))) throw platformErrors.NOT_FOUND()
    const sessions = await deleteSessionsOf(tx, userId)
    const details = { reason, sessions }
    await insertAuditEntry(tx, {
      actorId,
      action: 'user.sessions-ended',
      subject: `user:${userId}`,
      details,
      ipAddress,
    })
    return sessions
  })
  await deps.sessionsChanged(userId, { reason: 'revoked' })
  return ended
}

/** Ends every session of the person but the one they are using, and trusts no device any more; answers how many. */
export async function revokeOtherSessions(deps: Deps, userId: string, currentId: string): Promise<number> {
  const revoked = await deps.database.transaction(async (tx) => {
    await forgetTrustedDevices(tx, userId)
    return deleteOtherSessions(tx, userId, currentId)
  })
  await deps.sessionsChanged(userId, { reason: 'revoked', sessionIds: revoked })
  return revoked.length
}
