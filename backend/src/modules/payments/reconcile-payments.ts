/** Asks about everything in doubt, so that a webhook that never comes changes nothing but the delay. */
import { DomainError } from '../../platform/errors.ts'
import { ProviderUnavailableError } from '../../platform/outside/stripe/index.ts'
import { fileFinding } from '../operations/index.ts'
import { abandonPayment } from './abandon-payment.ts'
import type { PaymentDeps } from './deps.ts'
import { processWebhookJob, readFeeJob } from './payments.jobs.ts'
import {
  claimPaymentsInDoubt,
  claimRefundsInDoubt,
  findByIntent,
  findChargedSince,
  findFeesUnread,
  findPayment,
  findRefundAtProvider,
} from './payments.repository.ts'
import { settlePayment } from './settle-payment.ts'
import { settleRefundsOf } from './settle-refund.ts'
import { submitRefund } from './submit-refund.ts'

const batch = 50
/** Their clock and ours need not agree to the second. */
const skewMs = 600_000

/** Every minute: payments and refunds in doubt for longer than `reconcileAfterSeconds`, and events whose job was lost. */
export async function reconcilePayments(
  deps: PaymentDeps,
): Promise<{ payments: number; refunds: number; events: number }> {
  const payments = await claimPaymentsInDoubt(deps.database, deps.config.reconcileAfterSeconds, batch)
  for (const { id } of payments) await quietly(deps, { paymentId: id }, () => settleOne(deps, id))
  const refunds = await claimRefundsInDoubt(deps.database, deps.config.reconcileAfterSeconds, batch)
  for (const { id } of refunds) await quietly(deps, { refundId: id }, () => submitRefund(deps, id))
  const events = await deps.database.read.$queryRaw<{ id: string }[]>`
    SELECT id FROM webhook_events WHERE status IN ('RECEIVED', 'FAILED') AND received_at < app_now() - interval '20 minutes' ORDER BY received_at LIMIT ${batch}`
  for (const { id } of events) await deps.jobs.send(null, processWebhookJob, { eventId: id }, { singletonKey: id })
  return { payments: payments.length, refunds: refunds.length, events: events.length }
}

async function settleOne(deps: PaymentDeps, id: string) {
  const payment = await findPayment(deps.database.read, id)
  if (!payment) return
  deps.metrics.count('reconciliations_total', { outcome: payment.status.toLowerCase() })
  if (payment.abandonedAt) await abandonPayment(deps, id)
  else await settlePayment(deps, id)
}

/** Hourly: the provider's list of the last 48 hours against ours, both what we missed and what we do not know at all. */
export async function compareWithProvider(
  deps: PaymentDeps,
  since: Date,
): Promise<{ seen: number; mended: number; findings: number }> {
  const result = { seen: 0, mended: 0, findings: 0 }
  // Before the list is asked for: what is charged meanwhile is not missing from it.
  const ours = await findChargedSince(deps.database, since)
  const listed = new Set<string>()
  const from = new Date(Math.max(0, since.getTime() - skewMs))
  let after: string | undefined
  do {
    const page = await deps.provider.listIntents({ since: from, ...(after ? { after } : {}) })
    for (const intent of page.items) {
      result.seen += 1
      listed.add(intent.id)
      const named = intent.metadata.payment_id
      const payment =
        (await findByIntent(deps.database.read, intent.id)) ??
        (named && /^[0-9a-f-]{36}$/.test(named) ? await findPayment(deps.database.read, named) : null)
      if (payment && (payment.intentId ?? intent.id) === intent.id) {
        const settled = await settlePayment(deps, payment.id, { observed: intent })
        if (settled.status !== payment.status) result.mended += 1
        if (settled.status === 'SUCCEEDED') await settleRefundsOf(deps, settled)
      } else if (intent.status === 'succeeded') {
        result.findings += 1
        await deps.database.transaction((tx) =>
          fileFinding(tx, {
            key: `unknown-charge:${intent.id}`,
            kind: 'UNKNOWN_CHARGE',
            subject: intent.id,
            details: { amountCents: intent.amountReceivedCents },
          }),
        )
      }
    }
    after = page.next ?? undefined
  } while (after)
  for (const payment of ours)
    if (!listed.has(payment.intentId)) {
      result.findings += 1
      await deps.database.transaction((tx) =>
        fileFinding(tx, {
          key: `charge-missing:${payment.id}`,
          kind: 'CHARGE_MISSING',
          subject: payment.id,
          details: { intentId: payment.intentId },
        }),
      )
    }
  await compareRefunds(deps, since, result)
  for (const { id } of await findFeesUnread(deps.database, batch))
    await deps.jobs.send(null, readFeeJob, { paymentId: id }, { singletonKey: id })
  return result
}

/** Refunds of that time, whatever the age of their charge. */
async function compareRefunds(deps: PaymentDeps, since: Date, result: { mended: number; findings: number }) {
  let after: string | undefined
  do {
    const page = await deps.provider.listRefundsSince({ since, ...(after ? { after } : {}) })
    for (const refund of page.items) {
      const known = await findRefundAtProvider(deps.database.read, refund.id)
      if (known?.amountCents === refund.amountCents && settledAs(known.status) === refund.status) continue
      if (known && known.amountCents !== refund.amountCents) {
        result.findings += 1
        await deps.database.transaction((tx) =>
          fileFinding(tx, {
            key: `refund-mismatch:${known.id}`,
            kind: 'REFUND_MISMATCH',
            subject: known.paymentId,
            details: { refundId: known.id, there: refund.amountCents, here: known.amountCents },
          }),
        )
        continue
      }
      const payment = refund.intentId ? await findByIntent(deps.database.read, refund.intentId) : null
      if (payment) {
        await settleRefundsOf(deps, payment)
        result.mended += 1
      } else if (refund.status !== 'failed' && refund.status !== 'canceled') {
        result.findings += 1
        await deps.database.transaction((tx) =>
          fileFinding(tx, {
            key: `unknown-refund:${refund.id}`,
            kind: 'UNKNOWN_REFUND',
            subject: refund.id,
            details: { amountCents: refund.amountCents, intentId: refund.intentId },
          }),
        )
      }
    }
    after = page.next ?? undefined
  } while (after)
}

const settledAs = (status: string) =>
  status === 'SUCCEEDED' ? 'succeeded' : status === 'FAILED' ? 'failed' : status === 'PENDING' ? 'pending' : null

/** One that cannot be settled now must not keep the others waiting. */
async function quietly(deps: PaymentDeps, subject: object, work: () => Promise<unknown>) {
  try {
    await work()
  } catch (error) {
    const expected =
      error instanceof ProviderUnavailableError ||
      (error instanceof DomainError && error.code === 'PAYMENT_PROVIDER_UNAVAILABLE')
    if (expected) deps.logger.warn({ ...subject, err: error }, 'still in doubt')
    else deps.logger.error({ ...subject, err: error }, 'could not be reconciled')
  }
}
