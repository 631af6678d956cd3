/** How long it counts that a session showed who is there. */
import { addSeconds } from '../../platform/pure/time.ts'
import type { IdentityDeps } from './deps.ts'
import { identityErrors } from './identity.errors.ts'
import { findProof } from './identity.queries.ts'

/** After signing in, or proving it again. */
export const provedForSeconds = 15 * 60

interface Who {
  userId: string
  sessionId: string
}

/** @throws STEP_UP_REQUIRED when this session's person has not shown who they are for a while */
export async function assertProved(deps: Pick<IdentityDeps, 'database' | 'now'>, who: Who): Promise<void> {
  const proof = await findProof(deps.database.read, who)
  if (!proof || addSeconds(proof.provedAt ?? proof.createdAt, provedForSeconds) <= deps.now())
    throw identityErrors.STEP_UP_REQUIRED()
}
