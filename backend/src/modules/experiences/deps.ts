import type { PartnerAction } from '../../../../contracts/partners.ts'
import type { Media } from '../media/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Host } from './host.queries.ts'

/** What the services of this module work with. */
export interface Deps {
  database: Database
  media: Pick<Media, 'listingPictures' | 'ownPictures'>
  /** The host for whom this person may do it: their own, or one whose team they are in. */
  hostOf(userId: string, action: PartnerAction): Promise<Host | null>
  /** All hosts whose listings this person edits in their team, whether they may act for one at the moment or for several. */
  editsFor(userId: string): Promise<readonly string[]>
  /** Reads through the cache; what is read may be as old as the module's freshness bound, never older. */
  cached<T>(
    key: string,
    tags: readonly string[] | ((value: T) => readonly string[]),
    load: () => Promise<T>,
  ): Promise<T>
  /** Somebody who is not its owner looked at its page. Never waits, never throws. */
  viewed(experienceId: string): void
  /** To be called after the commit that changed an experience. */
  forget(experienceId: string): Promise<void>
  /** What of each 10,000 centavos goes to the host. */
  hostShareBps(): Promise<number>
}
