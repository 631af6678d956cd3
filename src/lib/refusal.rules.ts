import { isOffline, isProblem } from './http.ts'

/** What can be wrong with any press that asks for money's worth, whatever it asks for. */
export type CommonRefusal =
  /** The provider does not answer: what was asked for may stand, the same press resumes it. */
  | { kind: 'provider-down' }
  /** No answer came: what was asked for may stand. */
  | { kind: 'lost' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'signed-out' }
  | { kind: 'banned' }
  /** The server's own sentence, in the visitor's language. */
  | { kind: 'other'; text: string }

export function commonRefusal(error: unknown): CommonRefusal {
  if (isOffline(error) || !isProblem(error)) return { kind: 'lost' }
  switch (error.code) {
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
export const repeatsSameIntention = ({ kind }: { kind: string }): boolean =>
  kind === 'provider-down' || kind === 'lost' || kind === 'wait' || kind === 'signed-out'
