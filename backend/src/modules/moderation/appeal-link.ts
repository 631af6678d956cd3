/** What somebody whose account is closed to them may still do, by a signed link: read the decision, and appeal it once. */
import type { OwnDecision, Suspension } from '../../../../contracts/moderation.ts'
import { platformErrors } from '../../platform/errors.ts'
import { appealDecision } from './appeal-decision.ts'
import { findBan, findLastSuspension, findSuspended } from './cases.queries.ts'
import type { ModerationDeps } from './deps.ts'
import { moderationErrors } from './moderation.errors.ts'
import { lockCase, writeDownBan } from './moderation.repository.ts'
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
  const [person, decisionId, ban] = await Promise.all([
    findSuspended(read, userId),
    findLastSuspension(read, userId),
    findBan(read, userId),
  ])
  if (!person) throw moderationErrors.APPEAL_LINK_OVER()
  const decision = decisionId ? await showOwnDecision(deps, userId, decisionId) : null
  return { ...person, decision, mayAppeal: decision ? decision.mayAppeal : ban !== null }
}

/** The decision to appeal; what staff did without a case is written down as one. @throws NOT_FOUND when there is none */
async function decisionOf({ database }: Deps, userId: string): Promise<string> {
  const known = await findLastSuspension(database.read, userId)
  if (known) return known
  return database.transaction(async (tx) => {
    await lockCase(tx, 'PROFILE', userId)
    const [decided, ban] = [await findLastSuspension(tx, userId), await findBan(tx, userId)]
    if (decided) return decided
    if (!ban) throw platformErrors.NOT_FOUND()
    return writeDownBan(tx, userId, ban)
  })
}

/** @throws APPEAL_LINK_OVER, NOT_FOUND for who was never suspended, INVALID_TRANSITION for a second appeal */
export async function appealByLink(
  deps: Deps,
  input: { token: string; text: string; ipAddress: string },
): Promise<OwnDecision> {
  const userId = personOf(deps, input.token)
  const decisionId = await decisionOf(deps, userId)
  await appealDecision(deps, { decisionId, userId, text: input.text, ipAddress: input.ipAddress })
  return showOwnDecision(deps, userId, decisionId)
}
