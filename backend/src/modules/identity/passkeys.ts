/** Passkeys of the signed-in person: added, named, removed, and shown again for what asks who is there. */
import type { PasskeyAssertion, PasskeyAttestation, PasskeyQuestion } from '../../../../contracts/identity-security.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { CallerReply, SignedInCaller } from './auth-gateway.ts'
import { identityErrors } from './identity.errors.ts'
import { deleteSessionByToken } from './identity.repository.ts'
import { type FactorDeps, recordChange } from './second-factor.ts'
import {
  countPasskeys,
  deletePasskey,
  forgetShown,
  markShown,
  notePasskeyUse,
  renamePasskey,
} from './second-factor.repository.ts'
import { asBrowserSays } from './second-step.ts'
import { assertProved } from './proof.ts'

const mostPasskeys = 20

/** @throws STEP_UP_REQUIRED, TOO_MANY_PASSKEYS */
export async function askForNewPasskey(
  { deps, gateway }: FactorDeps,
  request: SignedInCaller,
  reply: CallerReply,
): Promise<PasskeyQuestion> {
  await assertProved(deps, request.viewer)
  if ((await countPasskeys(deps.database.read, request.viewer.userId)) >= mostPasskeys)
    throw identityErrors.TOO_MANY_PASSKEYS({ params: { most: mostPasskeys } })
  const asked = await gateway.ask(request, '/passkey/generate-register-options', null)
  gateway.pass(reply, asked)
  return { options: asked.answer as Record<string, unknown> }
}

/** Who adds a passkey has shown it: this session counts as one with a second factor. @throws STEP_UP_REQUIRED, PASSKEY_REFUSED */
export async function addPasskey(
  { deps, gateway }: FactorDeps,
  request: SignedInCaller,
  passkey: { name: string; credential: PasskeyAttestation },
): Promise<void> {
  await assertProved(deps, request.viewer)
  await gateway.ask(request, '/passkey/verify-registration', {
    response: asBrowserSays(passkey.credential),
    name: passkey.name,
  })
  await recordChange(deps, request, 'passkey-added', (tx) =>
    markShown(tx, { id: request.viewer.sessionId }, deps.now()),
  )
}

/** @throws NOT_FOUND, also for somebody else's */
export async function nameOwnPasskey({ deps }: FactorDeps, who: { userId: string; id: string }, name: string) {
  await deps.database.transaction(async (tx) => {
    if (!(await renamePasskey(tx, who, name))) throw platformErrors.NOT_FOUND()
  })
}

/** @throws STEP_UP_REQUIRED, NOT_FOUND */
export async function removePasskey({ deps }: FactorDeps, request: SignedInCaller, id: string): Promise<void> {
  await assertProved(deps, request.viewer)
  const { userId } = request.viewer
  await recordChange(deps, request, 'passkey-removed', async (tx) => {
    if (!(await deletePasskey(tx, { userId, id }))) throw platformErrors.NOT_FOUND()
    await forgetShown(tx, userId)
  })
}

/** better-auth checks a passkey by signing in with it; that session is nobody's and goes at once. @throws PASSKEY_REFUSED */
export async function checkPasskey(
  { deps, gateway }: FactorDeps,
  request: SignedInCaller,
  credential: PasskeyAssertion,
): Promise<void> {
  const { answer } = await gateway.ask(request, '/passkey/verify-authentication', {
    response: asBrowserSays(credential),
  })
  const { session } = answer as { session: { token: string; userId: string } }
  const isOwn = session.userId === request.viewer.userId
  await deps.database.transaction(async (tx) => {
    await deleteSessionByToken(tx, session.token)
    if (isOwn) await notePasskeyUse(tx, credential.id, deps.now())
  })
  if (!isOwn) throw identityErrors.PASSKEY_REFUSED()
}
