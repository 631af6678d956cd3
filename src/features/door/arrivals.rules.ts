import type { HostBooking } from '../../../contracts/bookings.ts'
import { isOffline, isProblem } from '../../lib/http.ts'

/** Confirmed bookings of one civil day at the place, first to arrive first. */
export function arrivalsOf(
  bookings: readonly HostBooking[],
  today: string,
  dayOf: (startsAt: string, timeZone: string) => string,
): HostBooking[] {
  return bookings
    .filter(({ status }) => status === 'CONFIRMED' || status === 'COMPLETED')
    .filter(({ startsAt, timeZone }) => dayOf(startsAt, timeZone) === today)
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt) || a.guest.name.localeCompare(b.guest.name))
}

/** Nobody decided yet: no signal, a crowd, or a session that ended. The same question may be asked again. */
export const isUndecided = (error: unknown): boolean =>
  isOffline(error) || (isProblem(error) && (error.status === 401 || error.status === 429 || error.status >= 502))

export type Refusal =
  | { kind: 'not-found' }
  | { kind: 'invalid' }
  | { kind: 'undecided' }
  /** The server's sentence, which carries a time: of the first scan, or of the slot that it is for. */
  | { kind: 'told'; text: string; isOtherTime: boolean }
  | { kind: 'other' }

export function refusalOf(error: unknown): Refusal {
  if (isUndecided(error)) return { kind: 'undecided' }
  if (!isProblem(error)) return { kind: 'other' }
  if (error.code === 'ALREADY_ADMITTED' || error.code === 'OUTSIDE_CHECK_IN_HOURS')
    return { kind: 'told', text: error.message, isOtherTime: error.code === 'OUTSIDE_CHECK_IN_HOURS' }
  if (error.code === 'TICKET_INVALID') return { kind: 'invalid' }
  if (error.status === 404 || error.status === 400) return { kind: 'not-found' }
  return { kind: 'other' }
}
