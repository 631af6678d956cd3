import type { Language } from '../../../../contracts/common.ts'
import type { HostExperience, HostExperienceQuery, HostListing } from '../../../../contracts/experiences.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pageOf } from '../../platform/lists/read-cursor.ts'
import type { Deps } from './deps.ts'
import { type Host, listOwnExperiences } from './host.queries.ts'
import { ownListing } from './own-listing.ts'
import { searchWords } from '../../platform/pure/search-words.ts'

/** @throws FORBIDDEN for someone who is no host. */
async function requireHost(deps: Pick<Deps, 'hostOf'>, userId: string): Promise<Host> {
  const host = await deps.hostOf(userId, 'listings')
  if (!host) throw platformErrors.FORBIDDEN()
  return host
}

/** @throws FORBIDDEN for someone who is no host, VALIDATION_FAILED for a cursor of another list. */
export async function browseOwnExperiences(
  deps: Pick<Deps, 'database' | 'hostOf'>,
  input: { userId: string; query: HostExperienceQuery; language: Language },
): Promise<{ items: HostExperience[]; nextCursor: string | null }> {
  const { database } = deps
  const host = await requireHost(deps, input.userId)
  const { cursor, limit, status, q, sort } = input.query
  const words = q ? searchWords(q) : []
  return pageOf({ host: host.id, status, q, sort }, cursor, (after) =>
    listOwnExperiences(database.read, host.id, input.language, { status, sort, words, limit, after }),
  )
}

/** @throws FORBIDDEN for someone who is no host, NOT_FOUND for another's listing. */
export async function showOwnListing(
  deps: Pick<Deps, 'database' | 'media' | 'hostOf'>,
  input: { userId: string; experienceId: string },
): Promise<HostListing> {
  const { database, media } = deps
  const host = await requireHost(deps, input.userId)
  const listing = await ownListing(media, database.read, host.id, input.experienceId)
  if (!listing) throw platformErrors.NOT_FOUND()
  return listing
}
