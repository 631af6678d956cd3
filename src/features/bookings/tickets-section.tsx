import { useTranslation } from 'react-i18next'
import type { Booking } from '../../../contracts/bookings.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { TicketStrip } from './ticket-strip.tsx'
import type { useTripBooking } from './use-trip.ts'

type Props = {
  booking: Booking
  trip: Pick<ReturnType<typeof useTripBooking>, 'tickets' | 'ticketsError' | 'refetchTickets' | 'cutOff'>
}

export function TicketsSection({ booking, trip }: Props) {
  const { t } = useTranslation('bookings')
  const { tickets, ticketsError, cutOff } = trip
  return (
    <Section title={t('tickets')} lead={t('ticketsHelp')}>
      {tickets ? (
        <TicketStrip booking={booking} tickets={tickets} />
      ) : cutOff ? (
        <Notice tone="warning">{t('ticketsOffline', { code: booking.code })}</Notice>
      ) : ticketsError ? (
        <Notice tone="warning" action={<Button onPress={() => void trip.refetchTickets()}>{t('retry')}</Button>}>
          {t('ticketsFailed')}
        </Notice>
      ) : (
        <Skeleton className="h-[22.75rem] w-[17rem] rounded-lg" />
      )}
    </Section>
  )
}
