/** How a payment moves, whatever order the news arrives in. */
import type { PaymentStatus } from '../../../../contracts/payments.ts'

/** The provider's words for an intent's state. */
export type ObservedStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled'

const fromProvider: Record<ObservedStatus, PaymentStatus> = {
  requires_payment_method: 'REQUIRES_PAYMENT_METHOD',
  requires_confirmation: 'REQUIRES_PAYMENT_METHOD',
  requires_action: 'REQUIRES_ACTION',
  processing: 'PROCESSING',
  requires_capture: 'PROCESSING',
  succeeded: 'SUCCEEDED',
  canceled: 'CANCELED',
}

/** Ranks only grow; the three of rank 2 follow each other freely (a failed attempt goes back to REQUIRES_PAYMENT_METHOD). */
const ranks: Record<PaymentStatus, number> = {
  NEW: 0,
  SUBMITTING: 1,
  UNKNOWN: 1,
  REQUIRES_PAYMENT_METHOD: 2,
  REQUIRES_ACTION: 2,
  PROCESSING: 2,
  SUCCEEDED: 3,
  CANCELED: 3,
}

export const isFinal = (status: PaymentStatus): boolean => ranks[status] === 3

export interface KnownPayment {
  id: string
  status: PaymentStatus
  amountCents: number
  currency: string
  livemode: boolean
  lastErrorCode: string | null
}
export interface ObservedIntent {
  status: ObservedStatus
  amountCents: number
  amountReceivedCents: number
  currency: string
  livemode: boolean
  metadata: Record<string, string>
  lastErrorCode: string | null
  /** The charge that took the money, when there is one. */
  latestChargeId: string | null
}

export type SettlementStep =
  /** Already known, or overtaken by what is known. */
  | { kind: 'nothing' }
  | { kind: 'waiting'; status: PaymentStatus }
  | { kind: 'attempt-failed'; status: PaymentStatus; errorCode: string }
  | { kind: 'succeeded'; capturedCents: number; chargeId: string | null }
  | { kind: 'canceled' }
  /** Money or identity does not match our row: nothing is confirmed, what was captured goes back. */
  | { kind: 'mismatch'; differences: string[]; capturedCents: number; chargeId: string | null }

/** What an observation of the intent means for our payment. */
export function settlementStep(known: KnownPayment, observed: ObservedIntent): SettlementStep {
  const next = fromProvider[observed.status]
  if (isFinal(known.status)) return { kind: 'nothing' }
  if (next === 'SUCCEEDED') {
    const differences = differencesOf(known, observed)
    const money = { capturedCents: observed.amountReceivedCents, chargeId: observed.latestChargeId }
    return differences.length ? { kind: 'mismatch', differences, ...money } : { kind: 'succeeded', ...money }
  }
  if (next === 'CANCELED') return { kind: 'canceled' }
  if (ranks[next] < ranks[known.status]) return { kind: 'nothing' }
  if (next === 'REQUIRES_PAYMENT_METHOD' && observed.lastErrorCode) {
    const told = known.status === 'REQUIRES_PAYMENT_METHOD' && known.lastErrorCode === observed.lastErrorCode
    return told ? { kind: 'nothing' } : { kind: 'attempt-failed', status: next, errorCode: observed.lastErrorCode }
  }
  return next === known.status ? { kind: 'nothing' } : { kind: 'waiting', status: next }
}

function differencesOf(known: KnownPayment, observed: ObservedIntent): string[] {
  const differences: string[] = []
  if (observed.amountCents !== known.amountCents || observed.amountReceivedCents !== known.amountCents)
    differences.push('amount')
  if (observed.currency.toUpperCase() !== known.currency) differences.push('currency')
  if (observed.livemode !== known.livemode) differences.push('mode')
  if (observed.metadata.payment_id !== known.id) differences.push('metadata')
  return differences
}
