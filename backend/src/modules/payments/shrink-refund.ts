/** The provider refused a refund: perhaps because someone gave part of the money back there, and we had not heard of it. */
import { type PaymentDeps, payableOf } from './deps.ts'
import { lockPayment, lockRefund, type PaymentRow, type RefundRow, shrinkRefund } from './payments.repository.ts'
import { settleRefundsOf } from './settle-refund.ts'

/**
 * Makes the refund as large as what is left, so that it can be sent again under a new key; records what others gave back.
 * False when that does not explain the refusal, or nothing is left to give.
 */
export async function shrinkToWhatIsLeft(
  deps: PaymentDeps,
  refused: RefundRow & { payment: PaymentRow },
): Promise<boolean> {
  const { payment: paid, paymentId } = refused
  if (!paid.intentId) return false
  const known = await deps.database.read.refund.findMany({
    where: { paymentId, providerRefundId: { not: null } },
    select: { providerRefundId: true },
  })
  const ours = new Set(known.map((refund) => refund.providerRefundId))
  const foreignCents = (await deps.provider.listRefunds(paid.intentId))
    .filter(({ id, status }) => !ours.has(id) && status !== 'failed' && status !== 'canceled')
    .reduce((sum, { amountCents }) => sum + amountCents, 0)
  if (foreignCents === 0) return false
  const shrunk = await deps.database.transaction(async (tx) => {
    await payableOf(deps, paid.payableType).lock(tx, paid.payableId)
    const payment = await lockPayment(tx, paymentId)
    const refund = await lockRefund(tx, refused.id)
    if (!payment || !refund || refund.status === 'SUCCEEDED' || refund.status === 'FAILED') return false
    // Somebody else met the same refusal and was quicker: their attempt is the one to send.
    if (refund.attempt !== refused.attempt) return true
    const left = payment.capturedCents - (payment.refundedCents - refund.amountCents) - foreignCents
    if (left <= 0 || left >= refund.amountCents) return false
    await shrinkRefund(tx, refund, left)
    await deps.ledger.refundShrunk(tx, {
      refundId: refund.id,
      paymentId,
      attempt: refund.attempt,
      byCents: refund.amountCents - left,
    })
    return true
  })
  if (shrunk) await settleRefundsOf(deps, paid)
  return shrunk
}
