import type { Clock } from './clock.ts'
import type { Faults } from './faults.ts'
import type { SandboxLogger } from './logger.ts'
import type { Store } from './store.ts'
import type { WebhookDelivery } from './webhook-delivery.ts'

/** What every part of the sandbox works with. */
export type Core = {
  store: Store
  clock: Clock
  faults: Faults
  webhooks: WebhookDelivery
  logger: SandboxLogger
  /** Where browsers reach this server; known once it listens. */
  publicUrl: () => string
  /** The API call being executed, so that its events can name it; null for pages and controls. */
  request: { id: string; idempotencyKey: string | null } | null
  /** What becomes of the next refunds; see `setRefundOutcome`. */
  refundOutcome: { outcome: 'succeed' | 'pending' | 'fail'; times: number }
}
