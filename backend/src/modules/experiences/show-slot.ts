import type { Language } from '../../../../contracts/common.ts'
import type { SlotWithExperience } from '../../../../contracts/experiences.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Deps } from './deps.ts'
import { findSlot } from './experience.queries.ts'
import { maySee } from './may-see.ts'
import { groupLinkHash } from './group-link.ts'

/**
 * One slot with its experience.
 * @throws NOT_FOUND, also for a group's own times, and for times of drafts and paused listings unless the viewer is their host or edits with them.
 */
export async function showSlot(
  deps: Pick<Deps, 'database' | 'cached' | 'editsFor'>,
  input: { slotId: string; language: Language; viewerId: string | null },
): Promise<SlotWithExperience> {
  const tags = (found: { slot: SlotWithExperience } | null) =>
    found ? ['catalogue', `experience:${found.slot.experience.id}`, `slots:${found.slot.experience.id}`] : ['catalogue']
  const found = await deps.cached(`slot:${input.language}:${input.slotId}`, tags, () =>
    findSlot(deps.database.read, { id: input.slotId }, input.language),
  )
  if (!found || !(await maySee(deps, found, input.viewerId))) throw platformErrors.NOT_FOUND()
  return found.slot
}

/**
 * A group's own time, for who has its link; never cached, so that an ended link ends at once.
 * @throws NOT_FOUND, also once the experience is not on offer
 */
export async function showGroupSlot(
  deps: Pick<Deps, 'database'>,
  input: { token: string; language: Language },
): Promise<SlotWithExperience> {
  const found = await findSlot(deps.database.read, { linkHash: groupLinkHash(input.token) }, input.language)
  if (!found?.listed) throw platformErrors.NOT_FOUND()
  return found.slot
}
