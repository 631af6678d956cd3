import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Booking } from '../../../contracts/bookings.ts'
import type { Slot } from '../../../contracts/experiences.ts'
import { type BookingAnswer, bookingQuery, ticketsQuery } from '../../lib/booking-queries.ts'
import { addDays, todayAt, useDates } from '../../lib/dates.ts'
import { http, isProblem, newIdempotencyKey } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { slotsBetweenQuery, slotsWithRoom } from '../../lib/slot-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SlotChoices } from '../../ui/slot-choices.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'

const daysAhead = 60

/** Another time of the same experience. The new seats are taken before the old are given back, so nothing can be lost. */
export function RescheduleDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const { t } = useTranslation('bookings')
  const dates = useDates()
  const client = useQueryClient()
  const toast = useToast()
  const [chosen, setChosen] = useState<{ slot: Slot; key: string } | null>(null)
  const today = todayAt(booking.timeZone)
  const slots = useQuery(slotsBetweenQuery(booking.experienceId, today, addDays(today, daysAhead)))
  const free = slots.data && slotsWithRoom(slots.data, booking.seats, booking.slotId)
  const whenOf = (startsAt: string) => dates.dateTime(startsAt, booking.timeZone)

  const change = useMutation({
    mutationFn: ({ slot, key }: { slot: Slot; key: string }) =>
      http.post<BookingAnswer>(`/bookings/${booking.id}/reschedule`, {
        idempotencyKey: key,
        body: { slotId: slot.id },
      }),
    onSuccess: (answer) => {
      client.removeQueries({ queryKey: ticketsQuery(booking.id).queryKey })
      client.setQueryData(bookingQuery(booking.id).queryKey, answer)
      void client.invalidateQueries({ queryKey: queryKeys.bookings })
      void client.invalidateQueries({ queryKey: queryKeys.slots(booking.experienceId) })
      toast({ tone: 'success', message: t('rescheduled', { when: whenOf(answer.booking.startsAt) }) })
      onClose()
    },
    onError: (error) => {
      if (isProblem(error, 'SOLD_OUT') || isProblem(error, 'SLOT_CLOSED')) {
        setChosen(null)
        void slots.refetch()
      }
    },
  })

  return (
    <Dialog
      isOpen
      isWide
      onOpenChange={(open) => !open && !change.isPending && onClose()}
      title={t('rescheduleTitle')}
      footer={
        <Button
          variant="primary"
          isDisabled={!chosen}
          isPending={change.isPending}
          onPress={() => chosen && change.mutate(chosen)}
        >
          {change.isPending
            ? t('rescheduleDoing')
            : chosen
              ? t('rescheduleDo', { when: whenOf(chosen.slot.startsAt) })
              : t('reschedulePick')}
        </Button>
      }
    >
      <div className="space-y-4">
        <p>{t('rescheduleLead', { when: whenOf(booking.startsAt) })}</p>
        {change.error !== null && (
          <Notice tone="danger" isLive>
            {isProblem(change.error, 'SOLD_OUT') || isProblem(change.error, 'SLOT_CLOSED')
              ? t('rescheduleSoldOut')
              : isProblem(change.error, 'INVALID_TRANSITION')
                ? t('rescheduleClosed')
                : t('rescheduleFailed')}
          </Notice>
        )}
        {slots.error !== null && !slots.data && <ErrorState error={slots.error} onRetry={() => void slots.refetch()} />}
        {slots.isPending && <Skeleton className="h-40" />}
        {free?.length === 0 && <p>{t('rescheduleNone', { count: booking.seats })}</p>}
        {free && free.length > 0 && (
          <SlotChoices
            slots={free}
            timeZone={booking.timeZone}
            label={t('rescheduleTitle')}
            chosenId={chosen?.slot.id ?? null}
            mostDays={21}
            // A key per choice: pressing again after a lost answer changes nothing twice.
            onChoose={(slot) => setChosen({ slot, key: newIdempotencyKey() })}
          />
        )}
      </div>
    </Dialog>
  )
}
