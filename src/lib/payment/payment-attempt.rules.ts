import type { Payment } from '../../../contracts/payments.ts'

/**
 * One press of "pay", as far as this page knows. It never claims more than somebody told it: the provider's own answer,
 * or what our server says after asking the provider.
 */
export type Attempt =
  | { kind: 'none' }
  | { kind: 'sending'; codeBefore: string | null }
  /** The provider took it, or the guest came back from the bank: waiting for our server to see the same. */
  | { kind: 'confirming'; since: number; from: 'answer' | 'bank' }
  /** The line broke in the middle: nobody here knows. */
  | { kind: 'uncertain'; since: number; codeBefore: string | null }
  | { kind: 'declined'; code: string }
  /** The server asked and the provider knows of no attempt. */
  | { kind: 'not-arrived' }

export type AttemptEvent =
  | { kind: 'sent'; codeBefore: string | null }
  | { kind: 'accepted'; at: number }
  | { kind: 'declined'; code: string }
  | { kind: 'lost'; at: number }
  | { kind: 'back-from-bank'; at: number }
  /** `at`: when the answer was asked for, so that one asked before the attempt cannot speak about it. */
  | { kind: 'server-says'; at: number; payment: Pick<Payment, 'status' | 'lastErrorCode'> }

/** Our server asks the provider at most every 1.5 s; sooner than this its answer may still be the one from before. */
const settledAfterMs = 4000
/** A request that was under way when the line broke gets this long to arrive. */
const arrivedAfterMs = 8000

export const noAttempt: Attempt = { kind: 'none' }

export function nextAttempt(attempt: Attempt, event: AttemptEvent): Attempt {
  switch (event.kind) {
    case 'sent':
      return { kind: 'sending', codeBefore: event.codeBefore }
    case 'accepted':
      return { kind: 'confirming', since: event.at, from: 'answer' }
    case 'declined':
      return { kind: 'declined', code: event.code }
    case 'lost':
      return { kind: 'uncertain', since: event.at, codeBefore: attempt.kind === 'sending' ? attempt.codeBefore : null }
    case 'back-from-bank':
      return { kind: 'confirming', since: event.at, from: 'bank' }
    case 'server-says':
      return heard(attempt, event.payment, event.at)
  }
}

function heard(attempt: Attempt, payment: Pick<Payment, 'status' | 'lastErrorCode'>, at: number): Attempt {
  const waiting = attempt.kind === 'uncertain' || (attempt.kind === 'confirming' && attempt.from === 'bank')
  if (!waiting || at < attempt.since) return attempt
  if (payment.status === 'SUCCEEDED' || payment.status === 'PROCESSING') {
    return attempt.kind === 'uncertain' ? { kind: 'confirming', since: attempt.since, from: 'answer' } : attempt
  }
  if (attempt.kind === 'uncertain') {
    if (payment.status === 'REQUIRES_ACTION') return noAttempt
    if (payment.status !== 'REQUIRES_PAYMENT_METHOD') return attempt
    if (payment.lastErrorCode !== null && payment.lastErrorCode !== attempt.codeBefore) {
      return { kind: 'declined', code: payment.lastErrorCode }
    }
    return at - attempt.since >= arrivedAfterMs ? { kind: 'not-arrived' } : attempt
  }
  if (at - attempt.since < settledAfterMs) return attempt
  // Back from the bank without an answer from it: the step is still open.
  if (payment.status === 'REQUIRES_ACTION') return noAttempt
  if (payment.status !== 'REQUIRES_PAYMENT_METHOD') return attempt
  return { kind: 'declined', code: payment.lastErrorCode ?? 'payment_intent_authentication_failure' }
}
