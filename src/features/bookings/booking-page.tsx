import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Booking } from '../../../contracts/bookings.ts'
import { formatTime } from '../../lib/dates.ts'
import { isProblem } from '../../lib/http.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { useFocusOn } from '../../lib/use-focus-on.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { DatedPolicy } from '../../ui/dated-policy.tsx'
import { Notice } from '../../ui/notice.tsx'
import { BackLink, Page, PageHeader, Section } from '../../ui/page.tsx'
import { PlaceAndTime } from '../../ui/place-and-time.tsx'
import { ReviewPrompt, useHasReviews } from '../../ui/reviews/review-prompt.tsx'
import { SlotOffers } from '../../ui/slot-offers.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { StoredNote } from '../../ui/stored-note.tsx'
import { WriteLink } from '../../ui/write-link.tsx'
import { BookingCode, CalendarButton, PartyLines } from './booking-facts.tsx'
import { BookingSteps } from './booking-steps.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { BookingChip, FinishPaying } from './plan-card.tsx'
import { RescheduleDialog } from './reschedule-dialog.tsx'
import { TicketsSection } from './tickets-section.tsx'
import { isLiveHold } from './trip.rules.ts'
import { useTripBooking } from './use-trip.ts'

/** `/mis-planes/reservas/$id`: everything about one booking, and what can still be changed. */
export function BookingPage() {
  const { id } = useParams({ from: '/mis-planes/reservas/$id' })
  const { t } = useTranslation('bookings')
  const trip = useTripBooking(id)
  const { booking, me, error } = trip
  const back = { to: '/mis-planes', label: t('backToPlans') }

  if (booking) return <Details booking={booking} trip={trip} />
  return (
    <Page title={t('title')} width="text">
      <h1 className="sr-only">{t('title')}</h1>
      {me === null ? (
        <EmptyState
          title={t('signInTitle')}
          body={t('signIn')}
          textileId={id}
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: `/mis-planes/reservas/${id}` }}>
              {t('signInButton')}
            </LinkButton>
          }
        />
      ) : isProblem(error) && (error.status === 404 || error.status === 400) ? (
        <EmptyState
          title={t('notFoundTitle')}
          body={t('notFound')}
          textileId={id}
          action={<LinkButton to="/mis-planes">{t('backToPlans')}</LinkButton>}
        />
      ) : error ? (
        <>
          <BackLink {...back} />
          <ErrorState title={t('bookingFailed')} error={error} onRetry={() => void trip.refetch()} />
        </>
      ) : (
        <div aria-busy="true" className="space-y-4">
          <BackLink {...back} />
          <Skeleton className="h-5 w-1/3" />
          <Skeleton className="h-16 w-2/3" />
          <Skeleton className="h-8 w-28" />
          <Skeleton className="h-72" />
          <Skeleton className="h-[25rem] w-[17rem]" />
        </div>
      )}
    </Page>
  )
}

function Details({ booking, trip }: { booking: Booking; trip: ReturnType<typeof useTripBooking> }) {
  const { t } = useTranslation('bookings')
  const { experience } = booking
  const { t: words } = useTranslation('reviews')
  const statusRef = useFocusOn<HTMLDivElement>(booking.status)
  const hasReviews = useHasReviews({ bookingId: booking.id }, booking.status === 'COMPLETED' && trip.storedAt === null)
  return (
    <Page title={experience.title} width="text" className="gap-8">
      <PageHeader
        title={experience.title}
        eyebrow={t('host', { name: experience.host.name })}
        back={{ to: '/mis-planes', label: t('backToPlans') }}
      />
      <div ref={statusRef} tabIndex={-1} className="-mt-2 flex flex-wrap items-center gap-3 outline-none">
        <BookingChip booking={booking} />
      </div>
      {trip.storedAt !== null && <StoredNote savedAt={trip.storedAt} />}
      {trip.storedAt === null && <SlotOffers bookingId={booking.id} />}
      <HoldNotice booking={booking} />
      {isOfferedNoMore(booking) && isAheadAt(booking, serverNow()) && (
        <Notice title={t('offeredNoMore.title')}>{t('offeredNoMore.body', { name: experience.host.name })}</Notice>
      )}
      <Card edge={trip.hasTickets}>
        <div className="space-y-5">
          {trip.hasTickets && <BookingCode code={booking.code} />}
          <PlaceAndTime
            startsAt={booking.startsAt}
            endsAt={booking.endsAt}
            timeZone={booking.timeZone}
            place={experience.meetingPoint}
          />
          {trip.hasTickets && trip.storedAt === null && <CalendarButton booking={booking} />}
        </div>
      </Card>
      {trip.hasTickets && <TicketsSection booking={booking} trip={trip} />}
      <Section title={t('who')}>
        <PartyLines booking={booking} />
        {booking.specialRequests && (
          <div>
            <p className="text-sm text-ink-soft">{t('requests')}</p>
            <p className="whitespace-pre-line">{booking.specialRequests}</p>
          </div>
        )}
      </Section>
      {hasReviews && (
        <Section title={words('title')}>
          <ReviewPrompt about={{ bookingId: booking.id }} title={experience.title} />
        </Section>
      )}
      <Section title={t('timeline')}>
        <BookingSteps booking={booking} />
      </Section>
      {trip.storedAt === null && trip.hasTickets && (
        <WriteLink about="BOOKING" id={booking.id} title={experience.title} />
      )}
      <Changes booking={booking} isStored={trip.storedAt !== null} />
    </Page>
  )
}

/** Its listing is gone, and with it every other time; what a phone kept from before says nothing of it. */
const isOfferedNoMore = ({ experience }: Booking) => experience.isOffered === false
const isAheadAt = ({ status, startsAt }: Booking, now: number) => status === 'CONFIRMED' && Date.parse(startsAt) > now

function HoldNotice({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings')
  const language = useLanguage()
  if (!isLiveHold(booking, serverNow()) || !booking.holdExpiresAt) return null
  const time = formatTime(booking.holdExpiresAt, Intl.DateTimeFormat().resolvedOptions().timeZone, language)
  return <Notice tone="warning" title={t('heldUntil', { time })} action={<FinishPaying booking={booking} />} />
}

/** What may still be done, with the policy beside it. Without signal nothing can be changed. */
function Changes({ booking, isStored }: { booking: Booking; isStored: boolean }) {
  const { t } = useTranslation('bookings')
  const [open, setOpen] = useState<'cancel' | 'reschedule' | null>(null)
  const now = serverNow()
  const isAhead = isAheadAt(booking, now)
  const isHeld = isLiveHold(booking, now)
  const isOver = booking.status === 'CANCELLED' || booking.status === 'COMPLETED'
  if (isOver && isOfferedNoMore(booking)) return <p className="text-ink-soft">{t('offeredNoMore.over')}</p>
  if (isOver) {
    return (
      <div>
        <LinkButton to="/experiencias/$slug" params={{ slug: booking.experience.slug }}>
          {t('bookAgain')}
        </LinkButton>
      </div>
    )
  }
  return (
    <Section title={t('policy')}>
      <DatedPolicy policy={booking.cancellationPolicy} startsAt={booking.startsAt} timeZone={booking.timeZone} />
      {!isStored && (isAhead || isHeld) && (
        <div className="flex flex-wrap gap-3">
          {isAhead && !isOfferedNoMore(booking) && (
            <Button onPress={() => setOpen('reschedule')}>{t('reschedule')}</Button>
          )}
          {!(isHeld && booking.checkoutId) && (
            <Button variant="danger" onPress={() => setOpen('cancel')}>
              {t(isHeld ? 'release' : 'cancel')}
            </Button>
          )}
        </div>
      )}
      {open === 'cancel' && <CancelDialog booking={booking} onClose={() => setOpen(null)} />}
      {open === 'reschedule' && <RescheduleDialog booking={booking} onClose={() => setOpen(null)} />}
    </Section>
  )
}
