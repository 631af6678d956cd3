import type { ListingKind } from '../../../../contracts/reviews.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Events } from '../../platform/events.ts'
import type { Media } from '../media/index.ts'
import type { AssertOpen } from '../settings/index.ts'

/** What reviews ask of the module that owns a listing. */
export interface RatedListings {
  /** In the transaction that writes, changes, hides or shows a review. */
  rate(tx: Tx, listingId: string, change: { stars: number; count: number }): Promise<void>
  /** After the commit. */
  listingChanged(listingId: string): Promise<void>
}

export interface ReviewDeps {
  database: Database
  events: Pick<Events, 'publish'>
  media: Pick<Media, 'attach'>
  /** Refuses new reviews while staff keep them closed; always open when absent. */
  assertOpen?: AssertOpen | undefined
  listings: Record<ListingKind, RatedListings>
  /** The hosts and workshops for whom a person may answer, the ones they mean now first. */
  payeesOf(userId: string): Promise<Record<ListingKind, readonly string[]>>
}
