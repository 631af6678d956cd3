import type { BookingStatus } from '../../../contracts/bookings.ts'
import type { Payment, RefundSummary } from '../../../contracts/payments.ts'
import type { Attempt } from './payment-attempt.rules.ts'

/** What is being paid for, a booking or a whole basket, as far as paying for it goes. `Reason`: who called it off. */
export type Sale<Reason extends string = string> = {
  status: BookingStatus | 'PAID'
  holdExpiresAt: string | null
  cancellation: { reason: Reason | 'HOLD_EXPIRED' } | null
  refund: RefundSummary | null
}

/** What the page shows about a sale on its way to being paid. */
export type Stage<Reason extends string = string> =
  | { kind: 'confirmed' }
  /** The provider has not made the payment yet. */
  | { kind: 'preparing' }
  | { kind: 'form'; notice: FormNotice | null }
  | { kind: 'sending' }
  /** The bank wants the guest to confirm on its own page. */
  | { kind: 'bank-step' }
  /** Paid as far as the provider says; our server is about to agree. `slow` after a minute. */
  | { kind: 'confirming'; slow: boolean }
  /** The line broke mid-payment: nothing is claimed until the server has looked. */
  | { kind: 'checking'; slow: boolean }
  /** The time is over by the clock and the server is asking the provider for the last time. */
  | { kind: 'closing' }
  | { kind: 'hold-over' }
  /** Money came after the hold was over. `refund` is null while the server is still finding out. */
  | { kind: 'late-money'; refund: RefundSummary | null }
  | { kind: 'cancelled'; reason: Reason; refund: RefundSummary | null }

export type FormNotice = { kind: 'declined'; code: string } | { kind: 'not-arrived' }

/** After this long without the end, the guest is told that we go on without them. */
export const patienceMs = 60_000

type Facts<Reason extends string> = {
  sale: Sale<Reason>
  payment: Pick<Payment, 'status' | 'clientSecret' | 'lastErrorCode'> | null
  attempt: Attempt
  /** Milliseconds, as the server counts them; `openedAt` is when this page began to look. */
  now: number
  openedAt: number
}

export function stageOf<Reason extends string>({
  sale,
  payment,
  attempt,
  now,
  openedAt,
}: Facts<Reason>): Stage<Exclude<Reason, 'HOLD_EXPIRED'>> {
  if (sale.status === 'PAID' || sale.status === 'CONFIRMED' || sale.status === 'COMPLETED') return { kind: 'confirmed' }
  if (sale.status === 'CANCELLED') return cancelledStage(sale, payment, attempt)

  const slow = (since: number) => now - since >= patienceMs
  if (attempt.kind === 'sending') return { kind: 'sending' }
  if (attempt.kind === 'confirming') return { kind: 'confirming', slow: slow(attempt.since) }
  if (payment?.status === 'SUCCEEDED' || payment?.status === 'PROCESSING') {
    return { kind: 'confirming', slow: slow(openedAt) }
  }
  if (attempt.kind === 'uncertain') return { kind: 'checking', slow: slow(attempt.since) }

  if (sale.holdExpiresAt !== null && Date.parse(sale.holdExpiresAt) <= now) return { kind: 'closing' }
  if (payment?.status === 'CANCELED') return { kind: 'closing' }
  if (payment === null || payment.clientSecret === null) return { kind: 'preparing' }
  if (attempt.kind === 'declined') return { kind: 'form', notice: { kind: 'declined', code: attempt.code } }
  if (attempt.kind === 'not-arrived') return { kind: 'form', notice: { kind: 'not-arrived' } }
  if (payment.status === 'REQUIRES_ACTION') return { kind: 'bank-step' }
  if (payment.status !== 'REQUIRES_PAYMENT_METHOD') return { kind: 'preparing' }
  const declined = sale.status === 'PAYMENT_FAILED' && payment.lastErrorCode !== null
  return { kind: 'form', notice: declined ? { kind: 'declined', code: payment.lastErrorCode as string } : null }
}

function cancelledStage<Reason extends string>(
  sale: Sale<Reason>,
  payment: Facts<Reason>['payment'],
  attempt: Attempt,
): Stage<Exclude<Reason, 'HOLD_EXPIRED'>> {
  const reason = sale.cancellation?.reason
  if (reason && reason !== 'HOLD_EXPIRED')
    return { kind: 'cancelled', reason: reason as Exclude<Reason, 'HOLD_EXPIRED'>, refund: sale.refund }
  if (sale.refund) return { kind: 'late-money', refund: sale.refund }
  const moneyUnderWay =
    payment?.status === 'SUCCEEDED' ||
    payment?.status === 'PROCESSING' ||
    (payment?.status !== 'CANCELED' && (attempt.kind === 'confirming' || attempt.kind === 'uncertain'))
  return moneyUnderWay ? { kind: 'late-money', refund: null } : { kind: 'hold-over' }
}

/** Milliseconds until the server is asked again; false when only news from the socket can change the stage. */
export function pollEvery(stage: Stage): number | false {
  switch (stage.kind) {
    case 'preparing':
      return 2000
    case 'confirming':
    case 'checking':
      return stage.slow ? false : 1700
    case 'closing':
      return 3000
    case 'late-money':
      return stage.refund === null ? 3000 : false
    case 'bank-step':
      return 5000
    default:
      return false
  }
}

/** True once the request that made this hold must not be answered again from memory. */
export function isOver(stage: Stage): boolean {
  return (
    stage.kind === 'confirmed' ||
    stage.kind === 'hold-over' ||
    stage.kind === 'cancelled' ||
    stage.kind === 'late-money'
  )
}
