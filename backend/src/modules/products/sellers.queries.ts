/** Workshops as they are read. */
import type { Reader } from '../../platform/database/index.ts'

/** The workshop of a person. */
export interface OwnSeller {
  id: string
  slug: string
  name: string
}

/** The workshop of a person; null for someone who does not sell. */
export async function findSellerByUser(reader: Reader, userId: string): Promise<OwnSeller | null> {
  return reader.sellerProfile.findUnique({ where: { userId }, select: { id: true, slug: true, name: true } })
}
