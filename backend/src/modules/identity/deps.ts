/** What the verb files of this module need; `createIdentity` puts it together. */
import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { AccountMail } from './identity.jobs.ts'

export interface IdentityDeps {
  config: Pick<Config, 'auth' | 'http' | 'production'>
  database: Database
  jobs: Pick<Jobs, 'send'>
  /** Signs session cookies and verification links; 32 characters or more. */
  secret: string
  now: () => Date
  /**
   * Something a session says about this person changed (ban, role, sign-out, revocation): to be called after commit.
   * This process forgets at once, the others within milliseconds.
   */
  sessionsChanged: (userId: string, ended?: EndedSessions) => Promise<void>
}

/** Sessions that are over: their live connections close too. All of the person's when `sessionIds` is absent. */
export interface EndedSessions {
  reason: 'banned' | 'signed-out' | 'revoked' | 'password-changed'
  sessionIds?: string[]
}

/** Enqueues a mail about an account. The job looks the address up, so that asking costs the same for every address. */
export type MailLater = (mail: AccountMail) => Promise<void>
