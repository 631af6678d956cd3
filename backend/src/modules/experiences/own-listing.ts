import type { HostListing } from '../../../../contracts/experiences.ts'
import type { Reader } from '../../platform/database/index.ts'
import type { Deps } from './deps.ts'
import { findListing } from './host.queries.ts'

/** A host's listing as it is edited, pictures included; null when it is not this host's. */
export async function ownListing(
  media: Deps['media'],
  reader: Reader,
  hostId: string,
  experienceId: string,
): Promise<HostListing | null> {
  const found = await findListing(reader, hostId, experienceId)
  if (!found) return null
  const [pictures = []] = await media.ownPictures(reader, [found.kept])
  return { ...found.listing, pictures }
}
