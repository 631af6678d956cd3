import type { Language } from '../../../../contracts/common.ts'
import type { ExperiencePatch, HostListing } from '../../../../contracts/experiences.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Deps } from './deps.ts'
import { invalidInput } from './experiences.errors.ts'
import { lockListing, replaceListing, setPictures } from './experiences.repository.ts'
import { findListing } from './host.queries.ts'
import { partyRangeHolds } from './listing.rules.ts'
import { ownListing } from './own-listing.ts'

/**
 * Changes a host's listing. With an expected version, only if nobody changed it since; without one, whatever it is now.
 * Bookings are not touched: they carry their own prices and policy.
 * @throws FORBIDDEN for someone who is no host, NOT_FOUND for another's listing, VERSION_CONFLICT, VALIDATION_FAILED,
 *   MEDIA_NOT_FOUND, MEDIA_NOT_READY.
 */
export async function editListing(
  deps: Pick<Deps, 'database' | 'forget' | 'media' | 'hostOf'>,
  input: {
    userId: string
    experienceId: string
    expectedVersion: number | null
    patch: ExperiencePatch
    language: Language
  },
): Promise<HostListing> {
  const host = await deps.hostOf(input.userId, 'listings')
  if (!host) throw platformErrors.FORBIDDEN()
  const edited = await deps.database.transaction(async (tx) => {
    const version = await lockListing(tx, host.id, input.experienceId)
    const before = version === null ? null : await findListing(tx, host.id, input.experienceId)
    if (version === null || !before) throw platformErrors.NOT_FOUND()
    if (input.expectedVersion !== null && input.expectedVersion !== version) throw platformErrors.VERSION_CONFLICT()
    const { id: _id, slug: _slug, version: _version, ...listing } = before.listing
    const next = { ...listing, ...input.patch }
    if (!partyRangeHolds(next)) throw invalidInput('/maxParty', 'party-range', input.language)
    await replaceListing(tx, input.experienceId, next)
    const pictures = await deps.media.listingPictures(tx, input.patch, { userId: input.userId, before: before.kept })
    if (pictures) await setPictures(tx, input.experienceId, pictures)
    return ownListing(deps.media, tx, host.id, input.experienceId)
  })
  if (!edited) throw new Error('a listing vanished in the transaction that changed it')
  await deps.forget(edited.id)
  return edited
}
