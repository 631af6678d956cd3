import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useReducer, useState } from 'react'
import type { Payment } from '../../../contracts/payments.ts'
import { paymentQuery } from '../booking-queries.ts'
import { serverNow, useServerNow } from '../server-clock.ts'
import { nextAttempt, noAttempt } from './payment-attempt.rules.ts'
import { pollEvery, type Sale, type Stage, stageOf } from './payment-stage.rules.ts'

/**
 * What is held, followed until it is decided: what the server says about it and its payment, what this page tried, and the
 * clock, made into one stage. Reload-safe: everything but the attempt of this moment comes from the server.
 */
export function usePaymentStage<
  Answer extends { payment: Payment | null },
  Key extends QueryKey,
  Reason extends string,
>(
  query: UseQueryOptions<Answer, unknown, Answer, Key>,
  saleOf: (answer: Answer) => Sale<Reason>,
  backFromBank: boolean,
) {
  type Shown = Stage<Exclude<Reason, 'HOLD_EXPIRED'>>
  const [attempt, dispatch] = useReducer(nextAttempt, backFromBank, (back) =>
    back ? nextAttempt(noAttempt, { kind: 'back-from-bank', at: serverNow() }) : noAttempt,
  )
  const [openedAt] = useState(serverNow)
  const now = useServerNow(1000)
  const [lastStage, setLastStage] = useState<Shown>({ kind: 'preparing' })
  const every = pollEvery(lastStage)

  const known = useQuery({ ...query, refetchInterval: every, staleTime: 0 })
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

  const stage: Shown = known.data
    ? stageOf({ sale: saleOf(known.data), payment, attempt, now, openedAt })
    : { kind: 'preparing' }
  if (known.data && JSON.stringify(stage) !== JSON.stringify(lastStage)) setLastStage(stage)

  return {
    answer: known.data,
    payment,
    stage,
    now,
    dispatch,
    /** Set while nothing is known yet and asking failed. */
    error: known.data ? null : known.error,
    checkAgain: () => Promise.all([known.refetch(), paymentId === undefined ? null : asked.refetch()]),
  }
}
