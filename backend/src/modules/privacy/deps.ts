import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { Logger } from '../../platform/observability/logger.ts'
import type { Mailer } from '../../platform/outside/mail/index.ts'
import type { PersonalData } from '../../platform/personal-data.ts'
import type { Identity } from '../identity/index.ts'

export interface PrivacyDeps {
  config: Pick<Config, 'http'>
  database: Database
  jobs: Pick<Jobs, 'send'>
  mailer: Pick<Mailer, 'sendOnce'>
  logger: Pick<Logger, 'info' | 'error'>
  identity: Pick<Identity, 'assertProved' | 'audit' | 'contactOf' | 'personalData' | 'endedAccount'>
  /** Every other module's part, in the order in which they forget; the account itself is the last. */
  parts: readonly PersonalData[]
  /** After a host's or workshop's account ended: open screens and caches show it no more. */
  listingsChanged(userId: string): Promise<void>
  now?: () => Date
}
