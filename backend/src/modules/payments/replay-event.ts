import type { Tx } from '../../platform/database/index.ts'
import type { PaymentDeps } from './deps.ts'
import { processWebhookJob } from './payments.jobs.ts'

/**
 * Works a stored event off again. Safe to press twice: what it says is re-read from the provider, and settling is
 * conditional. False when there is no such event.
 */
export async function replayEvent(deps: Pick<PaymentDeps, 'jobs'>, tx: Tx, eventId: string): Promise<boolean> {
  const reset = await tx.$executeRaw`
    UPDATE webhook_events SET status = 'RECEIVED', processed_at = NULL WHERE id = ${eventId}`
  if (reset !== 1) return false
  await deps.jobs.send(tx, processWebhookJob, { eventId })
  return true
}
