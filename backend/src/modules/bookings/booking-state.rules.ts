/** Which moves of a booking exist. Whoever asks, an absent one is refused. */
import type { BookingStatus } from '../../../../contracts/bookings.ts'

/** Seats are held, not yet paid. */
export const heldStatuses = ['PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED'] as const satisfies readonly BookingStatus[]
export type HeldStatus = (typeof heldStatuses)[number]

export const isHeld = (status: BookingStatus): status is HeldStatus =>
  (heldStatuses as readonly string[]).includes(status)
/** Every state but CANCELLED keeps its seats. */
export const countsSeats = (status: BookingStatus): boolean => status !== 'CANCELLED'

export type BookingMove =
  | 'intent-ready'
  | 'paying'
  | 'attempt-failed'
  | 'confirm'
  | 'release'
  | 'cancel'
  | 'complete'
  | 'retake'
  | 'reschedule'

/** `retake` is late money whose seats could be taken again; CANCELLED has no other way back. */
const table: Record<BookingStatus, Partial<Record<BookingMove, BookingStatus>>> = {
  PENDING_PAYMENT: {
    'intent-ready': 'PENDING',
    paying: 'PENDING',
    'attempt-failed': 'PAYMENT_FAILED',
    confirm: 'CONFIRMED',
    release: 'CANCELLED',
  },
  PENDING: { paying: 'PENDING', 'attempt-failed': 'PAYMENT_FAILED', confirm: 'CONFIRMED', release: 'CANCELLED' },
  PAYMENT_FAILED: { paying: 'PENDING', 'attempt-failed': 'PAYMENT_FAILED', confirm: 'CONFIRMED', release: 'CANCELLED' },
  CONFIRMED: { cancel: 'CANCELLED', complete: 'COMPLETED', reschedule: 'CONFIRMED' },
  COMPLETED: {},
  CANCELLED: { retake: 'CONFIRMED' },
}

/** The state after `move`, null when there is no such move from `status`. */
export function afterMove(status: BookingStatus, move: BookingMove): BookingStatus | null {
  return table[status][move] ?? null
}
