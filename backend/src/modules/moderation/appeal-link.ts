/** What somebody whose account is closed to them may still do, by a signed link: read the decision, and appeal it once. */
import type { OwnDecision, Suspension } from '../../../../contracts/moderation.ts'
import { platformErrors } from '../../platform/errors.ts'
import { appealDecision } from './appeal-decision.ts'
import { findLastSuspension, findSuspended } from './cases.queries.ts'
import type { ModerationDeps } from './deps.ts'
import { moderationErrors } from './moderation.errors.ts'
import { showOwnDecision } from './read-cases.ts'

type Deps = Pick<ModerationDeps, 'database' | 'identity' | 'messages' | 'appealTokens'>

/** @throws APPEAL_LINK_OVER */
function personOf({ appealTokens }: Deps, token: string): string {
  const userId = appealTokens.read(token, new Date())
  if (!userId) throw moderationErrors.APPEAL_LINK_OVER()
  return userId
}

/** @throws APPEAL_LINK_OVER */
export async function openAppealLink(deps: Deps, token: string): Promise<Suspension> {
  const userId = personOf(deps, token)
  const { read } = deps.database
  const [person, decisionId] = await Promise.all([findSuspended(read, userId), findLastSuspension(read, userId)])
  if (!person) throw moderationErrors.APPEAL_LINK_OVER()
  return { ...person, decision: decisionId ? await showOwnDecision(deps, userId, decisionId) : null }
}

/** @throws APPEAL_LINK_OVER, NOT_FOUND when no decision suspended them, INVALID_TRANSITION for a second appeal */
export async function appealByLink(
  deps: Deps,
  input: { token: string; text: string; ipAddress: string },
): Promise<OwnDecision> {
  const userId = personOf(deps, input.token)
  const decisionId = await findLastSuspension(deps.database.read, userId)
  if (!decisionId) throw platformErrors.NOT_FOUND()
  await appealDecision(deps, { decisionId, userId, text: input.text, ipAddress: input.ipAddress })
  return showOwnDecision(deps, userId, decisionId)
}
