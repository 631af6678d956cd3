import type { ReviewDeps } from './deps.ts'
import type { Listing } from './listings.queries.ts'

/** What events say of the listing. */
export const aboutListing = ({ kind, id, slug, title, payeeId, payeeUserId, payeeName }: Listing) => ({
  listingKind: kind,
  listingId: id,
  slug,
  title,
  payeeId,
  payeeUserId,
  payeeName,
})

/** Whether they offer it, or answer for whoever does: neither says in public how good it is. */
export const isOwn = (
  { kind, payeeId, payeeUserId }: Pick<Listing, 'kind' | 'payeeId' | 'payeeUserId'>,
  userId: string,
  payees: Awaited<ReturnType<ReviewDeps['payeesOf']>>,
): boolean => payeeUserId === userId || payees[kind].includes(payeeId)
