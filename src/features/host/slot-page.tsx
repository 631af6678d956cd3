import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Download, Megaphone, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Slot } from '../../../contracts/experiences.ts'
import type { Announced, HostSlot, Manifest, NoShowMarked, SlotMoved } from '../../../contracts/schedules.ts'
import { useMay } from '../../lib/acting.ts'
import { civilDateAt, todayAt, useDates } from '../../lib/dates.ts'
import { apiUrl, http, isProblem } from '../../lib/http.ts'
import { hasPassed, instantAt } from '../../lib/instant-at.ts'
import { readCount } from '../../lib/pesos.rules.ts'
import { useServerNow } from '../../lib/server-clock.ts'
import { AnchorButton, Button } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextAreaField, TextField } from '../../ui/field.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { WriteLink } from '../../ui/write-link.tsx'
import { AffectedDialog } from './affected-dialog.tsx'
import { GroupLinkSection } from './group-link.tsx'
import { HostGate } from './host-gate.tsx'
import { SlotChip } from './slot-chip.tsx'
import { manifestQuery, useTimesAction } from './schedule-queries.ts'

/** `/anfitrion/horarios/$id`: who comes, and what can be done with the time. Prints as a list. */
export function SlotPage() {
  const { id } = useParams({ from: '/anfitrion/horarios/$id' })
  return (
    <HostGate path={`/anfitrion/horarios/${id}`} action="check-in">
      <SlotOf key={id} id={id} />
    </HostGate>
  )
}

type Asked = 'capacity' | 'move' | 'announce'

function SlotOf({ id }: { id: string }) {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('groups')
  const dates = useDates()
  const { data, error, refetch } = useQuery(manifestQuery(id))
  const [asked, setAsked] = useState<Asked | null>(null)
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
      <Actions slot={slot} hasGuests={bookings.length > 0} onAsk={setAsked} />
      {bookings.length === 0 ? (
        <EmptyState title={t('nobody')} body={t('nobodyBody')} textileId={slot.id} />
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {bookings.map((booking) => (
            <Guest key={booking.id} slot={slot} booking={booking} />
          ))}
        </ul>
      )}
      {asked === 'capacity' && <CapacityDialog slot={slot} onClose={close} />}
      {asked === 'move' && <MoveDialog slot={slot} onClose={close} />}
      {asked === 'announce' && <AnnounceDialog slot={slot} onClose={close} />}
    </Page>
  )
}

function useChangeSlot(slot: HostSlot) {
  return useTimesAction((body: { capacity?: number; status?: 'OPEN' | 'CLOSED' }) =>
    http.patch<Slot>(`/host/slots/${slot.id}`, { body }),
  )
}

function Actions({ slot, hasGuests, onAsk }: { slot: HostSlot; hasGuests: boolean; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('hosting')
  const toast = useToast()
  const now = useServerNow(60_000)
  const change = useChangeSlot(slot)
  const may = useMay('HOST')
  const isAhead = Date.parse(slot.startsAt) > now && slot.status !== 'CANCELLED'
  const isClosed = slot.status === 'CLOSED'
  return (
    <div className="flex flex-col gap-3 print:hidden">
      <div className="flex flex-wrap gap-2">
        {isAhead && may('schedule') && (
          <>
            <Button onPress={() => onAsk('capacity')}>{t('changeCapacity')}</Button>
            <Button onPress={() => onAsk('move')}>{t('move')}</Button>
            {!slot.bookingOver && (
              <Button
                isPending={change.isPending}
                onPress={() =>
                  change.mutate(
                    { status: isClosed ? 'OPEN' : 'CLOSED' },
                    { onSuccess: () => toast({ tone: 'success', message: t(isClosed ? 'reopened' : 'closed') }) },
                  )
                }
              >
                {t(isClosed ? 'reopen' : 'close')}
              </Button>
            )}
          </>
        )}
        {hasGuests && (
          <>
            {isAhead && may('schedule') && (
              <Button onPress={() => onAsk('announce')}>
                <Megaphone aria-hidden className="size-5" />
                {t('announce')}
              </Button>
            )}
            <Button onPress={() => print()}>
              <Printer aria-hidden className="size-5" />
              {t('print')}
            </Button>
            <AnchorButton href={apiUrl(`/host/slots/${slot.id}/manifest`, { format: 'csv' })} download>
              <Download aria-hidden className="size-5" />
              {t('csv')}
            </AnchorButton>
          </>
        )}
      </div>
      <SaveProblem error={change.error} />
    </div>
  )
}

function Guest({ slot, booking }: { slot: HostSlot; booking: Manifest['bookings'][number] }) {
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
      </div>
      <SaveProblem error={mark.error} />
    </li>
  )
}

/** Below what is taken the server says no, with the numbers. */
function CapacityDialog({ slot, onClose }: { slot: HostSlot; onClose: () => void }) {
  const { t } = useTranslation('hosting')
  const toast = useToast()
  const [typed, setTyped] = useState(String(slot.capacity))
  const change = useChangeSlot(slot)
  const capacity = readCount(typed) ?? 0
  const isWrong = capacity < 1 || capacity > 500
  const send = () => {
    if (isWrong || change.isPending) return
    change.mutate(
      { capacity },
      {
        onSuccess: () => {
          toast({ tone: 'success', message: t('capacitySaved', { count: capacity }) })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('capacityTitle')}
      footer={
        <Button variant="primary" isPending={change.isPending} onPress={send}>
          {t('save')}
        </Button>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <TextField
          label={t('capacity')}
          description={t('taken', slot)}
          inputMode="numeric"
          className="tabular"
          maxLength={3}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            change.reset()
          }}
          errorMessage={isWrong ? t('capacityWrong') : undefined}
        />
        <SaveProblem error={change.error} />
      </form>
    </Dialog>
  )
}

function MoveDialog({ slot, onClose }: { slot: HostSlot; onClose: () => void }) {
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

function AnnounceDialog({ slot, onClose }: { slot: HostSlot; onClose: () => void }) {
  const { t } = useTranslation('hosting')
  const toast = useToast()
  const [text, setText] = useState('')
  const [pressed, setPressed] = useState(false)
  const send = useTimesAction((body: { text: string }, options) =>
    http.post<z.infer<typeof Announced>>(`/host/slots/${slot.id}/announce`, { body, ...options }),
  )
  const isShort = text.trim().length < 3
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && !send.isPending && onClose()}
      title={t('announceTitle')}
      footer={
        <Button
          variant="primary"
          isPending={send.isPending}
          onPress={() => {
            setPressed(true)
            if (isShort || send.isPending) return
            send.mutate(
              { text: text.trim() },
              {
                onSuccess: ({ guests }) => {
                  toast({ tone: 'success', message: t('announced', { count: guests }) })
                  onClose()
                },
              },
            )
          }}
        >
          {t('announceDo')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-ink-soft">{t('announceLead')}</p>
        <TextAreaField
          label={t('announceText')}
          rows={5}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          errorMessage={pressed && isShort ? t('announceShort') : undefined}
        />
        <SaveProblem error={send.error} />
      </div>
    </Dialog>
  )
}
