import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../lib/http.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { PapelPicado } from '../../ui/papel-picado.tsx'
import { PlaceAndTime } from '../../ui/place-and-time.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { BookingCode, CalendarButton } from './booking-facts.tsx'
import { TicketsSection } from './tickets-section.tsx'
import { useTripBooking } from './use-trip.ts'

/** `/reservas/$id/lista`: the code, where to be and when, and the tickets. */
export function ConfirmedPage() {
  const { id } = useParams({ from: '/reservas/$id/lista' })
  const { t } = useTranslation('bookings')
  const trip = useTripBooking(id)
  const { booking, me, error } = trip

  if (booking && trip.hasTickets) {
    return (
      <>
        <PapelPicado />
        <Page title={t('confirmed.title')} width="text" className="gap-8">
          <p className="sr-only" aria-live="polite">
            {t('confirmed.announce', { code: booking.code })}
          </p>
          <PageHeader
            title={t('confirmed.title')}
            eyebrow={booking.experience.title}
            lead={me ? t('confirmed.lead', { email: me.email }) : t('confirmed.leadNoMail')}
            hasBand={false}
          />
          <Card edge>
            <div className="space-y-5">
              <BookingCode code={booking.code} />
              <PlaceAndTime
                startsAt={booking.startsAt}
                endsAt={booking.endsAt}
                timeZone={booking.timeZone}
                place={booking.experience.meetingPoint}
              />
              <div className="flex flex-wrap gap-3">
                {trip.storedAt === null && <CalendarButton booking={booking} />}
                <LinkButton variant="quiet" to="/mis-planes/reservas/$id" params={{ id }}>
                  {t('confirmed.detail')}
                </LinkButton>
              </div>
            </div>
          </Card>
          <TicketsSection booking={booking} trip={trip} />
          <div>
            <LinkButton variant="primary" to="/mis-planes">
              {t('confirmed.plans')}
            </LinkButton>
          </div>
        </Page>
      </>
    )
  }
  return (
    <Page title={t('title')} width="text">
      <h1 className="sr-only">{t('title')}</h1>
      {me === null ? (
        <EmptyState
          title={t('signInTitle')}
          body={t('signIn')}
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: `/reservas/${id}/lista` }}>
              {t('signInButton')}
            </LinkButton>
          }
        />
      ) : booking ? (
        <EmptyState
          title={t('confirmed.notYet')}
          textileId={id}
          action={
            <LinkButton variant="primary" to="/mis-planes/reservas/$id" params={{ id }}>
              {t('confirmed.goOn')}
            </LinkButton>
          }
        />
      ) : isProblem(error) && (error.status === 404 || error.status === 400) ? (
        <EmptyState
          title={t('notFoundTitle')}
          body={t('notFound')}
          action={<LinkButton to="/mis-planes">{t('backToPlans')}</LinkButton>}
        />
      ) : error ? (
        <ErrorState title={t('bookingFailed')} error={error} onRetry={() => void trip.refetch()} />
      ) : (
        <div aria-busy="true" className="space-y-4">
          {/* Where the cut paper will hang, then the lines, the card and the tickets. */}
          <div className="h-10" />
          <Skeleton className="h-5 w-1/2" />
          <Skeleton className="h-10 w-2/3" />
          <Skeleton className="h-12" />
          <Skeleton className="h-80 sm:h-72" />
          <Skeleton className="h-[25rem] w-[17rem]" />
        </div>
      )}
    </Page>
  )
}
