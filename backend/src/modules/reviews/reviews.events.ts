/** What other modules may know of reviews and questions. */
import { z } from 'zod'
import { Id } from '../../../../contracts/common.ts'
import { ListingKind, Rating } from '../../../../contracts/reviews.ts'
import { defineEvent } from '../../platform/events.ts'

const about = z.object({
  listingKind: ListingKind,
  listingId: Id,
  slug: z.string(),
  title: z.object({ es: z.string(), en: z.string() }),
  /** Who wrote or asked. */
  userId: Id,
  /** The host or workshop, and the person behind it. */
  payeeId: Id,
  payeeUserId: Id,
  payeeName: z.string(),
})

export const reviewWritten = defineEvent('review.written', about.extend({ reviewId: Id, rating: Rating }))
export const reviewAnswered = defineEvent('review.answered', about.extend({ reviewId: Id }))
export const questionAsked = defineEvent('question.asked', about.extend({ questionId: Id }))
export const questionAnswered = defineEvent('question.answered', about.extend({ questionId: Id }))
