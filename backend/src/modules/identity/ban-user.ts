/**
 * A ban ends every session at once and keeps its rows: an old cookie or token is then known as a banned person's, and
 * answered 403 rather than 401. A ban with an end is over by itself.
 */
import type { Tx } from '../../platform/database/index.ts'
import { type DomainError, platformErrors } from '../../platform/errors.ts'
import type { IdentityDeps } from './deps.ts'
import { identityErrors } from './identity.errors.ts'
import { mailSuspension } from './identity.jobs.ts'
import { findBanReason, insertAuditEntry, lockStaffDecision, setBan } from './identity.repository.ts'
import { mayBan, type StaffDecision } from './staff.rules.ts'

export interface StaffAction {
  actorId: string
  targetId: string
  ipAddress: string
}
type Deps = Pick<IdentityDeps, 'database' | 'sessionsChanged' | 'now' | 'banListener' | 'jobs'>

/** The refusal of a staff decision, as the caller is told. */
export function staffRefusal(decision: Exclude<StaffDecision, 'ALLOWED'>): DomainError {
  return decision === 'FORBIDDEN' ? platformErrors.FORBIDDEN() : identityErrors[decision]()
}

interface Ban {
  reason: string
  until: Date | null
}

/**
 * In the caller's transaction, which tells the sessions after its commit. With `only`, a suspension is lifted only if it is
 * the one that was given for that reason. Answers whether anything changed for the person.
 */
async function decideBan(
  deps: Pick<IdentityDeps, 'now' | 'banListener'>,
  tx: Tx,
  action: StaffAction,
  ban: Ban | null,
  only?: { reason: string },
  why: string | null = null,
): Promise<boolean> {
  const { actor, target } = await lockStaffDecision(tx, action, deps.now())
  if (!actor) throw platformErrors.FORBIDDEN()
  if (!target) throw platformErrors.NOT_FOUND()
  const decision = mayBan(actor, target)
  if (decision !== 'ALLOWED') throw staffRefusal(decision)
  const earlier = await findBanReason(tx, target.id)
  if (only && earlier !== only.reason) return false
  await setBan(tx, target.id, ban)
  await insertAuditEntry(tx, {
    actorId: actor.id,
    action: ban ? 'user.banned' : 'user.unbanned',
    subject: `user:${target.id}`,
    details: {
      ...(ban ? { reason: ban.reason, until: ban.until?.toISOString() ?? null } : why === null ? {} : { reason: why }),
      before: { banned: earlier !== null, reason: earlier },
      after: { banned: ban !== null, reason: ban?.reason ?? null },
    },
    ipAddress: action.ipAddress,
  })
  await deps.banListener?.changed(tx, {
    userId: target.id,
    actorId: actor.id,
    banned: ban !== null,
    reason: ban?.reason ?? '',
  })
  return ban !== null || earlier !== null
}

/** What another module's decision does to a person, in that module's transaction. */
export interface Bans {
  /** @throws NOT_FOUND, FORBIDDEN, CANNOT_ACT_ON_SELF */
  ban(tx: Tx, action: StaffAction, ban: Ban): Promise<void>
  /** Only the suspension that was given for this reason; false when it is over, or another one took its place. */
  lift(tx: Tx, action: StaffAction, only: { reason: string }): Promise<boolean>
  /** To be called after the commit: sessions end, or are looked up again. */
  changed(userId: string, banned: boolean): Promise<void>
}

export function createBans(deps: Pick<IdentityDeps, 'now' | 'sessionsChanged' | 'banListener'>): Bans {
  return {
    async ban(tx, action, ban) {
      await decideBan(deps, tx, action, ban)
    },
    lift: (tx, action, only) => decideBan(deps, tx, action, null, only),
    async changed(userId, banned) {
      await deps.sessionsChanged(userId, banned ? { reason: 'banned' } : undefined)
      await deps.banListener?.committed(userId)
    },
  }
}

async function banAtOnce(deps: Deps, action: StaffAction, ban: Ban | null, why: string | null = null): Promise<void> {
  await deps.database.transaction(async (tx) => {
    // A decision about a case brings a mail of its own; this one has none.
    if (await decideBan(deps, tx, action, ban, undefined, why))
      await deps.jobs.send(tx, mailSuspension, {
        userId: action.targetId,
        ban: ban && { reason: ban.reason, until: ban.until?.toISOString() ?? null },
        at: deps.now().toISOString(),
      })
  })
  await deps.sessionsChanged(action.targetId, ban ? { reason: 'banned' } : undefined)
  await deps.banListener?.committed(action.targetId)
}

/** Null `until` bans without end. @throws NOT_FOUND, FORBIDDEN, CANNOT_ACT_ON_SELF */
export async function banUser(
  deps: Deps,
  action: StaffAction,
  ban: { reason: string; until: Date | null },
): Promise<void> {
  await banAtOnce(deps, action, ban)
}

/** Lifting a ban that is not there changes nothing but is recorded. @throws NOT_FOUND, FORBIDDEN, CANNOT_ACT_ON_SELF */
export async function unbanUser(deps: Deps, action: StaffAction, reason: string | null): Promise<void> {
  await banAtOnce(deps, action, null, reason)
}
