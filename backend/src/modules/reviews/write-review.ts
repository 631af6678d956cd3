/** What somebody says about what they paid for. The listing's rating moves in the same transaction. */
import { reviewEditDays, type ReviewPatch, type ReviewWrite } from '../../../../contracts/reviews.ts'
import type { Language } from '../../../../contracts/common.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { ReviewDeps } from './deps.ts'
import { aboutListing, isOwn } from './about-listing.ts'
import { findBought, findListing } from './listings.queries.ts'
import { ratingChange } from './review.rules.ts'
import { reviewErrors } from './reviews.errors.ts'
import { reviewWritten } from './reviews.events.ts'
import { insertReview, lockReview, updateReview } from './reviews.repository.ts'

/**
 * @throws REVIEWS_PAUSED, NOT_FOUND for what is not theirs, NOT_REVIEWABLE_YET, ALREADY_REVIEWED, OWN_LISTING, MEDIA_NOT_FOUND, MEDIA_NOT_READY
 */
export async function writeReview(
  deps: ReviewDeps,
  input: { userId: string; language: Language; review: ReviewWrite },
): Promise<string> {
  const { userId, review, language } = input
  await deps.assertOpen?.('REVIEWS')
  const payees = await deps.payeesOf(userId)
  const { id, listing } = await deps.database.transaction(async (tx) => {
    const bought = await findBought(tx, review)
    if (bought?.userId !== userId) throw platformErrors.NOT_FOUND()
    if (!bought.over) throw reviewErrors.NOT_REVIEWABLE_YET()
    const about = await findListing(tx, bought.listingKind, bought.listingId)
    if (!about) throw platformErrors.NOT_FOUND()
    if (isOwn(about, userId, payees)) throw reviewErrors.OWN_LISTING()
    const pictures = await deps.media.attach(tx, userId, review.imageIds ?? [], 'REVIEW')
    const written = await insertReview(tx, {
      listingKind: about.kind,
      listingId: about.id,
      payeeId: about.payeeId,
      userId,
      bookingId: review.bookingId ?? null,
      orderLineId: review.orderLineId ?? null,
      rating: review.rating,
      text: review.text,
      images: pictures.map(({ url }) => url),
      language,
      editDays: reviewEditDays,
    })
    if (!written) throw reviewErrors.ALREADY_REVIEWED()
    await deps.listings[about.kind].rate(tx, about.id, ratingChange(null, { rating: review.rating, hidden: false }))
    await deps.events.publish(tx, reviewWritten, {
      ...aboutListing(about),
      userId,
      reviewId: written,
      rating: review.rating,
    })
    return { id: written, listing: about }
  })
  await deps.listings[listing.kind].listingChanged(listing.id)
  return id
}

/**
 * @throws NOT_FOUND for another's review, INVALID_TRANSITION while staff hide it, REVIEW_EDIT_CLOSED, MEDIA_NOT_FOUND, MEDIA_NOT_READY
 */
export async function editReview(
  deps: ReviewDeps,
  input: { reviewId: string; userId: string; patch: ReviewPatch },
): Promise<void> {
  const { patch, userId } = input
  const review = await deps.database.transaction(async (tx) => {
    const before = await lockReview(tx, input.reviewId)
    if (before?.userId !== userId) throw platformErrors.NOT_FOUND()
    if (before.hidden) throw platformErrors.INVALID_TRANSITION()
    if (!before.editable) throw reviewErrors.REVIEW_EDIT_CLOSED({ params: { days: reviewEditDays } })
    const images = patch.imageIds
      ? (await deps.media.attach(tx, userId, patch.imageIds, 'REVIEW', before.images)).map(({ url }) => url)
      : before.images
    const rating = patch.rating ?? before.rating
    await updateReview(tx, before.id, { rating, text: patch.text ?? null, images })
    const change = ratingChange(before, { rating, hidden: false })
    await deps.listings[before.listingKind].rate(tx, before.listingId, change)
    return before
  })
  await deps.listings[review.listingKind].listingChanged(review.listingId)
}
