/** Out of sight, or back, through the door of whoever owns it. */
import type { ReportedKind } from '../../../../contracts/moderation.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { Content } from './content.queries.ts'
import type { ModerationDeps } from './deps.ts'
import { moderationErrors } from './moderation.errors.ts'

/**
 * Answers what is to be done after the commit. That it is so already is fine: what counts is how it ends.
 * @throws CANNOT_HIDE for what is gone, and for a person without a public profile
 */
export async function hideContent(
  deps: Pick<ModerationDeps, 'experiences' | 'products' | 'reviews' | 'messages'>,
  tx: Tx,
  what: { kind: ReportedKind; id: string; content: Content | null; hidden: boolean },
): Promise<() => Promise<void>> {
  const { kind, id, content, hidden } = what
  const { experiences, products, reviews, messages } = deps
  if (!content) throw moderationErrors.CANNOT_HIDE()
  switch (kind) {
    case 'EXPERIENCE':
      await experiences.hide(tx, id, hidden)
      return () => experiences.listingChanged(id)
    case 'PRODUCT':
      await products.hide(tx, id, hidden)
      return () => products.listingChanged(id)
    case 'REVIEW': {
      const listing = await reviews.hideReview(tx, id, hidden)
      if (!listing) return async () => {}
      const owner = listing.kind === 'EXPERIENCE' ? experiences : products
      return () => owner.listingChanged(listing.id)
    }
    case 'QUESTION':
      await reviews.hideQuestion(tx, id, hidden)
      return async () => {}
    case 'MESSAGE':
      return (await messages.hide(tx, id, hidden)) ? () => messages.messageChanged(id) : async () => {}
    case 'PROFILE':
      if (content.profile === 'HOST') {
        await experiences.hideHost(tx, id, hidden)
        return () => experiences.listingChanged(id)
      }
      if (content.profile !== 'SELLER') throw moderationErrors.CANNOT_HIDE()
      await products.hideSeller(tx, id, hidden)
      return () => products.listingChanged(id)
  }
}
