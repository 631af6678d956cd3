import type { Language } from '../../../../contracts/common.ts'
import type { ExperienceWrite, HostListing } from '../../../../contracts/experiences.ts'
import { violates } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { freeSlug, slugify } from '../../platform/pure/slugs.ts'
import type { Deps } from './deps.ts'
import { invalidInput } from './experiences.errors.ts'
import { insertListing, setPictures, slugsLike } from './experiences.repository.ts'
import { partyRangeHolds } from './listing.rules.ts'
import { ownListing } from './own-listing.ts'

/** Equal titles take turns, but "Barro 2" can meet the second "Barro" at the same moment; the retry sees it. */
const slugAttempts = 5

/**
 * A host's new experience. Its slug comes from the title and stays when the title changes, so that shared links live.
 * @throws FORBIDDEN for someone who is no host, VALIDATION_FAILED, MEDIA_NOT_FOUND, MEDIA_NOT_READY.
 */
export async function createListing(
  deps: Pick<Deps, 'database' | 'forget' | 'media' | 'hostOf'>,
  input: { userId: string; listing: ExperienceWrite; language: Language },
): Promise<HostListing> {
  const { database } = deps
  const host = await deps.hostOf(input.userId, 'listings')
  if (!host) throw platformErrors.FORBIDDEN()
  if (!partyRangeHolds(input.listing)) throw invalidInput('/maxParty', 'party-range', input.language)
  const base = slugify(input.listing.title, 'experiencia')
  for (let attempt = 1; ; attempt += 1) {
    try {
      const made = await database.transaction(async (tx) => {
        const id = newId()
        const slug = freeSlug(base, await slugsLike(tx, base))
        await insertListing(tx, { id, slug, hostId: host.id, listing: input.listing })
        const pictures = await deps.media.listingPictures(tx, input.listing, {
          userId: input.userId,
          before: { images: [], imageAlts: {} },
        })
        if (pictures) await setPictures(tx, id, pictures)
        return ownListing(deps.media, tx, host.id, id)
      })
      if (!made) throw new Error('a listing vanished in the transaction that made it')
      await deps.forget(made.id)
      return made
    } catch (error) {
      if (attempt >= slugAttempts || !violates(error, 'experiences_slug_key')) throw error
    }
  }
}
