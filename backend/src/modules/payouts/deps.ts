import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { PaymentProvider } from '../../platform/outside/stripe/index.ts'
import type { Ledger } from '../ledger/index.ts'

/** What the use cases of payouts are given. */
export interface PayoutDeps {
  config: { payouts: Config['payouts']; publicUrl: string }
  database: Database
  jobs: Pick<Jobs, 'send'>
  provider: PaymentProvider
  ledger: Ledger
  logger: {
    info(details: object, message: string): void
    warn(details: object, message: string): void
    error(details: object, message: string): void
  }
  hostOf(userId: string): Promise<{ id: string } | null>
  sellerOf(userId: string): Promise<{ id: string } | null>
  contactOf(userId: string): Promise<{ email: string } | null>
  /** Money and roles ask again who is there. @throws STEP_UP_REQUIRED a quarter of an hour after that was last shown */
  assertProved(who: { userId: string; sessionId: string }): Promise<void>
}

export type PayeeKind = 'SELLER' | 'HOST'
export interface Payee {
  kind: PayeeKind
  id: string
  userId: string
}
