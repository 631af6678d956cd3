/** Files a refund in the caller's transaction: reserved first, sent by a job. */
import type { Tx } from '../../platform/database/index.ts'
import type { Share } from '../ledger/index.ts'
import type { PaymentDeps } from './deps.ts'
import { submitRefundJob } from './payments.jobs.ts'
import { findRefundByReason, lockPayment, reserveRefund } from './payments.repository.ts'

export interface RefundRequest {
  paymentId: string
  /** Once per payment: pressing twice, or two people pressing, refunds once. */
  reasonKey: string
  amountCents: number
  requestedBy: string | null
  /** What is taken back from whom; none for money that was nobody's (late, duplicate, mismatch). */
  shares: Share[]
}

/** Of a charge for several things, one thing never gives back more than was paid for it: staff may have given part of it back. */
async function leftOfSubject(deps: Pick<PaymentDeps, 'ledger'>, tx: Tx, { paymentId, shares }: RefundRequest) {
  const [share] = shares
  if (!share || shares.some(({ subjectId }) => subjectId !== share.subjectId)) return Infinity
  return (await deps.ledger.leftOf(tx, { paymentId, subjectId: share.subjectId })) ?? Infinity
}

/**
 * Locks the payment. Never asks for more than is left: someone may have given part of it back at the provider. The shares are
 * taken back all the same: what they exceed the refund by stands against what was given back there.
 * @returns what was filed; null when this reason was already refunded, or nothing is left
 */
export async function fileRefund(
  deps: Pick<PaymentDeps, 'jobs' | 'ledger'>,
  tx: Tx,
  request: RefundRequest,
): Promise<{ refundId: string; amountCents: number } | null> {
  const payment = await lockPayment(tx, request.paymentId)
  if (!payment) throw new Error(`no payment ${request.paymentId}`)
  const { paymentId, reasonKey, requestedBy, shares } = request
  const left = payment.capturedCents - payment.refundedCents
  const amountCents = Math.min(request.amountCents, left, await leftOfSubject(deps, tx, request))
  if (amountCents <= 0) {
    if (shares.length > 0 && !(await findRefundByReason(tx, paymentId, reasonKey)))
      await deps.ledger.takenBack(tx, { key: `${paymentId}:${reasonKey}`, paymentId, shares })
    return null
  }
  const refundId = await reserveRefund(tx, { paymentId, reasonKey, requestedBy, amountCents })
  if (!refundId) return null
  await deps.ledger.refundFiled(tx, { refundId, paymentId, amountCents, shares })
  await deps.jobs.send(tx, submitRefundJob, { refundId })
  return { refundId, amountCents }
}
