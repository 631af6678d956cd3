/** What the verb files of this module need; `createIdentity` puts it together. */
import type { z } from 'zod'
import type { ConsentGiven } from '../../../../contracts/privacy.ts'
import type { Config } from '../../platform/config.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { SignedTokens } from '../../platform/signed-tokens.ts'
import type { AccountMail } from './identity.jobs.ts'

export interface IdentityDeps {
  config: Pick<Config, 'auth' | 'http' | 'production'>
  database: Database
  jobs: Pick<Jobs, 'send'>
  /** Signs session cookies and verification links; 32 characters or more. */
  secret: string
  now: () => Date
  /** What is kept of a picture that somebody sends of themselves, both as data URLs. Refuses what is none. */
  portraitOf: (dataUrl: string) => Promise<string>
  /** For whoever is suspended: opens the decision about them and the appeal, and nothing else. */
  appealTokens: SignedTokens
  /** What a ban means elsewhere; nothing when absent. */
  banListener?: BanListener | undefined
  /**
   * Something a session says about this person changed (ban, role, sign-out, revocation): to be called after commit.
   * This process forgets at once, the others within milliseconds.
   */
  sessionsChanged: (userId: string, ended?: EndedSessions) => Promise<void>
}

/** The id may be nobody's: a sign-up with a known address answers one. */
export type ConsentAtSignUp = (userId: string, given: z.infer<typeof ConsentGiven>) => Promise<void>

export interface BanListener {
  /** In the transaction of the ban or its end. */
  changed(tx: Tx, ban: { userId: string; actorId: string; banned: boolean; reason: string }): Promise<void>
  /** After its commit. Never throws. */
  committed(userId: string): Promise<void>
}

/** Sessions that are over: their live connections close too. All of the person's when `sessionIds` is absent. */
export interface EndedSessions {
  reason: 'banned' | 'signed-out' | 'revoked' | 'password-changed'
  sessionIds?: string[]
}

/** Enqueues a mail about an account. The job looks the address up, so that asking costs the same for every address. */
export type MailLater = (mail: AccountMail) => Promise<void>
