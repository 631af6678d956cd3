/** Takes an event in: verified, stored once with its job, answered at once. */
import type { PaymentDeps } from './deps.ts'
import { paymentErrors } from './payments.errors.ts'
import { processWebhookJob } from './payments.jobs.ts'
import { storeEvent } from './payments.repository.ts'

/** @throws BAD_SIGNATURE for a wrong or stale signature */
export async function receiveWebhook(deps: PaymentDeps, input: { rawBody: Buffer; signature: string }): Promise<void> {
  const event = deps.provider.verifyEvent(input.rawBody, input.signature)
  if (!event) {
    deps.metrics.count('webhook_events_total', { outcome: 'refused' })
    throw paymentErrors.BAD_SIGNATURE()
  }
  const isNew = await deps.database.transaction(async (tx) => {
    const stored = await storeEvent(tx, event)
    if (stored) await deps.jobs.send(tx, processWebhookJob, { eventId: event.id })
    return stored
  })
  deps.metrics.count('webhook_events_total', { outcome: isNew ? 'stored' : 'repeated' })
  deps.metrics.observe('webhook_lag_seconds', Math.max(0, (Date.now() - event.createdAt.getTime()) / 1000))
}
