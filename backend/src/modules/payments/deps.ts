import type { Config } from '../../platform/config.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Gate } from '../../platform/gate.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'
import type { PaymentProvider } from '../../platform/outside/stripe/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { Payable } from './payable.ts'

/** What the payments module's use cases are given. */
export interface PaymentDeps {
  config: Config['payments']
  database: Database
  jobs: Pick<Jobs, 'send'>
  provider: PaymentProvider
  payables: Map<string, Payable>
  ledger: Pick<Ledger, 'captured' | 'leftOf' | 'refundFiled' | 'refundSettled' | 'refundShrunk' | 'takenBack' | 'fee'>
  metrics: Pick<Metrics, 'count' | 'observe'>
  logger: {
    info(details: object, message: string): void
    warn(details: object, message: string): void
    error(details: object, message: string): void
  }
  /** Who else wants to hear of events, by type: they are told which object to look at. */
  listeners: Map<string, (objectId: string) => Promise<void>>
  /** Where return pages wait for their turn to settle. */
  pollGate: Gate
  /** Tells the payer's open screens that a payment moved. */
  paymentChanged(userId: string, paymentId: string, status: string): Promise<void>
}

export function payableOf(deps: PaymentDeps, type: string): Payable {
  const payable = deps.payables.get(type)
  if (!payable) throw new Error(`nothing registered for payments of ${type}`)
  return payable
}

/** Runs within the settling transaction, after its effects. */
export type Within = (tx: Tx) => Promise<void>
