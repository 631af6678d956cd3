import type { Language } from '../../../../contracts/common.ts'
import type { SlotWithExperience } from '../../../../contracts/experiences.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Deps } from './deps.ts'
import { findSlot } from './experience.queries.ts'

/**
 * One slot with its experience.
 * @throws NOT_FOUND, also for times of drafts and paused listings unless the viewer is their host.
 */
export async function showSlot(
  deps: Pick<Deps, 'database' | 'cached'>,
  input: { slotId: string; language: Language; viewerId: string | null },
): Promise<SlotWithExperience> {
  const tags = (found: { slot: SlotWithExperience } | null) =>
    found ? ['catalogue', `experience:${found.slot.experience.id}`, `slots:${found.slot.experience.id}`] : ['catalogue']
  const found = await deps.cached(`slot:${input.language}:${input.slotId}`, tags, () =>
    findSlot(deps.database.read, input.slotId, input.language),
  )
  if (!found || (!found.listed && found.hostUserId !== input.viewerId)) throw platformErrors.NOT_FOUND()
  return found.slot
}
