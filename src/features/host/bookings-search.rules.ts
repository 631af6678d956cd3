import { type HostBookingListQuery, hostBookingSorts } from '../../../contracts/bookings.ts'
import { readWords } from '../../lib/words.rules.ts'

/** Of what was booked: what comes, what was, what is off. */
export const bookingStates = ['CONFIRMED', 'COMPLETED', 'CANCELLED'] as const

/** Which bookings are shown, by the address; what is not understood is dropped. */
export interface BookingsSearch {
  q?: string
  estado?: (typeof bookingStates)[number]
  orden?: HostBookingListQuery['sort']
  /** Civil days on which they take place. */
  desde?: string
  hasta?: string
}

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value) ? value : undefined

export function readBookings(search: Record<string, unknown>): BookingsSearch {
  const q = readWords(search['q'])
  const estado = bookingStates.find((one) => one === search['estado'])
  const orden = hostBookingSorts.find((one) => one === search['orden'])
  const [desde, hasta] = [day(search['desde']), day(search['hasta'])]
  return {
    ...(q && { q }),
    ...(estado && { estado }),
    ...(orden && orden !== 'newest' && { orden }),
    ...(desde && { desde }),
    ...(hasta && { hasta }),
  }
}

/** A hold that nobody paid is none of theirs. */
export const bookingsAsked = ({ q, estado, orden, desde, hasta }: BookingsSearch) => ({
  only: 'booked',
  q,
  status: estado,
  sort: orden,
  from: desde,
  to: hasta,
})
export type BookingsAsked = ReturnType<typeof bookingsAsked>
