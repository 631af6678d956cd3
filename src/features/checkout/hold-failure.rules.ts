import { isOffline, isProblem } from '../../lib/http.ts'

/** Why no hold came of a press, as far as the guest can do something about it. */
export type HoldFailure =
  | { kind: 'sold-out' }
  | { kind: 'closed' }
  | { kind: 'hold-over' }
  /** The provider does not answer: the hold may stand, the same press resumes it. */
  | { kind: 'provider-down' }
  /** No answer came: the hold may stand. */
  | { kind: 'lost' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'signed-out' }
  | { kind: 'banned' }
  /** The server's own sentence, in the visitor's language. */
  | { kind: 'other'; text: string }

export function holdFailure(error: unknown): HoldFailure {
  if (isOffline(error) || !isProblem(error)) return { kind: 'lost' }
  switch (error.code) {
    case 'SOLD_OUT':
      return { kind: 'sold-out' }
    case 'SLOT_CLOSED':
    case 'NOT_FOUND':
      return { kind: 'closed' }
    case 'HOLD_EXPIRED':
      return { kind: 'hold-over' }
    case 'PAYMENT_PROVIDER_UNAVAILABLE':
      return { kind: 'provider-down' }
    case 'RATE_LIMITED':
    case 'OVERLOADED':
      return { kind: 'wait', seconds: error.retryAfterSeconds ?? 5 }
    case 'UNAUTHENTICATED':
      return { kind: 'signed-out' }
    case 'ACCOUNT_BANNED':
      return { kind: 'banned' }
    default:
      return error.status >= 500 || error.code === 'REQUEST_IN_PROGRESS'
        ? { kind: 'lost' }
        : { kind: 'other', text: error.message }
  }
}

/** True when repeating the press must be the same intention: the server may have done it already. */
export function repeatsSameIntention(failure: HoldFailure): boolean {
  return (
    failure.kind === 'provider-down' ||
    failure.kind === 'lost' ||
    failure.kind === 'wait' ||
    failure.kind === 'signed-out'
  )
}
