/** Files a refund in the caller's transaction: reserved first, sent by a job. */
import type { Tx } from '../../platform/database/index.ts'
import type { PaymentDeps } from './deps.ts'
import { submitRefundJob } from './payments.jobs.ts'
import { lockPayment, reserveRefund } from './payments.repository.ts'

export interface RefundRequest {
  paymentId: string
  /** Once per payment: pressing twice, or two people pressing, refunds once. */
  reasonKey: string
  amountCents: number
  requestedBy: string | null
}

/**
 * Locks the payment. Never asks for more than is left: someone may have given part of it back at the provider.
 * @returns what was filed; null when this reason was already refunded, or nothing is left
 */
export async function fileRefund(
  deps: Pick<PaymentDeps, 'jobs'>,
  tx: Tx,
  request: RefundRequest,
): Promise<{ refundId: string; amountCents: number } | null> {
  const payment = await lockPayment(tx, request.paymentId)
  if (!payment) throw new Error(`no payment ${request.paymentId}`)
  const amountCents = Math.min(request.amountCents, payment.capturedCents - payment.refundedCents)
  if (amountCents <= 0) return null
  const refundId = await reserveRefund(tx, { ...request, amountCents })
  if (!refundId) return null
  await deps.jobs.send(tx, submitRefundJob, { refundId })
  return { refundId, amountCents }
}
