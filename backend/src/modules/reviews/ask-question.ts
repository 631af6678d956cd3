import type { ListingKind } from '../../../../contracts/reviews.ts'
import { platformErrors } from '../../platform/errors.ts'
import { aboutListing, isOwn } from './about-listing.ts'
import type { ReviewDeps } from './deps.ts'
import { findListing } from './listings.queries.ts'
import { reviewErrors } from './reviews.errors.ts'
import { questionAsked } from './reviews.events.ts'
import { countRecentQuestions, insertQuestion } from './reviews.repository.ts'

/** What a curious person asks in a day, and of one listing before anybody answered. */
const mostInADay = 10
const mostWaiting = 3
const askAgainSeconds = 3600

/** @throws NOT_FOUND for what is not shown, EMAIL_NOT_VERIFIED, OWN_LISTING, TOO_MANY_QUESTIONS */
export async function askQuestion(
  deps: Pick<ReviewDeps, 'database' | 'events' | 'payeesOf'>,
  input: { kind: ListingKind; listingId: string; viewer: { userId: string; emailVerified: boolean }; text: string },
): Promise<string> {
  const { userId, emailVerified } = input.viewer
  const payees = await deps.payeesOf(userId)
  return deps.database.transaction(async (tx) => {
    const listing = await findListing(tx, input.kind, input.listingId)
    if (!listing?.listed) throw platformErrors.NOT_FOUND()
    if (isOwn(listing, userId, payees)) throw reviewErrors.OWN_LISTING()
    if (!emailVerified) throw reviewErrors.EMAIL_NOT_VERIFIED()
    const { today, waiting } = await countRecentQuestions(tx, { userId, listingId: listing.id })
    const limit = today >= mostInADay ? mostInADay : waiting >= mostWaiting ? mostWaiting : null
    if (limit) throw reviewErrors.TOO_MANY_QUESTIONS({ params: { limit }, retryAfterSeconds: askAgainSeconds })
    const id = await insertQuestion(tx, {
      listingKind: listing.kind,
      listingId: listing.id,
      payeeId: listing.payeeId,
      userId,
      text: input.text,
    })
    await deps.events.publish(tx, questionAsked, { ...aboutListing(listing), userId, questionId: id })
    return id
  })
}
