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
