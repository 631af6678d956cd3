import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { HostSlot, ManifestBooking, NoShowMarked } from '../../../contracts/schedules.ts'
import { useMay } from '../../lib/acting.ts'
import { http } from '../../lib/http.ts'
import { useServerNow } from '../../lib/server-clock.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { WriteLink } from '../../ui/write-link.tsx'
import { mayCancelBooking } from './cancel-booking.rules.ts'
import { useTimesAction } from './schedule-queries.ts'

export type ManifestGuest = z.infer<typeof ManifestBooking>

/** One party: who they are, what they asked for, who of them is here. */
export function SlotGuest({
  slot,
  booking,
  onCancel,
}: {
  slot: HostSlot
  booking: ManifestGuest
  onCancel: () => void
}) {
  const { t } = useTranslation('hosting')
  const now = useServerNow(60_000)
  const may = useMay('HOST')
  const mark = useTimesAction((noShow: boolean) =>
    http.post<z.infer<typeof NoShowMarked>>(`/host/bookings/${booking.id}/no-show`, { body: { noShow } }),
  )
  const isOver = Date.parse(slot.endsAt) < now
  const { admitted, seats, noShowAt } = booking
  return (
    <li className="flex flex-col gap-2 px-4 py-3 break-inside-avoid">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="font-semibold">{booking.guest.name}</p>
        <p className="tabular flex items-center gap-2 text-sm text-ink-soft">
          {booking.code}
          {/* On paper each place has its box for a tick. */}
          <span aria-hidden className="hidden gap-1 print:flex">
            {Array.from({ length: seats }, (_, place) => (
              <span key={place} className="size-5 rounded-[3px] border-2 border-ink text-center leading-none">
                {place < admitted && '✓'}
              </span>
            ))}
          </span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="tabular">
          {booking.party.map(({ quantity, label }) => `${quantity} × ${label}`).join(', ')}
        </span>
        {admitted > 0 && (
          <StatusChip tone="success">{admitted < seats ? t('herePart', { admitted, seats }) : t('here')}</StatusChip>
        )}
        {noShowAt && <StatusChip tone="warning">{t('noShow')}</StatusChip>}
      </div>
      {booking.specialRequests && (
        <p className="rounded-md bg-cempasuchil-soft px-3 py-2 text-[0.9375rem] wrap-anywhere">
          {booking.specialRequests}
        </p>
      )}
      <div className="flex flex-wrap gap-2 print:hidden">
        {may('messages') && <WriteLink about="BOOKING" id={booking.id} title={booking.guest.name} />}
        {isOver && admitted === 0 && may('bookings-change') && (
          <Button isPending={mark.isPending} onPress={() => mark.mutate(!noShowAt)}>
            {t(noShowAt ? 'unmarkNoShow' : 'markNoShow')}
          </Button>
        )}
        {mayCancelBooking(may, { status: booking.status, startsAt: slot.startsAt }, now) && (
          <Button variant="dangerQuiet" onPress={onCancel}>
            {t('cancelOne.open')}
            <span className="sr-only">: {booking.guest.name}</span>
          </Button>
        )}
      </div>
      <SaveProblem error={mark.error} />
    </li>
  )
}
