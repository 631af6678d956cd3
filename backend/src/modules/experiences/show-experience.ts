import type { Language } from '../../../../contracts/common.ts'
import type { Experience } from '../../../../contracts/experiences.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Deps } from './deps.ts'
import { findExperience } from './experience.queries.ts'
import { maySee } from './may-see.ts'

/**
 * One experience's page, by id or slug.
 * @throws NOT_FOUND, also for drafts and paused listings unless the viewer is their host or edits with them.
 */
export async function showExperience(
  deps: Pick<Deps, 'database' | 'cached' | 'hostShareBps' | 'viewed' | 'editsFor'>,
  input: { idOrSlug: string; language: Language; viewerId: string | null },
): Promise<Experience> {
  const key = `experience:${input.language}:${input.idOrSlug}`
  const tags = (found: { experience: { id: string } } | null) =>
    found ? ['catalogue', `experience:${found.experience.id}`, `slots:${found.experience.id}`] : ['catalogue']
  const found = await deps.cached(key, tags, async () => {
    const row = await findExperience(deps.database.read, input.idOrSlug, input.language)
    return row && { ...row, experience: { ...row.experience, hostShareBps: await deps.hostShareBps() } }
  })
  if (!found || !(await maySee(deps, found, input.viewerId))) throw platformErrors.NOT_FOUND()
  if (found.hostUserId !== input.viewerId) deps.viewed(found.experience.id)
  return found.experience
}
