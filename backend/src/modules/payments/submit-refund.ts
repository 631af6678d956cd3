/** Sends a filed refund to the provider, and follows it to its end. */
import { type ProviderRefund, ProviderRefusedError } from '../../platform/outside/stripe/index.ts'
import type { PaymentDeps } from './deps.ts'
import { findRefund, lockRefund, moveRefund } from './payments.repository.ts'
import { settleRefund, settleRefundsOf } from './settle-refund.ts'
import { shrinkToWhatIsLeft } from './shrink-refund.ts'

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
    if (await shrinkToWhatIsLeft(deps, refund)) return submitRefund(deps, refundId)
    await settleRefund(deps, refundId, { refusal: error.code, attempt: refund.attempt })
    return settleRefundsOf(deps, refund.payment)
  }
  return settleRefund(deps, refundId, answer)
}
