/** What the provider says of refunds, made to stand in our rows: our own, and those made there by hand. */
import type { ProviderRefund } from '../../platform/outside/stripe/index.ts'
import { fileFinding } from '../operations/index.ts'
import { type PaymentDeps, payableOf, type Within } from './deps.ts'
import { findRefund, lockPayment, lockRefund, moveRefund, recordForeignRefund } from './payments.repository.ts'
import { refundStatusFor } from './refund-status.rules.ts'

/** A definite no to one attempt. */
export interface Refused {
  refusal: string
  attempt: number
}

/** Makes our row say what the provider says. A failure becomes a task for staff. */
export async function settleRefund(
  deps: PaymentDeps,
  refundId: string,
  answer: ProviderRefund | Refused,
): Promise<void> {
  const found = await findRefund(deps.database.read, refundId)
  if (!found) throw new Error(`no refund ${refundId}`)
  const payable = payableOf(deps, found.payment.payableType)
  const settled = await deps.database.transaction(async (tx) => {
    await payable.lock(tx, found.payment.payableId)
    await lockPayment(tx, found.paymentId)
    const refund = await lockRefund(tx, refundId)
    if (!refund) throw new Error(`refund ${refundId} vanished`)
    const refused = 'refusal' in answer
    // Meanwhile it was sent again, as another attempt: the old refusal says nothing about that one.
    if (refused && answer.attempt !== refund.attempt) return null
    const status = refundStatusFor(refund.status, refused ? 'failed' : answer.status)
    if (status) {
      const failureReason = refused ? answer.refusal : (answer.failureReason ?? undefined)
      await moveRefund(tx, refund, status, {
        ...(refused ? {} : { providerRefundId: answer.id }),
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
        await deps.ledger.refundSettled(tx, {
          refundId: refund.id,
          paymentId: refund.paymentId,
          amountCents: refund.amountCents,
          status,
        })
        await payable.refundSettled(tx, found.payment.payableId, {
          refundId: refund.id,
          reasonKey: refund.reasonKey,
          amountCents: refund.amountCents,
          status,
        })
      }
    }
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
      const { amountCents } = answer
      const recorded = { paymentId: payment.id, amountCents }
      const refundId = await recordForeignRefund(tx, { ...recorded, providerRefundId: answer.id, status })
      if (refundId) {
        await deps.ledger.refundFiled(tx, { ...recorded, refundId, shares: [] })
        if (status === 'SUCCEEDED') await deps.ledger.refundSettled(tx, { ...recorded, refundId, status })
      }
      await fileFinding(tx, {
        key: `foreign-refund:${answer.id}`,
        kind: refundId ? 'REFUND_MADE_ELSEWHERE' : 'REFUND_EXCEEDS_CAPTURE',
        subject: payment.id,
        details: { providerRefundId: answer.id, amountCents },
      })
    })
  }
  if (within) await deps.database.transaction(within)
}

function isUuid(text: string | undefined): boolean {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
