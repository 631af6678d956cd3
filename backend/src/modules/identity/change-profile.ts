import type { MePatch } from '../../../../contracts/identity.ts'
import type { IdentityDeps } from './deps.ts'
import { updateProfile } from './identity.repository.ts'

/** Name, language, home region, picture: what a person says about themselves. */
export async function changeProfile(
  deps: Pick<IdentityDeps, 'database' | 'sessionsChanged'>,
  userId: string,
  patch: MePatch,
): Promise<void> {
  await deps.database.transaction((tx) => updateProfile(tx, userId, patch))
  // The language is part of what a session says.
  await deps.sessionsChanged(userId)
}
