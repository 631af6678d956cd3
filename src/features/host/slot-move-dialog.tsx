import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostSlot, SlotMoved } from '../../../contracts/schedules.ts'
import { civilDateAt, todayAt, useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { hasPassed, instantAt } from '../../lib/instant-at.ts'
import { useServerNow } from '../../lib/server-clock.ts'
import { TextField } from '../../ui/field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { AffectedDialog } from './affected-dialog.tsx'
import { manifestQuery, useTimesAction } from './schedule-queries.ts'

/** Another time for everybody in it. */
export function MoveDialog({ slot, onClose }: { slot: HostSlot; onClose: () => void }) {
  const { t } = useTranslation('hosting')
  const dates = useDates()
  const toast = useToast()
  const [date, setDate] = useState(civilDateAt(slot.startsAt, slot.timeZone))
  const [hour, setHour] = useState('')
  const navigate = useNavigate()
  const client = useQueryClient()
  const now = useServerNow(60_000)
  const isWritten = date !== '' && hour !== ''
  const isPast = hasPassed(date, hour, slot.timeZone, now)
  const move = useTimesAction((message: string, options) =>
    http.post<SlotMoved>(`/host/slots/${slot.id}/move`, {
      body: { startsAt: instantAt(date, hour, slot.timeZone), message },
      ...options,
    }),
  )
  return (
    <AffectedDialog
      title={t('moveTitle')}
      body={dates.dateTime(slot.startsAt, slot.timeZone)}
      confirmLabel={t('moveDo')}
      path={`/host/slots/${slot.id}/affected`}
      isPending={move.isPending}
      isReady={isWritten && !isPast}
      error={move.error}
      onClose={onClose}
      onConfirm={(message) =>
        move.mutate(message, {
          onSuccess: ({ slotId, offers }) => {
            toast({ tone: 'success', message: t(offers > 0 ? 'moved' : 'movedNobody') })
            onClose()
            // What stays behind here is empty; everybody is in the new one, which is there at once for the focus to go to.
            void client
              .prefetchQuery(manifestQuery(slotId))
              .then(() => navigate({ to: '/anfitrion/horarios/$id', params: { id: slotId }, replace: true }))
          },
        })
      }
    >
      <div className="grid grid-cols-2 items-start gap-4">
        <TextField
          type="date"
          label={t('date')}
          min={todayAt()}
          value={date}
          onChange={(event) => setDate(event.target.value)}
        />
        <TextField
          type="time"
          label={t('hours')}
          value={hour}
          onChange={(event) => setHour(event.target.value)}
          errorMessage={isPast ? t('inThePast') : undefined}
        />
      </div>
    </AffectedDialog>
  )
}
