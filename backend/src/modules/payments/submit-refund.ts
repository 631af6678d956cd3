/** Sends a filed refund to the provider, and follows it to its end. */
import { type ProviderRefund, ProviderRefusedError } from '../../platform/outside/stripe/index.ts'
import { fileFinding } from '../operations/index.ts'
import { type PaymentDeps, payableOf, type Within } from './deps.ts'
import { findRefund, lockPayment, lockRefund, moveRefund, recordForeignRefund } from './payments.repository.ts'
import { refundStatusFor } from './refund-status.rules.ts'

/** Idempotent: the key is made of our row, and a settled refund is left alone. Throws to be tried again. */
export async function submitRefund(deps: PaymentDeps, refundId: string): Promise<void> {
  const refund = await findRefund(deps.database.read, refundId)
  if (!refund || refund.status === 'SUCCEEDED' || refund.status === 'FAILED') return
  if (refund.providerRefundId)
    return settleRefund(deps, refundId, await deps.provider.retrieveRefund(refund.providerRefundId))
  if (!refund.payment.intentId) throw new Error(`refund ${refundId} of a payment without an intent`)
  await deps.database.transaction(async (tx) => {
    const locked = await lockRefund(tx, refundId)
    if (locked?.status === 'APPROVED') await moveRefund(tx, locked, 'SUBMITTING')
  })
  let answer: ProviderRefund
  try {
    answer = await deps.provider.createRefund({
      key: `refund:${refund.id}:${refund.attempt}`,
      intentId: refund.payment.intentId,
      amountCents: refund.amountCents,
      metadata: { refund_id: refund.id, payment_id: refund.paymentId },
    })
  } catch (error) {
    if (!(error instanceof ProviderRefusedError)) {
      await deps.database.transaction(async (tx) => {
        const locked = await lockRefund(tx, refundId)
        if (locked?.status === 'SUBMITTING') await moveRefund(tx, locked, 'UNKNOWN')
      })
      throw error
    }
    return settleRefund(deps, refundId, null, error.code)
  }
  return settleRefund(deps, refundId, answer)
}

/** Makes our row say what the provider says; `answer` null is a definite refusal. A failure becomes a task for staff. */
export async function settleRefund(
  deps: PaymentDeps,
  refundId: string,
  answer: ProviderRefund | null,
  refusal = 'refused',
  within?: Within,
): Promise<void> {
  const found = await findRefund(deps.database.read, refundId)
  if (!found) throw new Error(`no refund ${refundId}`)
  const payable = payableOf(deps, found.payment.payableType)
  const settled = await deps.database.transaction(async (tx) => {
    await payable.lock(tx, found.payment.payableId)
    await lockPayment(tx, found.paymentId)
    const refund = await lockRefund(tx, refundId)
    if (!refund) throw new Error(`refund ${refundId} vanished`)
    const status = refundStatusFor(refund.status, answer?.status ?? 'failed')
    if (status) {
      const failureReason = answer ? (answer.failureReason ?? undefined) : refusal
      await moveRefund(tx, refund, status, {
        ...(answer ? { providerRefundId: answer.id } : {}),
        ...(failureReason ? { failureReason } : {}),
      })
      if (status === 'FAILED')
        await fileFinding(tx, {
          key: `refund-failed:${refund.id}`,
          kind: 'REFUND_FAILED',
          subject: refund.paymentId,
          details: { refundId: refund.id, amountCents: refund.amountCents, reason: failureReason ?? 'failed' },
        })
      if (status === 'FAILED' || status === 'SUCCEEDED') {
        await payable.refundSettled(tx, found.payment.payableId, {
          refundId: refund.id,
          reasonKey: refund.reasonKey,
          amountCents: refund.amountCents,
          status,
        })
      }
    }
    await within?.(tx)
    return status
  })
  if (settled) {
    deps.metrics.count('refund_outcomes_total', { outcome: settled.toLowerCase() })
    await payable.changed(found.payment.payableId)
  }
}

/** Every refund the provider has of this intent, ours settled and strangers' recorded. Used by webhooks and reconciliation. */
export async function settleRefundsOf(
  deps: PaymentDeps,
  payment: { id: string; intentId: string | null },
  within?: Within,
): Promise<void> {
  if (!payment.intentId) return
  for (const answer of await deps.provider.listRefunds(payment.intentId)) {
    const known = await deps.database.read.refund.findFirst({
      where: {
        OR: [
          { providerRefundId: answer.id },
          ...(isUuid(answer.metadata.refund_id)
            ? [{ id: answer.metadata.refund_id as string, paymentId: payment.id }]
            : []),
        ],
      },
    })
    if (known) {
      await settleRefund(deps, known.id, answer)
      continue
    }
    if (answer.status === 'failed' || answer.status === 'canceled') continue
    await deps.database.transaction(async (tx) => {
      await lockPayment(tx, payment.id)
      if (await tx.refund.findUnique({ where: { providerRefundId: answer.id } })) return
      const status = answer.status === 'succeeded' ? ('SUCCEEDED' as const) : ('PENDING' as const)
      const fits = await recordForeignRefund(tx, {
        paymentId: payment.id,
        providerRefundId: answer.id,
        amountCents: answer.amountCents,
        status,
      })
      await fileFinding(tx, {
        key: `foreign-refund:${answer.id}`,
        kind: fits ? 'REFUND_MADE_ELSEWHERE' : 'REFUND_EXCEEDS_CAPTURE',
        subject: payment.id,
        details: { providerRefundId: answer.id, amountCents: answer.amountCents },
      })
    })
  }
  if (within) await deps.database.transaction(within)
}

function isUuid(text: string | undefined): boolean {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
