/** Files a refund in the caller's transaction: reserved first, sent by a job. */
import type { Tx } from '../../platform/database/index.ts'
import type { PaymentDeps } from './deps.ts'
import { submitRefundJob } from './payments.jobs.ts'
import { reserveRefund } from './payments.repository.ts'

export interface RefundRequest {
  paymentId: string
  /** Once per payment: pressing twice, or two people pressing, refunds once. */
  reasonKey: string
  amountCents: number
  requestedBy: string | null
}

/** @returns the refund's id, null when this reason was already refunded */
export async function fileRefund(
  deps: Pick<PaymentDeps, 'jobs'>,
  tx: Tx,
  request: RefundRequest,
): Promise<string | null> {
  const refundId = await reserveRefund(tx, request)
  if (refundId) await deps.jobs.send(tx, submitRefundJob, { refundId })
  return refundId
}
