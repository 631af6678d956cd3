import { isProblem } from '../../lib/http.ts'
import { type CommonRefusal, commonRefusal } from '../../lib/refusal.rules.ts'

/** Why no hold came of a press, as far as the guest can do something about it. */
export type HoldFailure = { kind: 'sold-out' } | { kind: 'closed' } | { kind: 'hold-over' } | CommonRefusal

export function holdFailure(error: unknown): HoldFailure {
  switch (isProblem(error) ? error.code : undefined) {
    case 'SOLD_OUT':
      return { kind: 'sold-out' }
    case 'SLOT_CLOSED':
    case 'NOT_FOUND':
      return { kind: 'closed' }
    case 'HOLD_EXPIRED':
      return { kind: 'hold-over' }
    default:
      return commonRefusal(error)
  }
}
