import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { BookingCancelled } from '../../../contracts/bookings.ts'
import type { HostSlot } from '../../../contracts/schedules.ts'
import { useDates } from '../../lib/dates.ts'
import { http, isProblem } from '../../lib/http.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useTimesAction } from './schedule-queries.ts'
import type { ManifestGuest } from './slot-guest.tsx'

const leastWords = 3

/** One booking of a time; all the others stay. The amounts are not the list’s to tell: what comes back is all of it. */
export function CancelBookingDialog({
  slot,
  booking,
  onCancelled,
  onClose,
}: {
  slot: HostSlot
  booking: ManifestGuest
  onCancelled: () => void
  onClose: () => void
}) {
  const { t } = useTranslation('hosting')
  const dates = useDates()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const cancel = useTimesAction((body: { reason: string }, options) =>
    http.post<z.infer<typeof BookingCancelled>>(`/host/bookings/${booking.id}/cancel`, { body, ...options }),
  )
  const { name } = booking.guest
  const isShort = reason.trim().length < leastWords
  const send = () => {
    setPressed(true)
    if (isShort || cancel.isPending) return
    cancel.mutate(
      { reason: reason.trim() },
      {
        onSuccess: () => {
          toast({ tone: 'success', message: t('cancelOne.done', { name }) })
          onCancelled()
          onClose()
        },
      },
    )
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('cancelOne.title')}
      cancelLabel={t('cancelOne.keep')}
      confirmLabel={t('cancelOne.do')}
      isPending={cancel.isPending}
      onConfirm={send}
    >
      <div className="flex flex-col gap-4">
        <div className="tabular rounded-md bg-sunken px-4 py-3">
          <p className="font-semibold wrap-anywhere">
            {name} · {t('seats', { count: booking.seats })}
          </p>
          <p className="text-sm text-ink-soft">
            {dates.dateTime(slot.startsAt, slot.timeZone)} · {booking.code}
          </p>
        </div>
        <p>{t('cancelOne.refund')}</p>
        <TextAreaField
          label={t('cancelOne.why')}
          description={t('cancelOne.told')}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          errorMessage={pressed && isShort ? t('announceShort') : undefined}
        />
        {isProblem(cancel.error, 'INVALID_TRANSITION') ? (
          <Notice tone="danger" isLive>
            {t('cancelOne.over')}
          </Notice>
        ) : (
          <SaveProblem error={cancel.error} />
        )}
      </div>
    </ConfirmDialog>
  )
}
