/** Why no seats were held, as the error the guest reads. */
import { type DomainError, platformErrors } from '../../platform/errors.ts'
import type { InvalidInput } from '../../platform/invalid-input.ts'
import { bookingErrors, partyOutOfRange, unknownTicketTypes } from './bookings.errors.ts'
import type { BookingDeps } from './deps.ts'
import type { Refusal } from './explain-refusal.ts'
import type { HoldInput } from './hold-statement.ts'

export function refuse(
  deps: Pick<BookingDeps, 'metrics'>,
  wanted: HoldInput,
  refusal: Exclude<Refusal, { kind: 'try-again' | 'own-hold' }>,
): DomainError | InvalidInput {
  const asked = wanted.party.reduce((sum, entry) => sum + entry.quantity, 0)
  deps.metrics.count('booking_refusals_total', { code: refusal.kind })
  switch (refusal.kind) {
    case 'not-found':
      return platformErrors.NOT_FOUND()
    case 'closed':
      return bookingErrors.SLOT_CLOSED()
    case 'unknown-type':
      return unknownTicketTypes(refusal.types)
    case 'party-size':
      return partyOutOfRange(refusal)
    case 'sold-out':
      // Its numbers are in slot_refusals, written by the statement that refused.
      return bookingErrors.SOLD_OUT({ params: { available: Math.max(0, refusal.capacity - refusal.taken), asked } })
  }
}
