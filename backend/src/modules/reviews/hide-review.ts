/** Staff take a review or question out of sight and bring it back. A hidden review does not count in the rating. */
import type { ListingKind } from '../../../../contracts/reviews.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { ReviewDeps } from './deps.ts'
import { ratingChange } from './review.rules.ts'
import { lockReview, setQuestionHidden, setReviewHidden } from './reviews.repository.ts'

/** The listing whose rating moved; null when there is no such review, or it is so already. */
export async function hideReview(
  deps: Pick<ReviewDeps, 'listings'>,
  tx: Tx,
  reviewId: string,
  hidden: boolean,
): Promise<{ kind: ListingKind; id: string } | null> {
  const review = await lockReview(tx, reviewId)
  if (!review || review.hidden === hidden) return null
  await setReviewHidden(tx, review.id, hidden)
  const change = ratingChange(review, { rating: review.rating, hidden })
  await deps.listings[review.listingKind].rate(tx, review.listingId, change)
  return { kind: review.listingKind, id: review.listingId }
}

export const hideQuestion = setQuestionHidden
