import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../lib/acting.ts'
import { civilDateAt, useDates } from '../../lib/dates.ts'
import { isProblem } from '../../lib/http.ts'
import { StatusChip } from '../../ui/chip.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { CancelBookingDialog } from './cancel-booking-dialog.tsx'
import { GroupLinkSection } from './group-link.tsx'
import { HostGate } from './host-gate.tsx'
import { manifestQuery } from './schedule-queries.ts'
import { SlotActions, type SlotTask } from './slot-actions.tsx'
import { AnnounceDialog } from './slot-announce-dialog.tsx'
import { CapacityDialog } from './slot-capacity-dialog.tsx'
import { SlotChip } from './slot-chip.tsx'
import { type ManifestGuest, SlotGuest } from './slot-guest.tsx'
import { MoveDialog } from './slot-move-dialog.tsx'

/** `/anfitrion/horarios/$id`: who comes, and what can be done with the time. Prints as a list. */
export function SlotPage() {
  const { id } = useParams({ from: '/anfitrion/horarios/$id' })
  return (
    <HostGate path={`/anfitrion/horarios/${id}`} action="check-in">
      <SlotOf key={id} id={id} />
    </HostGate>
  )
}

function SlotOf({ id }: { id: string }) {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('groups')
  const dates = useDates()
  const { data, error, refetch } = useQuery(manifestQuery(id))
  const [asked, setAsked] = useState<SlotTask | null>(null)
  const [cancelled, setCancelled] = useState<string | null>(null)
  const [cancelling, setCancelling] = useState<ManifestGuest | null>(null)
  const list = useRef<HTMLElement>(null)
  const shown = data?.bookings
  const isCancelled = cancelled !== null && shown?.every(({ id }) => id !== cancelled)
  // The button that was pressed is gone with its guest: the keyboard goes on from the list.
  useEffect(() => {
    if (isCancelled && document.activeElement === document.body) list.current?.focus()
  }, [isCancelled])
  const may = useMay('HOST')
  const close = () => setAsked(null)
  if (!data) {
    return (
      <Page title={t('slotTitle')} width="text">
        <HostNav />
        <h1 className="sr-only">{t('slotTitle')}</h1>
        {isProblem(error) && error.status === 404 ? (
          <EmptyState title={t('slotNotFoundTitle')} textileId={id} />
        ) : error ? (
          <ErrorState title={t('slotFailed')} error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-72 rounded-lg" />
        )}
      </Page>
    )
  }
  const { slot, bookings, meetingPoint } = data
  const day = civilDateAt(slot.startsAt, slot.timeZone)
  return (
    <Page title={t('slotTitle')} width="text">
      <HostNav />
      <PageHeader
        title={slot.experience.title}
        eyebrow={dates.dateTime(slot.startsAt, slot.timeZone)}
        lead={meetingPoint.address}
        back={
          may('schedule')
            ? { to: `/anfitrion/calendario?dia=${day}`, label: t('calendar') }
            : { to: '/anfitrion/puerta', label: t('room.door') }
        }
      />
      <div className="flex flex-wrap items-center gap-3">
        <SlotChip slot={slot} />
        {slot.isPrivate && <StatusChip tone="accent">{words('host.chip')}</StatusChip>}
        <span className="tabular font-semibold">{t('taken', slot)}</span>
        {slot.arrived > 0 && <span className="tabular text-ink-soft">{t('arrived', { count: slot.arrived })}</span>}
        {slot.waiting > 0 && <span className="tabular text-ink-soft">{t('waiting', { count: slot.waiting })}</span>}
      </div>
      <GroupLinkSection slot={slot} />
      <SlotActions slot={slot} hasGuests={bookings.length > 0} onAsk={setAsked} />
      <section ref={list} tabIndex={-1} aria-label={t('slotTitle')} className="outline-none">
        {bookings.length === 0 ? (
          <EmptyState title={t('nobody')} body={t('nobodyBody')} textileId={slot.id} />
        ) : (
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {bookings.map((booking) => (
              <SlotGuest key={booking.id} slot={slot} booking={booking} onCancel={() => setCancelling(booking)} />
            ))}
          </ul>
        )}
      </section>
      {asked === 'capacity' && <CapacityDialog slot={slot} onClose={close} />}
      {asked === 'move' && <MoveDialog slot={slot} onClose={close} />}
      {asked === 'announce' && <AnnounceDialog slot={slot} onClose={close} />}
      {cancelling && (
        <CancelBookingDialog
          slot={slot}
          booking={cancelling}
          onCancelled={() => setCancelled(cancelling.id)}
          onClose={() => setCancelling(null)}
        />
      )}
    </Page>
  )
}
