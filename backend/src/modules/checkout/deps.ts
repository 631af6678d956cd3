import type { Config } from '../../platform/config.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Events } from '../../platform/events.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'
import type { Bookings } from '../bookings/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { Orders } from '../orders/index.ts'
import type { Payments } from '../payments/index.ts'
import type { Products } from '../products/index.ts'
import type { AssertOpen } from '../settings/index.ts'

/** What the use cases of checkout are given. */
export interface CheckoutDeps {
  config: Pick<Config, 'holds' | 'payments' | 'http'>
  database: Database
  events: Pick<Events, 'publish'>
  payments: Payments
  /** Refuses what staff keep closed; always open when absent. */
  assertOpen?: AssertOpen | undefined
  products: Pick<Products, 'reserve' | 'recordRefusals' | 'stockChanged' | 'sellerOf'>
  orders: Orders
  bookings: Pick<Bookings, 'forCheckout' | 'cancel'>
  ledger: Pick<Ledger, 'commissionBps' | 'given'>
  metrics: Pick<Metrics, 'count' | 'add'>
  logger: {
    info(details: object, message: string): void
    warn(details: object, message: string): void
    error(details: object, message: string): void
  }
  /** After a commit that moved a checkout: its person's open screens. */
  checkoutChanged(userId: string, checkoutId: string, status: string): Promise<void>
  /** Asks staff again who they are before the house pays. @throws STEP_UP_REQUIRED */
  assertProved(who: { userId: string; sessionId: string }): Promise<void>
  /** Records what staff did, in the transaction that does it. */
  audit(
    tx: Tx,
    facts: {
      actorId: string
      action: string
      subject: string
      details: Record<string, string | number | null>
      ipAddress: string | null
    },
  ): Promise<void>
}
