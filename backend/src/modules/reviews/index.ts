/** The door of reviews: what people say and ask about what they bought, and the ratings that follow from it. */
import type { ListingKind } from '../../../../contracts/reviews.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { Module } from '../../platform/module.ts'
import type { ReviewDeps } from './deps.ts'
import { hideQuestion, hideReview } from './hide-review.ts'
import { reviewsPersonalData } from './personal-data.repository.ts'
import { reviewGuarantees } from './reviews.guarantees.ts'
import { reviewRoutes } from './reviews.routes.ts'

export * from './reviews.events.ts'

export interface Reviews extends Module {
  /**
   * Staff hide it or bring it back, in their own transaction; the rating moves with it. Answers the listing whose
   * `listingChanged` is to be called after the commit; null when there is no such review, or it is so already.
   */
  hideReview(tx: Tx, reviewId: string, hidden: boolean): Promise<{ kind: ListingKind; id: string } | null>
  /** False when there is none, or it is so already. */
  hideQuestion(tx: Tx, questionId: string, hidden: boolean): Promise<boolean>
}

export function createReviews(deps: ReviewDeps): Reviews {
  return {
    name: 'reviews',
    routes: (app) => reviewRoutes(app, deps),
    guarantees: reviewGuarantees,
    personalData: reviewsPersonalData,
    hideReview: (tx, reviewId, hidden) => hideReview(deps, tx, reviewId, hidden),
    hideQuestion,
  }
}
