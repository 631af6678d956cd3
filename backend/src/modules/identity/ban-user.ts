/**
 * A ban ends every session at once and keeps its rows: an old cookie or token is then known as a banned person's, and
 * answered 403 rather than 401. A ban with an end is over by itself.
 */
import { type DomainError, platformErrors } from '../../platform/errors.ts'
import type { IdentityDeps } from './deps.ts'
import { identityErrors } from './identity.errors.ts'
import { insertAuditEntry, lockStaffDecision, setBan } from './identity.repository.ts'
import { mayBan, type StaffDecision } from './staff.rules.ts'

export interface StaffAction {
  actorId: string
  targetId: string
  ipAddress: string
}
type Deps = Pick<IdentityDeps, 'database' | 'sessionsChanged' | 'now'>

/** The refusal of a staff decision, as the caller is told. */
export function staffRefusal(decision: Exclude<StaffDecision, 'ALLOWED'>): DomainError {
  return decision === 'FORBIDDEN' ? platformErrors.FORBIDDEN() : identityErrors[decision]()
}

async function decideBan(deps: Deps, action: StaffAction, ban: { reason: string; until: Date | null } | null) {
  await deps.database.transaction(async (tx) => {
    const { actor, target } = await lockStaffDecision(tx, action, deps.now())
    if (!actor) throw platformErrors.FORBIDDEN()
    if (!target) throw platformErrors.NOT_FOUND()
    const decision = mayBan(actor, target)
    if (decision !== 'ALLOWED') throw staffRefusal(decision)
    await setBan(tx, target.id, ban)
    await insertAuditEntry(tx, {
      actorId: actor.id,
      action: ban ? 'user.banned' : 'user.unbanned',
      subject: `user:${target.id}`,
      details: ban ? { reason: ban.reason, until: ban.until?.toISOString() ?? null } : {},
      ipAddress: action.ipAddress,
    })
  })
  await deps.sessionsChanged(action.targetId, ban ? { reason: 'banned' } : undefined)
}

/** Null `until` bans without end. @throws NOT_FOUND, FORBIDDEN, CANNOT_ACT_ON_SELF */
export async function banUser(
  deps: Deps,
  action: StaffAction,
  ban: { reason: string; until: Date | null },
): Promise<void> {
  await decideBan(deps, action, ban)
}

/** Lifting a ban that is not there changes nothing but is recorded. @throws NOT_FOUND, FORBIDDEN, CANNOT_ACT_ON_SELF */
export async function unbanUser(deps: Deps, action: StaffAction): Promise<void> {
  await decideBan(deps, action, null)
}
