import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Booking, BookingCancelled, CancellationQuote } from '../../../contracts/bookings.ts'
import { bookingQuery, cancellationQuoteQuery } from '../../lib/booking-queries.ts'
import { useDates } from '../../lib/dates.ts'
import { http, isProblem, newIdempotencyKey } from '../../lib/http.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'

type Props = { booking: Booking; onClose: () => void }

/** Nobody cancels without having read what comes back. Mounted only while it is open: each opening is one intention. */
export function CancelDialog({ booking, onClose }: Props) {
  const { t } = useTranslation('bookings')
  const money = useFormatMoney()
  const client = useQueryClient()
  const toast = useToast()
  const [key] = useState(newIdempotencyKey)
  const [reason, setReason] = useState('')
  const [quoteChanged, setQuoteChanged] = useState(false)
  const quote = useQuery(cancellationQuoteQuery(booking.id))
  const isHeld = booking.status !== 'CONFIRMED'

  const cancel = useMutation({
    mutationFn: () =>
      http.post<z.infer<typeof BookingCancelled>>(`/bookings/${booking.id}/cancel`, {
        idempotencyKey: key,
        body: reason.trim() ? { reason: reason.trim().slice(0, 500) } : {},
      }),
    onSuccess: (answer) => {
      client.setQueryData(
        bookingQuery(booking.id).queryKey,
        (before) => before && { ...before, booking: answer.booking },
      )
      // Tickets and quote are no more; asking for them again would only be refused.
      client.removeQueries({ queryKey: [...queryKeys.booking(booking.id), 'tickets'] })
      void client.invalidateQueries({ queryKey: [...queryKeys.bookings, 'list'] })
      void client.invalidateQueries({ queryKey: queryKeys.slots(booking.experienceId) })
      toast({
        tone: 'success',
        message: answer.refund ? t('cancelledDoneRefund', { amount: money(answer.refund.amount) }) : t('cancelledDone'),
      })
      onClose()
    },
    onError: () => void client.invalidateQueries({ queryKey: queryKeys.booking(booking.id), exact: true }),
  })

  const confirm = () => {
    const told = quote.data
    if (!told) return
    // The tier ended while the guest was reading: they agree to the new amount first.
    if (told.validUntil !== null && Date.parse(told.validUntil) <= serverNow()) {
      setQuoteChanged(true)
      void quote.refetch()
      return
    }
    cancel.mutate()
  }

  const data = quote.data
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t(isHeld ? 'cancelTitleHeld' : 'cancelTitle')}
      cancelLabel={t('cancelKeep')}
      confirmLabel={
        cancel.isPending
          ? t('cancelDoing')
          : data && data.refund.amount > 0
            ? t('cancelDoRefund', { amount: money(data.refund) })
            : t('cancelDo')
      }
      isPending={cancel.isPending}
      isConfirmDisabled={!data?.cancellable}
      onConfirm={confirm}
    >
      <div className="space-y-4">
        {quote.error !== null && !data && (
          <ErrorState title={t('cancelQuoteFailed')} error={quote.error} onRetry={() => void quote.refetch()} />
        )}
        {quote.isPending && <Skeleton className="h-16" />}
        {quoteChanged && (
          <Notice tone="warning" isLive>
            {t('cancelQuoteChanged')}
          </Notice>
        )}
        {data && <Quote quote={data} timeZone={booking.timeZone} isHeld={isHeld} />}
        {data?.cancellable && !isHeld && (
          <TextAreaField
            label={t('cancelWhy')}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        {cancel.error !== null && (
          <Notice tone="danger" isLive>
            {isProblem(cancel.error, 'PAYMENT_IN_PROGRESS')
              ? t('cancelInProgress')
              : isProblem(cancel.error, 'INVALID_TRANSITION')
                ? t('cancelNoLonger')
                : t('cancelUncertain')}
          </Notice>
        )}
      </div>
    </ConfirmDialog>
  )
}

function Quote({ quote, timeZone, isHeld }: { quote: CancellationQuote; timeZone: string; isHeld: boolean }) {
  const { t } = useTranslation('bookings')
  const dates = useDates()
  const money = useFormatMoney()
  if (!quote.cancellable) return <p>{t('cancelNoLonger')}</p>
  if (isHeld) return <p>{t('cancelHeld')}</p>
  const values = { amount: money(quote.refund), pct: quote.refundPct, total: money(quote.total) }
  const text =
    quote.total.amount === 0
      ? t('cancelFree')
      : quote.refundPct === 100
        ? t('cancelRefundAll', values)
        : quote.refund.amount > 0
          ? t('cancelRefundPart', values)
          : t('cancelRefundNone', values)
  return (
    <div>
      <p className="text-[1.0625rem] font-semibold">{text}</p>
      {quote.validUntil && quote.refund.amount > 0 && (
        <p className="mt-1 text-sm text-ink-soft">
          {t('cancelValidUntil', { when: dates.dateTime(quote.validUntil, timeZone) })}
        </p>
      )}
    </div>
  )
}
