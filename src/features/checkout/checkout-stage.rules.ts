import type { Booking } from '../../../contracts/bookings.ts'
import type { Payment } from '../../../contracts/payments.ts'
import type { Attempt } from './payment-attempt.rules.ts'

/** What the page shows about a booking on its way to being paid. */
export type Stage =
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
  /** Money came after the seats were gone. `refund` is null while the server is still finding out. */
  | { kind: 'late-money'; refund: NonNullable<Booking['refund']> | null }
  | { kind: 'cancelled'; reason: 'BY_GUEST' | 'BY_HOST' | 'BY_ADMIN'; refund: Booking['refund'] }

export type FormNotice = { kind: 'declined'; code: string } | { kind: 'not-arrived' }

/** After this long without the end, the guest is told that we go on without them. */
export const patienceMs = 60_000

type Facts = {
  booking: Pick<Booking, 'status' | 'holdExpiresAt' | 'cancellation' | 'refund'>
  payment: Pick<Payment, 'status' | 'clientSecret' | 'lastErrorCode'> | null
  attempt: Attempt
  /** Milliseconds, as the server counts them; `openedAt` is when this page began to look. */
  now: number
  openedAt: number
}

export function stageOf({ booking, payment, attempt, now, openedAt }: Facts): Stage {
  if (booking.status === 'CONFIRMED' || booking.status === 'COMPLETED') return { kind: 'confirmed' }
  if (booking.status === 'CANCELLED') return cancelledStage(booking, payment, attempt)

  const slow = (since: number) => now - since >= patienceMs
  if (attempt.kind === 'sending') return { kind: 'sending' }
  if (attempt.kind === 'confirming') return { kind: 'confirming', slow: slow(attempt.since) }
  if (payment?.status === 'SUCCEEDED' || payment?.status === 'PROCESSING') {
    return { kind: 'confirming', slow: slow(openedAt) }
  }
  if (attempt.kind === 'uncertain') return { kind: 'checking', slow: slow(attempt.since) }

  if (booking.holdExpiresAt !== null && Date.parse(booking.holdExpiresAt) <= now) return { kind: 'closing' }
  if (payment?.status === 'CANCELED') return { kind: 'closing' }
  if (payment === null || payment.clientSecret === null) return { kind: 'preparing' }
  if (attempt.kind === 'declined') return { kind: 'form', notice: { kind: 'declined', code: attempt.code } }
  if (attempt.kind === 'not-arrived') return { kind: 'form', notice: { kind: 'not-arrived' } }
  if (payment.status === 'REQUIRES_ACTION') return { kind: 'bank-step' }
  if (payment.status !== 'REQUIRES_PAYMENT_METHOD') return { kind: 'preparing' }
  const declined = booking.status === 'PAYMENT_FAILED' && payment.lastErrorCode !== null
  return { kind: 'form', notice: declined ? { kind: 'declined', code: payment.lastErrorCode as string } : null }
}

function cancelledStage(booking: Facts['booking'], payment: Facts['payment'], attempt: Attempt): Stage {
  const reason = booking.cancellation?.reason
  if (reason && reason !== 'HOLD_EXPIRED') return { kind: 'cancelled', reason, refund: booking.refund }
  if (booking.refund) return { kind: 'late-money', refund: booking.refund }
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

/** True once the request that made this booking must not be answered again from memory. */
export function isOver(stage: Stage): boolean {
  return (
    stage.kind === 'confirmed' ||
    stage.kind === 'hold-over' ||
    stage.kind === 'cancelled' ||
    stage.kind === 'late-money'
  )
}
