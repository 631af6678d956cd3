/** The person may appeal once; somebody else than the first moderator decides, and an overturned decision is undone. */
import type { AppealDecision } from '../../../../contracts/moderation.ts'
import { platformErrors } from '../../platform/errors.ts'
import { findContent } from './content.queries.ts'
import { actionOn } from './decide-case.ts'
import { appealProblem, hidesContent, mayAppeal } from './decision.rules.ts'
import type { Moderator, ModerationDeps } from './deps.ts'
import { hideContent } from './hide-content.ts'
import { moderationErrors } from './moderation.errors.ts'
import { appealDecided } from './moderation.events.ts'
import { closeAppeal, isHiddenByAnother, lockDecision, openAppeal } from './moderation.repository.ts'

/** @throws NOT_FOUND for a decision about somebody else, INVALID_TRANSITION for the second appeal and for what was kept */
export async function appealDecision(
  deps: Pick<ModerationDeps, 'database' | 'identity'>,
  input: { decisionId: string; userId: string; text: string; ipAddress: string },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const decision = await lockDecision(tx, input.decisionId)
    // Nobody has to know that they were reported for nothing.
    if (decision?.reportedUserId !== input.userId || decision.action === 'KEEP') throw platformErrors.NOT_FOUND()
    if (!mayAppeal(decision)) throw platformErrors.INVALID_TRANSITION()
    await openAppeal(tx, decision.id, input.text)
    await deps.identity.audit(tx, {
      actorId: input.userId,
      action: 'moderation.appealed',
      subject: `decision:${decision.id}`,
      details: {},
      ipAddress: input.ipAddress,
    })
  })
}

/** @throws NOT_FOUND, INVALID_TRANSITION when no appeal is open, SAME_MODERATOR, OWN_CASE */
export async function decideAppeal(
  deps: ModerationDeps,
  input: { decisionId: string; moderator: Moderator; verdict: AppealDecision },
): Promise<void> {
  const { moderator, verdict } = input
  const { after, lifted } = await deps.database.transaction(async (tx) => {
    const decision = await lockDecision(tx, input.decisionId)
    if (!decision) throw platformErrors.NOT_FOUND()
    const problem = appealProblem(decision, moderator.userId)
    if (problem === 'not-open') throw platformErrors.INVALID_TRANSITION()
    if (problem) throw problem === 'own-case' ? moderationErrors.OWN_CASE() : moderationErrors.SAME_MODERATOR()
    const { kind, contentId, action, reportedUserId } = decision
    await closeAppeal(tx, decision.id, { status: verdict.outcome, answer: verdict.answer, by: moderator.userId })
    const overturned = verdict.outcome === 'OVERTURNED'
    const content =
      overturned && hidesContent(action, kind) && !(await isHiddenByAnother(tx, decision))
        ? await findContent(tx, kind, contentId)
        : null
    const tellOwner = content ? await hideContent(deps, tx, { kind, id: contentId, content, hidden: false }) : null
    const target = overturned && action === 'SUSPEND' ? reportedUserId : null
    // A later suspension for something else stays.
    const isFree = target
      ? await deps.identity.bans.lift(tx, actionOn(moderator, target), { reason: decision.reason })
      : false
    await deps.identity.audit(tx, {
      actorId: moderator.userId,
      action: 'moderation.appeal-decided',
      subject: `decision:${decision.id}`,
      details: { outcome: verdict.outcome, answer: verdict.answer, reportedUserId },
      ipAddress: moderator.ipAddress,
    })
    if (reportedUserId)
      await deps.events.publish(tx, appealDecided, {
        decisionId: decision.id,
        contentKind: kind,
        contentId,
        userId: reportedUserId,
        action,
        title: decision.title,
        outcome: verdict.outcome,
        answer: verdict.answer,
      })
    return { after: tellOwner, lifted: isFree ? target : null }
  })
  await after?.()
  if (lifted) await deps.identity.bans.changed(lifted, false)
}
