import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { hostBookingSorts, type HostedBookingPage } from '../../../contracts/bookings.ts'
import { useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { pagedQuery } from '../../lib/paged.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { StatusChip, type Tone } from '../../ui/chip.tsx'
import { DownloadButton } from '../../ui/download-button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { WordsField } from '../../ui/words-field.tsx'
import { type BookingsAsked, bookingsAsked, bookingStates, readBookings } from './bookings-search.rules.ts'
import { HostGate } from './host-gate.tsx'

type BookingsPageOf = z.infer<typeof HostedBookingPage>
type Booked = BookingsPageOf['items'][number]

const hostBookingsQuery = (asked: BookingsAsked) =>
  pagedQuery<BookingsPageOf>([...queryKeys.bookings, 'host', 'all'], '/host/bookings', { asked })

/** `/anfitrion/reservas`: everybody who ever booked, to be found by name, code or day. */
export function BookingsPage() {
  return (
    <HostGate path="/anfitrion/reservas" action="bookings">
      <Bookings />
    </HostGate>
  )
}

function Bookings() {
  const { t } = useTranslation('hosting')
  const search = useSearch({ from: '/anfitrion/reservas' })
  const asked = bookingsAsked(search)
  const list = useInfiniteQuery(hostBookingsQuery(asked))
  const bookings = list.data?.pages.flatMap((page) => page.items)
  const isNarrowed = Object.keys(search).some((key) => key !== 'orden')
  return (
    <Page title={t('bookings.title')} width="text">
      <HostNav />
      <PageHeader title={t('bookings.title')} lead={t('bookings.lead')} />
      <Tools asked={asked} />
      {!bookings ? (
        list.error ? (
          <ErrorState title={t('bookings.failed')} error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <div aria-busy="true" className="space-y-3">
            <output className="sr-only">{t('bookings.loading')}</output>
            {[0, 1, 2].map((i) => (
              <Skeleton key={i} className="h-24 rounded-lg" />
            ))}
          </div>
        )
      ) : bookings.length === 0 ? (
        <EmptyState
          title={t(isNarrowed ? 'bookings.noneFound' : 'bookings.emptyTitle')}
          body={t(isNarrowed ? 'bookings.noneFoundBody' : 'bookings.empty')}
          textileId="reservas"
          {...(!isNarrowed && {
            action: <LinkButton to="/anfitrion/calendario">{t('calendar')}</LinkButton>,
          })}
        />
      ) : (
        <>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {bookings.map((booking) => (
              <BookingRow key={booking.id} booking={booking} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage} isWide>
              {t('more')}
            </Button>
          )}
        </>
      )}
    </Page>
  )
}

/** Which of them, in which order; on the screen and in the spreadsheet alike. */
function Tools({ asked }: { asked: BookingsAsked }) {
  const { t } = useTranslation('hosting')
  const navigate = useNavigate()
  const search = useSearch({ from: '/anfitrion/reservas' })
  const show = (next: Record<string, string>) =>
    void navigate({
      to: '/anfitrion/reservas',
      search: readBookings({ ...search, ...next }),
      replace: true,
      resetScroll: false,
    })
  return (
    <div className="grid grid-cols-2 items-end gap-x-4 gap-y-3 sm:grid-cols-4">
      <WordsField
        label={t('bookings.search')}
        fieldClassName="col-span-2 sm:col-span-4"
        words={search.q}
        onWords={(q = '') => show({ q })}
      />
      <SelectField
        label={t('tools.state')}
        value={search.estado ?? ''}
        onChange={(event) => show({ estado: event.target.value })}
        options={[
          { value: '', label: t('tools.allStates') },
          ...bookingStates.map((value) => ({ value, label: t(`bookings.status.${value}`) })),
        ]}
      />
      <SelectField
        label={t('tools.sort')}
        value={search.orden ?? 'newest'}
        onChange={(event) => show({ orden: event.target.value })}
        options={hostBookingSorts.map((value) => ({ value, label: t(`bookings.sorts.${value}`) }))}
      />
      <TextField
        type="date"
        label={t('bookings.from')}
        className="tabular"
        value={search.desde ?? ''}
        onChange={(event) => show({ desde: event.target.value })}
      />
      <TextField
        type="date"
        label={t('bookings.to')}
        className="tabular"
        min={search.desde}
        value={search.hasta ?? ''}
        onChange={(event) => show({ hasta: event.target.value })}
      />
      <div className="col-span-2 sm:col-span-4">
        <DownloadButton path="/host/bookings" name={t('bookings.file')} label={t('tools.export')} query={asked} />
      </div>
    </div>
  )
}

const tones: Partial<Record<Booked['status'], Tone>> = { CONFIRMED: 'success', CANCELLED: 'neutral' }

function BookingRow({ booking }: { booking: Booked }) {
  const { t } = useTranslation('hosting')
  const dates = useDates()
  const money = useFormatMoney()
  const { status, admitted, seats, guest, experience } = booking
  return (
    <li className="relative flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-3 transition-colors hover:bg-sunken">
      <div className="min-w-0 flex-1">
        <Link
          to="/anfitrion/horarios/$id"
          params={{ id: booking.slotId }}
          className="font-semibold wrap-anywhere no-underline after:absolute after:inset-0 hover:underline"
        >
          {guest.name}
        </Link>
        <p className="text-sm wrap-anywhere text-ink-soft">{experience.title}</p>
        <p className="tabular text-sm text-ink-soft">
          {dates.dateTime(booking.startsAt, booking.timeZone)} · {t('seats', { count: seats })} · {booking.code}
        </p>
      </div>
      <div className="flex flex-col items-end gap-1">
        <StatusChip tone={tones[status] ?? 'info'}>
          {status === 'CONFIRMED' || status === 'COMPLETED' || status === 'CANCELLED'
            ? t(`bookings.status.${status}`)
            : status}
        </StatusChip>
        {admitted > 0 && (
          <span className="tabular text-sm text-nopal">
            {admitted < seats ? t('herePart', { admitted, seats }) : t('here')}
          </span>
        )}
        {booking.noShowAt && <StatusChip tone="warning">{t('noShow')}</StatusChip>}
        {'total' in booking && status !== 'CANCELLED' && (
          <span className="tabular font-semibold">{money(booking.total, 'short')}</span>
        )}
      </div>
    </li>
  )
}
