import { platformErrors } from '../../platform/errors.ts'
import type { ReviewDeps } from './deps.ts'
import { reviewErrors } from './reviews.errors.ts'
import { castVote, lockReview, withdrawVote } from './reviews.repository.ts'

/** Once per person, however often they say so. @throws NOT_FOUND also for a hidden one, OWN_REVIEW */
export async function voteHelpful(
  deps: Pick<ReviewDeps, 'database'>,
  input: { reviewId: string; userId: string; helpful: boolean },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const review = await lockReview(tx, input.reviewId)
    if (!review || review.hidden) throw platformErrors.NOT_FOUND()
    if (review.userId === input.userId) throw reviewErrors.OWN_REVIEW()
    await (input.helpful ? castVote : withdrawVote)(tx, review.id, input.userId)
  })
}
