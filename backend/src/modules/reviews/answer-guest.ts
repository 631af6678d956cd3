/** One answer each, from whoever offers the listing; it may be edited, and only the first time is told. */
import { platformErrors } from '../../platform/errors.ts'
import { aboutListing } from './about-listing.ts'
import type { ReviewDeps } from './deps.ts'
import { findListing } from './listings.queries.ts'
import { questionAnswered, reviewAnswered } from './reviews.events.ts'
import { answerQuestionRow, answerReviewRow, lockQuestion, lockReview } from './reviews.repository.ts'

interface Answer {
  userId: string
  text: string
}

/** @throws NOT_FOUND for what was not said to them, INVALID_TRANSITION while staff hide it */
export async function answerReview(deps: ReviewDeps, input: Answer & { reviewId: string }): Promise<void> {
  const payees = await deps.payeesOf(input.userId)
  await deps.database.transaction(async (tx) => {
    const review = await lockReview(tx, input.reviewId)
    if (!review || !payees[review.listingKind].includes(review.payeeId)) throw platformErrors.NOT_FOUND()
    if (review.hidden) throw platformErrors.INVALID_TRANSITION()
    await answerReviewRow(tx, review.id, { text: input.text, by: input.userId })
    const listing = review.answered ? null : await findListing(tx, review.listingKind, review.listingId)
    if (!listing) return
    await deps.events.publish(tx, reviewAnswered, {
      ...aboutListing(listing),
      userId: review.userId,
      reviewId: review.id,
    })
  })
}

/** @throws NOT_FOUND for what was not asked of them, INVALID_TRANSITION while staff hide it */
export async function answerQuestion(deps: ReviewDeps, input: Answer & { questionId: string }): Promise<void> {
  const payees = await deps.payeesOf(input.userId)
  await deps.database.transaction(async (tx) => {
    const question = await lockQuestion(tx, input.questionId)
    if (!question || !payees[question.listingKind].includes(question.payeeId)) throw platformErrors.NOT_FOUND()
    if (question.hidden) throw platformErrors.INVALID_TRANSITION()
    await answerQuestionRow(tx, question.id, { text: input.text, by: input.userId })
    const listing = question.answered ? null : await findListing(tx, question.listingKind, question.listingId)
    if (!listing) return
    await deps.events.publish(tx, questionAnswered, {
      ...aboutListing(listing),
      userId: question.userId,
      questionId: question.id,
    })
  })
}
