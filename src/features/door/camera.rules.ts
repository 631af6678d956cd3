/** What a camera at the door does with what it sees, and why it does not open. */

export type CameraProblem = 'refused' | 'none' | 'busy' | 'unsupported' | 'reader'

/** By the names that browsers give these errors. */
export function cameraProblemOf(error: unknown): CameraProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  if (name === 'NotFoundError' || name === 'OverconstrainedError' || name === 'DevicesNotFoundError') return 'none'
  if (name === 'NotReadableError' || name === 'AbortError' || name === 'TrackStartError') return 'busy'
  return 'unsupported'
}

/** Held up a moment longer, the same code is the same ticket, not a second try. */
const sameMs = 4000

export interface Seen {
  text: string
  /** When it was last in sight, in milliseconds. */
  at: number
}

/** Whether what is in sight is a new ticket; what was just checked counts only once it was out of sight for a while. */
export function isNewSight(text: string, last: Seen | null, now: number): boolean {
  return last === null || last.text !== text || now - last.at > sameMs
}
