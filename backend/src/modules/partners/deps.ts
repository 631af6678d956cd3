import type { Language } from '../../../../contracts/common.ts'
import type { PartnerKind } from '../../../../contracts/partners.ts'
import type { Config } from '../../platform/config.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Events } from '../../platform/events.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { Mailer } from '../../platform/outside/mail/index.ts'
import type { Experiences } from '../experiences/index.ts'
import type { Media } from '../media/index.ts'
import type { Payouts } from '../payouts/index.ts'
import type { Products } from '../products/index.ts'
import type { AssertOpen } from '../settings/index.ts'
import type { TeamAccess } from './team-access.ts'

/** What the use cases of partners are given. */
export interface PartnerDeps {
  config: Pick<Config, 'http'>
  database: Database
  jobs: Pick<Jobs, 'send'>
  events: Pick<Events, 'publish'>
  mailer: Pick<Mailer, 'sendOnce'>
  media: Pick<Media, 'attach' | 'imageUrls' | 'picturesShown'>
  experiences: Pick<Experiences, 'hosts' | 'listingChanged'>
  products: Pick<Products, 'sellers' | 'listingChanged'>
  payouts: Pick<Payouts, 'beginOnboarding' | 'readAccount'>
  team: TeamAccess
  /** Told of a business that closes for good, in the transaction that closes it. */
  closed(tx: Tx, business: { kind: PartnerKind; partnerId: string; userId: string; name: string }): Promise<void>
  /** Refuses new applications while staff keep them closed; always open when absent. */
  assertOpen?: AssertOpen | undefined
  /** Records what staff did, in the transaction that does it. */
  audit(tx: Tx, facts: StaffFacts): Promise<void>
  contactOf(userId: string): Promise<{ name: string; email: string; language: Language } | null>
  /** Money and roles ask again who is there. @throws STEP_UP_REQUIRED a quarter of an hour after that was last shown */
  assertProved(who: { userId: string; sessionId: string }): Promise<void>
}

export interface StaffFacts {
  actorId: string
  action: string
  subject: string
  details: Record<string, string | number | boolean | null>
  ipAddress: string | null
}

/** Who of the staff does something. */
export interface StaffMember {
  userId: string
  ipAddress: string | null
}
