import type { Database } from '../../platform/database/index.ts'
import type { Events } from '../../platform/events.ts'
import type { SignedTokens } from '../../platform/signed-tokens.ts'
import type { Experiences } from '../experiences/index.ts'
import type { Identity } from '../identity/index.ts'
import type { Messages } from '../messages/index.ts'
import type { Products } from '../products/index.ts'
import type { Reviews } from '../reviews/index.ts'

export interface ModerationDeps {
  database: Database
  /** Links of suspended people. */
  appealTokens: SignedTokens
  events: Pick<Events, 'publish'>
  identity: Pick<Identity, 'audit' | 'bans'>
  experiences: Pick<Experiences, 'hide' | 'hideHost' | 'listingChanged'>
  products: Pick<Products, 'hide' | 'hideSeller' | 'listingChanged'>
  reviews: Pick<Reviews, 'hideReview' | 'hideQuestion'>
  messages: Pick<Messages, 'contextOf' | 'mayRead' | 'hide' | 'messageChanged'>
}

/** A member of staff at work. */
export interface Moderator {
  userId: string
  ipAddress: string
}
