/** Money and role actions ask for the password again when it was last said a while ago. */
import { addSeconds } from '../../platform/pure/time.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { IdentityDeps } from './deps.ts'
import { identityErrors } from './identity.errors.ts'
import { findPasswordHash, findProof } from './identity.queries.ts'
import { setProved } from './identity.repository.ts'
import { verifyPassword } from './password-hash.ts'

/** After signing in, or saying the password again. */
export const provedForSeconds = 15 * 60

type Deps = Pick<IdentityDeps, 'database' | 'now'>
interface Who {
  userId: string
  sessionId: string
}

/** @throws STEP_UP_REQUIRED when this session's person has not said their password for a while */
export async function assertProved(deps: Deps, who: Who): Promise<void> {
  const proof = await findProof(deps.database.read, who)
  if (!proof || addSeconds(proof.provedAt ?? proof.createdAt, provedForSeconds) <= deps.now())
    throw identityErrors.STEP_UP_REQUIRED()
}

/** Answers until when it counts. @throws INVALID_PASSWORD */
export async function stepUp(deps: Deps, input: Who & { password: string }): Promise<Date> {
  const hash = await findPasswordHash(deps.database.read, input.userId)
  if (!hash || !(await verifyPassword({ hash, password: input.password }))) throw identityErrors.INVALID_PASSWORD()
  const now = deps.now()
  const found = await deps.database.transaction((tx) => setProved(tx, input, now))
  if (!found) throw platformErrors.UNAUTHENTICATED()
  return addSeconds(now, provedForSeconds)
}
