import type { MePatch } from '../../../../contracts/identity.ts'
import type { IdentityDeps } from './deps.ts'
import { updateProfile } from './identity.repository.ts'

/**
 * Name, language, home region, picture: what a person says about themselves.
 * @throws what a picture is refused for
 */
export async function changeProfile(
  deps: Pick<IdentityDeps, 'database' | 'sessionsChanged' | 'portraitOf'>,
  userId: string,
  patch: MePatch,
): Promise<void> {
  const write = patch.avatar ? { ...patch, avatar: await deps.portraitOf(patch.avatar) } : patch
  await deps.database.transaction((tx) => updateProfile(tx, userId, write))
  // The language is part of what a session says.
  await deps.sessionsChanged(userId)
}
