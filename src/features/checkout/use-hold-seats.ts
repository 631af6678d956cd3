import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { BookingCreate } from '../../../contracts/bookings.ts'
import type { BookingAnswer } from '../../lib/booking-queries.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { forgetAttemptKey, keyForAttempt } from '../../lib/payment/attempt-key.ts'
import { holdFailure } from './hold-failure.rules.ts'
import { repeatsSameIntention } from '../../lib/refusal.rules.ts'

/** Holds the seats. Pressing again, reloading or a lost answer never makes a second booking. */
export function useHoldSeats() {
  const client = useQueryClient()
  return useMutation({
    // Offline it must fail and say so, not wait in silence.
    networkMode: 'always',
    mutationFn: async (wanted: BookingCreate) =>
      http.post<BookingAnswer>('/bookings', { body: wanted, idempotencyKey: keyForAttempt(wanted.slotId, wanted) }),
    onSuccess: (answer) => {
      client.setQueryData(queryKeys.booking(answer.booking.id), answer)
      void client.invalidateQueries({ queryKey: [...queryKeys.bookings, 'list'] })
      void client.invalidateQueries({ queryKey: queryKeys.slots(answer.booking.experienceId) })
    },
    onError: (error, wanted) => {
      if (!repeatsSameIntention(holdFailure(error))) forgetAttemptKey(wanted.slotId)
      void client.invalidateQueries({ queryKey: ['slots'] })
    },
  })
}
