/** Money and role actions ask who is there again when that was last shown a while ago. */
import type { z } from 'zod'
import type { StepUp } from '../../../../contracts/identity-security.ts'
import { platformErrors } from '../../platform/errors.ts'
import { addSeconds } from '../../platform/pure/time.ts'
import type { SignedInCaller } from './auth-gateway.ts'
import type { IdentityDeps } from './deps.ts'
import { identityErrors } from './identity.errors.ts'
import { findPasswordHash } from './identity.queries.ts'
import { setProved } from './identity.repository.ts'
import { provedForSeconds } from './proof.ts'
import { checkPasskey } from './passkeys.ts'
import { verifyPassword } from './password-hash.ts'
import { checkCode, type FactorDeps } from './second-factor.ts'
import { markShown } from './second-factor.repository.ts'

/** @throws INVALID_PASSWORD */
async function checkOwnPassword(deps: IdentityDeps, userId: string, password: string): Promise<void> {
  const hash = await findPasswordHash(deps.database.read, userId)
  if (!hash || !(await verifyPassword({ hash, password }))) throw identityErrors.INVALID_PASSWORD()
}

/** Answers until when it counts. @throws INVALID_PASSWORD, SECOND_FACTOR_WRONG, PASSKEY_REFUSED, … */
export async function stepUp(
  factor: FactorDeps,
  request: SignedInCaller,
  proof: z.infer<typeof StepUp>,
): Promise<Date> {
  const { deps } = factor
  const { viewer } = request
  if (proof.code !== undefined) await checkCode(factor, request, proof.code)
  else if (proof.credential) await checkPasskey(factor, request, proof.credential)
  else await checkOwnPassword(deps, viewer.userId, proof.password ?? '')
  const now = deps.now()
  const found = await deps.database.transaction(async (tx) => {
    if (proof.password === undefined) await markShown(tx, { id: viewer.sessionId }, now)
    return setProved(tx, viewer, now)
  })
  if (!found) throw platformErrors.UNAUTHENTICATED()
  if (proof.password === undefined) await deps.sessionsChanged(viewer.userId)
  return addSeconds(now, provedForSeconds)
}
