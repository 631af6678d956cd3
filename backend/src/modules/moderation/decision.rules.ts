/** What a decision does to the content, and who may appeal and answer. */
import type { AppealStatus, DecisionAction, ReportedKind } from '../../../../contracts/moderation.ts'

/** A suspended person's profile goes and comes back with the suspension itself; anything else they made goes with the decision. */
export function hidesContent(action: DecisionAction, kind: ReportedKind): boolean {
  return action === 'HIDE' || (action === 'SUSPEND' && kind !== 'PROFILE')
}

/** Once, against anything that touched the person. */
export function mayAppeal(decision: { action: DecisionAction; appeal: AppealStatus }): boolean {
  return decision.action !== 'KEEP' && decision.appeal === 'NONE'
}

export type AppealProblem = 'not-open' | 'same-moderator' | 'own-case'
export function appealProblem(
  decision: { appeal: AppealStatus; decidedBy: string; reportedUserId: string | null },
  moderatorId: string,
): AppealProblem | null {
  if (decision.appeal !== 'OPEN') return 'not-open'
  if (decision.reportedUserId === moderatorId) return 'own-case'
  return decision.decidedBy === moderatorId ? 'same-moderator' : null
}
