import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayClosed, HostSlot } from '../../../contracts/schedules.ts'
import { addDays, civilDateAt, todayAt, useDates, weekdayOf } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { useFocusAfter } from '../../lib/use-focus-on.ts'
import { Button, IconButton, LinkButton } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { HostNav } from '../../ui/host-nav.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { AffectedDialog } from './affected-dialog.tsx'
import { CalendarFeedSection } from './calendar-feed.tsx'
import { HostGate } from './host-gate.tsx'
import { SlotChip } from './slot-chip.tsx'
import { calendarQuery, useTimesAction } from './schedule-queries.ts'

/** `/anfitrion/calendario` */
export function CalendarPage() {
  return (
    <HostGate path="/anfitrion/calendario" action="schedule">
      <Calendar />
    </HostGate>
  )
}

const firstOf = (day: string) => `${day.slice(0, 7)}-01`
const monthAfter = (first: string) => firstOf(addDays(first, 32))

function Calendar() {
  const { t } = useTranslation('hosting')
  const dates = useDates()
  const today = todayAt()
  const { dia: day = today } = useSearch({ from: '/anfitrion/calendario' })
  const navigate = useNavigate()
  const [isClosing, setClosing] = useState(false)
  const [closedDay, setClosedDay] = useState<string | null>(null)
  const first = firstOf(day)
  const last = addDays(monthAfter(first), -1)
  const { data: slots, error, refetch } = useQuery(calendarQuery(first, last))
  const show = (dia: string) =>
    void navigate({
      to: '/anfitrion/calendario',
      search: dia === today ? {} : { dia },
      replace: true,
      resetScroll: false,
    })
  const onDay = (one: string) => slots?.filter((slot) => civilDateAt(slot.startsAt, slot.timeZone) === one) ?? []
  const chosen = onDay(day)
  const isOpenDay = day >= today && chosen.some(({ status }) => status === 'OPEN' || status === 'FULL')
  // The button that closed it goes with the last open time.
  const heading = useFocusAfter<HTMLHeadingElement>(closedDay === day && isOpenDay)
  return (
    <Page title={t('calendar')}>
      <HostNav />
      <PageHeader title={t('calendar')} lead={t('calendarLead')} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
        <section className="rounded-lg border border-line bg-surface p-3 shadow-low sm:p-4">
          <div className="mb-2 flex items-center justify-between gap-2">
            <IconButton label={t('before')} onPress={() => show(firstOf(addDays(first, -1)))}>
              <ChevronLeft aria-hidden className="size-5" />
            </IconButton>
            <h2 className="text-lg first-letter:uppercase" aria-live="polite">
              {dates.month(first)} {first.slice(0, 4)}
            </h2>
            <IconButton label={t('after')} onPress={() => show(monthAfter(first))}>
              <ChevronRight aria-hidden className="size-5" />
            </IconButton>
          </div>
          <Month {...{ first, last, day, today, onDay, onShow: show }} isPending={!slots && !error} />
          {day !== today && (
            <Button variant="quiet" isWide className="mt-2" onPress={() => show(today)}>
              {t('today')}
            </Button>
          )}
        </section>
        <section className="flex flex-col gap-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h2 ref={heading} tabIndex={-1} className="text-xl first-letter:uppercase">
              {dates.civilDay(day)}
            </h2>
            {isOpenDay && (
              <Button variant="danger" onPress={() => setClosing(true)}>
                {t('closeDay')}
              </Button>
            )}
          </div>
          {!slots ? (
            error ? (
              <ErrorState title={t('calendarFailed')} error={error} onRetry={() => void refetch()} />
            ) : (
              <Skeleton className="h-32 rounded-lg" />
            )
          ) : chosen.length === 0 ? (
            <EmptyState
              title={t('nothingThatDay')}
              body={t('nothingThatDayBody')}
              textileId={day}
              action={<LinkButton to="/anfitrion/experiencias">{t('title')}</LinkButton>}
            />
          ) : (
            <ul className="flex flex-col gap-3">
              {chosen.map((slot) => (
                <SlotCard key={slot.id} slot={slot} />
              ))}
            </ul>
          )}
        </section>
      </div>
      <CalendarFeedSection />
      {isClosing && <CloseDayDialog day={day} onClose={() => setClosing(false)} onClosed={() => setClosedDay(day)} />}
    </Page>
  )
}

function Month({
  first,
  last,
  day,
  today,
  onDay,
  onShow,
  isPending,
}: {
  first: string
  last: string
  day: string
  today: string
  onDay: (day: string) => HostSlot[]
  onShow: (day: string) => void
  isPending: boolean
}) {
  const { t } = useTranslation('hosting')
  const dates = useDates()
  // Weeks begin on Monday, as calendars in Mexico's offices do.
  const lead = (weekdayOf(first) + 6) % 7
  const days = Array.from({ length: Number(last.slice(8)) }, (_, index) => addDays(first, index))
  return (
    <div aria-busy={isPending} className="grid grid-cols-7 gap-1 text-center">
      {[1, 2, 3, 4, 5, 6, 7].map((n) => (
        <span key={n} aria-hidden className="py-1 text-sm text-ink-soft">
          {dates.civilParts(`2026-06-0${n}`).weekday.slice(0, 3)}
        </span>
      ))}
      {days.map((one, index) => {
        const slots = onDay(one).filter(({ status }) => status !== 'CANCELLED')
        const taken = slots.reduce((sum, slot) => sum + slot.taken, 0)
        const isFull = slots.length > 0 && slots.every(({ status }) => status !== 'OPEN')
        return (
          <button
            key={one}
            type="button"
            aria-pressed={one === day}
            aria-current={one === today ? 'date' : undefined}
            aria-label={t('dayLabel', { day: dates.civilDay(one), count: slots.length })}
            style={index === 0 ? { gridColumnStart: lead + 1 } : undefined}
            onClick={() => onShow(one)}
            className={cx(
              'tabular flex min-h-12 flex-col items-center justify-center gap-1 rounded-md leading-none transition-colors',
              one === day ? 'bg-ink text-paper' : slots.length > 0 ? 'bg-sunken hover:bg-line' : 'hover:bg-sunken',
              one < today && one !== day && 'text-ink-soft',
              one === today && 'font-bold underline decoration-grana decoration-2 underline-offset-4',
            )}
          >
            {Number(one.slice(8))}
            <span
              aria-hidden
              className={cx(
                'h-1.5 rounded-full',
                slots.length === 0 ? 'w-0' : 'w-5',
                one < today ? 'bg-line-strong' : isFull ? 'bg-grana' : taken > 0 ? 'bg-cempasuchil' : 'bg-nopal',
              )}
            />
          </button>
        )
      })}
    </div>
  )
}

function SlotCard({ slot }: { slot: HostSlot }) {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('groups')
  const dates = useDates()
  const facts = [
    slot.arrived > 0 && t('arrived', { count: slot.arrived }),
    slot.waiting > 0 && t('waiting', { count: slot.waiting }),
    slot.openOffers > 0 && t('openOffers', { count: slot.openOffers }),
  ].filter(Boolean)
  return (
    <li className="relative flex gap-4 rounded-lg border border-line bg-surface p-4 shadow-low transition-shadow hover:shadow-high">
      <p className="tabular min-w-16 shrink-0 font-display whitespace-nowrap text-lg font-semibold">
        {dates.time(slot.startsAt, slot.timeZone)}
      </p>
      <div className="min-w-0 flex-1">
        <h3 className="font-sans leading-snug font-semibold">
          <Link
            to="/anfitrion/horarios/$id"
            params={{ id: slot.id }}
            className="no-underline after:absolute after:inset-0 after:rounded-lg hover:underline"
          >
            {slot.experience.title}
          </Link>
        </h3>
        <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2">
          <SlotChip slot={slot} />
          {slot.isPrivate && <StatusChip tone="accent">{words('host.chip')}</StatusChip>}
          <span className="tabular text-sm">{t('taken', slot)}</span>
        </div>
        <div aria-hidden className="mt-2 h-2 overflow-hidden rounded-full bg-sunken">
          <div
            className="h-full bg-nopal"
            style={{ width: `${Math.min(100, (slot.taken / Math.max(1, slot.capacity)) * 100)}%` }}
          />
        </div>
        {facts.length > 0 && <p className="mt-2 text-sm text-ink-soft">{facts.join(' · ')}</p>}
      </div>
    </li>
  )
}

function CloseDayDialog({ day, onClose, onClosed }: { day: string; onClose: () => void; onClosed: () => void }) {
  const { t } = useTranslation('hosting')
  const dates = useDates()
  const toast = useToast()
  const close = useTimesAction((message: string, options) =>
    http.post<DayClosed>('/host/calendar/close-day', { body: { date: day, message }, ...options }),
  )
  return (
    <AffectedDialog
      title={t('closeDayTitle', { day: dates.civilDay(day) })}
      body={t('closeDayBody')}
      confirmLabel={t('closeDayDo')}
      path="/host/calendar/affected"
      query={{ date: day }}
      isPending={close.isPending}
      error={close.error}
      onClose={onClose}
      onConfirm={(message) =>
        close.mutate(message, {
          onSuccess: ({ offers }) => {
            toast({ tone: 'success', message: t(offers > 0 ? 'dayClosed' : 'dayClosedNobody') })
            onClosed()
            onClose()
          },
        })
      }
    />
  )
}
