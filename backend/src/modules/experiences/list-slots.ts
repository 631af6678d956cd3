import type { Language } from '../../../../contracts/common.ts'
import type { SlotListQuery, SlotPage } from '../../../../contracts/experiences.ts'
import { platformErrors } from '../../platform/errors.ts'
import { slotRange } from './civil-range.rules.ts'
import type { Deps } from './deps.ts'
import { findSlots } from './experience.queries.ts'
import { maySee } from './may-see.ts'
import { invalidInput } from './experiences.errors.ts'

/**
 * The calendar of one experience.
 * @throws NOT_FOUND as for its page, VALIDATION_FAILED for a range that is too long or ends before it begins.
 */
export async function listSlots(
  deps: Pick<Deps, 'database' | 'cached' | 'editsFor'>,
  input: { experienceId: string; asked: SlotListQuery; language: Language; viewerId: string | null },
): Promise<SlotPage> {
  const { experienceId, asked } = input
  const key = `slots:${experienceId}:${asked.from ?? ''}:${asked.to ?? ''}`
  const tags = [`experience:${experienceId}`, `slots:${experienceId}`]
  const found = await deps.cached(key, tags, async () => {
    const row = await findSlots(deps.database.read, experienceId, asked)
    if (!row) return null
    const { slots, ...facts } = row
    return { ...facts, page: { items: slots, nextCursor: null } }
  })
  if (!found || !(await maySee(deps, found, input.viewerId))) throw platformErrors.NOT_FOUND()
  const range = slotRange(asked, found.today)
  if ('problem' in range) throw invalidInput('/query/to', range.problem, input.language)
  return found.page
}
