import type { RefundStatus } from '../../../../contracts/payments.ts'

type Observed = 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled'

const ranks: Record<RefundStatus, number> = {
  REQUESTED: 0,
  APPROVED: 1,
  SUBMITTING: 2,
  UNKNOWN: 2,
  PENDING: 3,
  SUCCEEDED: 4,
  FAILED: 5,
}
const fromProvider: Record<Observed, RefundStatus> = {
  pending: 'PENDING',
  requires_action: 'PENDING',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  canceled: 'FAILED',
}

/**
 * The state a refund moves to, null when it stays. Banks fail a refund days after it "succeeded", so FAILED may follow SUCCEEDED;
 * nothing follows FAILED.
 */
export function refundStatusFor(known: RefundStatus, observed: Observed): RefundStatus | null {
  const next = fromProvider[observed]
  return ranks[next] > ranks[known] ? next : null
}
