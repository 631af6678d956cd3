import { useQuery } from '@tanstack/react-query'
import { useEffect, useReducer, useState } from 'react'
import { bookingQuery, paymentQuery } from '../../lib/booking-queries.ts'
import { serverNow, useServerNow } from '../../lib/server-clock.ts'
import { forgetBookingKey } from './booking-attempt.ts'
import { isOver, pollEvery, type Stage, stageOf } from './checkout-stage.rules.ts'
import { nextAttempt, noAttempt } from './payment-attempt.rules.ts'

const calm: Stage = { kind: 'preparing' }

/**
 * The booking behind `?reserva=`, followed until it is decided: what the server says about booking and payment, what this
 * page tried, and the clock, made into one stage. Reload-safe: everything but the attempt of this moment comes from the server.
 */
export function useCheckoutBooking(bookingId: string, backFromBank: boolean) {
  const [attempt, dispatch] = useReducer(nextAttempt, backFromBank, (back) =>
    back ? nextAttempt(noAttempt, { kind: 'back-from-bank', at: serverNow() }) : noAttempt,
  )
  const [openedAt] = useState(serverNow)
  const now = useServerNow(1000)
  const [lastStage, setLastStage] = useState<Stage>(calm)
  const every = pollEvery(lastStage)

  const known = useQuery({ ...bookingQuery(bookingId), refetchInterval: every, staleTime: 0 })
  const booking = known.data?.booking
  const paymentId = known.data?.payment?.id
  const asked = useQuery({
    ...paymentQuery(paymentId ?? ''),
    enabled: paymentId !== undefined && every !== false,
    refetchInterval: every,
    staleTime: 0,
  })
  // Both carry the payment; the later answer counts.
  const payment =
    asked.data && asked.dataUpdatedAt >= known.dataUpdatedAt ? asked.data.payment : (known.data?.payment ?? null)

  useEffect(() => {
    if (asked.data) dispatch({ kind: 'server-says', at: asked.data.askedAt, payment: asked.data.payment })
  }, [asked.data])

  const stage = booking ? stageOf({ booking, payment, attempt, now, openedAt }) : calm
  if (booking && JSON.stringify(stage) !== JSON.stringify(lastStage)) setLastStage(stage)

  const over = booking !== undefined && isOver(stage)
  const slotId = booking?.slotId
  useEffect(() => {
    if (over && slotId !== undefined) forgetBookingKey(slotId)
  }, [over, slotId])

  return {
    booking,
    payment,
    stage,
    now,
    dispatch,
    /** Set while nothing is known yet and asking failed. */
    error: booking ? null : known.error,
    loading: known.isPending,
    checkAgain: () => Promise.all([known.refetch(), paymentId === undefined ? null : asked.refetch()]),
  }
}
