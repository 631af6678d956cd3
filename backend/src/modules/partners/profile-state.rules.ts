/** How a profile stands, by its marks: what staff or its owner did last counts most. */
import type { HostProfile } from '../../../../contracts/partners.ts'

export interface Marks {
  pausedAt: Date | string | null
  closedAt: Date | string | null
  hiddenAt: Date | string | null
}

export function stateOf({ pausedAt, closedAt, hiddenAt }: Marks): HostProfile['state'] {
  if (closedAt) return 'CLOSED'
  if (hiddenAt) return 'HIDDEN'
  return pausedAt ? 'PAUSED' : 'OPEN'
}
