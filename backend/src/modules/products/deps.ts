import type { PartnerAction } from '../../../../contracts/partners.ts'
import type { Media } from '../media/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { OwnSeller } from './sellers.queries.ts'

/** What the services of this module work with. */
export interface Deps {
  database: Database
  media: Pick<Media, 'listingPictures' | 'ownPictures'>
  /** The workshop for which this person may do it: their own, or one whose team they are in. */
  sellerFor(userId: string, action: PartnerAction): Promise<OwnSeller | null>
  /** All workshops whose pieces this person edits in their team. */
  editsFor(userId: string): Promise<readonly string[]>
  /** Reads through the cache; what is read may be as old as the module's freshness bound, never older. */
  cached<T>(
    key: string,
    tags: readonly string[] | ((value: T) => readonly string[]),
    load: () => Promise<T>,
  ): Promise<T>
  /** Somebody who is not its owner looked at its page. Never waits, never throws. */
  viewed(productId: string): void
  /** To be called after the commit that changed a product or a workshop. */
  forget(productId: string): Promise<void>
}
