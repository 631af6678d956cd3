import type { Role } from '../../../../contracts/identity.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type StaffAction, staffRefusal } from './ban-user.ts'
import type { IdentityDeps } from './deps.ts'
import { insertAuditEntry, lockStaffDecision, setRole } from './identity.repository.ts'
import { mayChangeRole } from './staff.rules.ts'

/**
 * Gives a person another role, effective on their next request. The lock on every administrator makes two
 * administrators who demote each other at the same moment leave one.
 * @throws NOT_FOUND, FORBIDDEN, CANNOT_ACT_ON_SELF, LAST_ADMIN
 */
export async function changeRole(
  deps: Pick<IdentityDeps, 'database' | 'sessionsChanged' | 'now'>,
  action: StaffAction,
  change: { role: Role; reason: string | null },
): Promise<void> {
  const { role, reason } = change
  await deps.database.transaction(async (tx) => {
    const { actor, target, activeAdmins } = await lockStaffDecision(tx, action, deps.now())
    if (!actor) throw platformErrors.FORBIDDEN()
    if (!target) throw platformErrors.NOT_FOUND()
    const decision = mayChangeRole(actor, target, role, activeAdmins)
    if (decision !== 'ALLOWED') throw staffRefusal(decision)
    if (target.role === role) return
    await setRole(tx, target.id, role)
    await insertAuditEntry(tx, {
      actorId: actor.id,
      action: 'user.role-changed',
      subject: `user:${target.id}`,
      details: { from: target.role, to: role, ...(reason === null ? {} : { reason }) },
      ipAddress: action.ipAddress,
    })
  })
  await deps.sessionsChanged(action.targetId)
}
