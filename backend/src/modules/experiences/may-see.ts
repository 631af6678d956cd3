import type { Deps } from './deps.ts'
import type { Visibility } from './experience.queries.ts'

/** What is on offer is for everyone; a draft or paused listing for its host, and for who edits it with them. */
export async function maySee(
  deps: Pick<Deps, 'editsFor'>,
  { listed, hostUserId, hostId }: Visibility,
  viewerId: string | null,
): Promise<boolean> {
  if (listed || hostUserId === viewerId) return true
  return viewerId !== null && (await deps.editsFor(viewerId)).includes(hostId)
}
