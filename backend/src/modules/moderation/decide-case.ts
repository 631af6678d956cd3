/** One decision closes all open reports of one thing. Whoever comes second is told so. */
import type { DecisionWrite } from '../../../../contracts/moderation.ts'
import { findContent } from './content.queries.ts'
import { hidesContent } from './decision.rules.ts'
import type { Moderator, ModerationDeps } from './deps.ts'
import { hideContent } from './hide-content.ts'
import { moderationErrors } from './moderation.errors.ts'
import { decisionTaken, reportsAnswered } from './moderation.events.ts'
import { findOpenCase, insertDecision, lockCase } from './moderation.repository.ts'

/**
 * @throws CASE_CLOSED when there is nothing (left) to decide, OWN_CASE, CANNOT_HIDE; FORBIDDEN and CANNOT_ACT_ON_SELF for a
 *   suspension that this moderator may not give
 */
export async function decideCase(
  deps: ModerationDeps,
  input: { moderator: Moderator; decision: Omit<DecisionWrite, 'until'> & { until: Date | null } },
): Promise<string> {
  const { moderator } = input
  const { contentKind: kind, contentId: id, action, reason, until } = input.decision
  const { decisionId, after, suspended } = await deps.database.transaction(async (tx) => {
    await lockCase(tx, kind, id)
    const open = await findOpenCase(tx, kind, id)
    if (!open) throw moderationErrors.CASE_CLOSED()
    const content = await findContent(tx, kind, id)
    const reportedUserId = content?.authorId ?? open.reportedUserId
    if (reportedUserId === moderator.userId) throw moderationErrors.OWN_CASE()
    const decided = await insertDecision(tx, {
      kind,
      id,
      reportedUserId,
      action,
      reason,
      until,
      decidedBy: moderator.userId,
    })
    const tellOwner =
      // A suspension does not fail because the content went before it.
      hidesContent(action, kind) && (content || action === 'HIDE')
        ? await hideContent(deps, tx, { kind, id, content, hidden: true })
        : null
    const target = action === 'SUSPEND' ? reportedUserId : null
    if (target) await deps.identity.bans.ban(tx, actionOn(moderator, target), { reason, until })
    await deps.identity.audit(tx, {
      actorId: moderator.userId,
      action: 'moderation.decided',
      subject: `${kind.toLowerCase()}:${id}`,
      details: {
        decisionId: decided,
        action,
        reason,
        until: until?.toISOString() ?? null,
        reports: open.reports,
        reportedUserId,
      },
      ipAddress: moderator.ipAddress,
    })
    await deps.events.publish(tx, reportsAnswered, {
      decisionId: decided,
      reporterIds: open.reporterIds.filter((reporter) => reporter !== moderator.userId && reporter !== reportedUserId),
      title: open.title,
      acted: action !== 'KEEP',
    })
    if (reportedUserId && action !== 'KEEP')
      await deps.events.publish(tx, decisionTaken, {
        decisionId: decided,
        contentKind: kind,
        contentId: id,
        userId: reportedUserId,
        action,
        title: open.title,
        reason,
        until: until?.toISOString() ?? null,
      })
    return { decisionId: decided, after: tellOwner, suspended: target }
  })
  await after?.()
  if (suspended) await deps.identity.bans.changed(suspended, true)
  return decisionId
}

export const actionOn = ({ userId, ipAddress }: Moderator, targetId: string) => ({
  actorId: userId,
  targetId,
  ipAddress,
})
