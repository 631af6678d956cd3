import { useEffect } from 'react'
import { bookingQuery } from '../../lib/booking-queries.ts'
import { forgetAttemptKey } from '../../lib/payment/attempt-key.ts'
import { isOver } from '../../lib/payment/payment-stage.rules.ts'
import { usePaymentStage } from '../../lib/payment/use-payment-stage.ts'

/** The booking behind `?reserva=` on its way to being paid. */
export function useCheckoutBooking(bookingId: string, backFromBank: boolean) {
  const { answer, ...known } = usePaymentStage(bookingQuery(bookingId), ({ booking }) => booking, backFromBank)
  const booking = answer?.booking
  const slotId = booking?.slotId
  const over = booking !== undefined && isOver(known.stage)
  useEffect(() => {
    if (over && slotId !== undefined) forgetAttemptKey(slotId)
  }, [over, slotId])
  return { ...known, booking }
}
