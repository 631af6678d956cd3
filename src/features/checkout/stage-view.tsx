import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Booking } from '../../../contracts/bookings.ts'
import { civilDateAt } from '../../lib/dates.ts'
import { partyOfBooking } from '../../lib/party.rules.ts'
import { LinkButton } from '../../ui/button.tsx'
import { type Waiting, WaitingStage } from '../../ui/payment/waiting-stage.tsx'

/** Every stage of a booking in which there is nothing to fill in. */
export function StageView({
  booking,
  ...facts
}: {
  stage: Waiting<'BY_GUEST' | 'BY_HOST' | 'BY_ADMIN'>
  booking: Booking
  checkAgain: () => Promise<unknown>
  headingRef: RefObject<HTMLHeadingElement | null>
}) {
  const { t } = useTranslation('checkout')
  const { experience } = booking
  return (
    <WaitingStage
      {...facts}
      words={{
        confirmed: {
          title: t('confirmedTitle'),
          action: (
            <LinkButton variant="primary" to="/reservas/$id/lista" params={{ id: booking.id }}>
              {t('seeTickets')}
            </LinkButton>
          ),
        },
        preparing: t('preparing'),
        all: <LinkButton to="/mis-planes">{t('seePlans')}</LinkButton>,
        again: (
          <LinkButton
            variant="primary"
            to="/reservar/$slotId"
            params={{ slotId: booking.slotId }}
            search={{
              ...partyOfBooking(booking),
              experiencia: experience.slug,
              dia: civilDateAt(booking.startsAt, booking.timeZone),
            }}
          >
            {t('searchAgain')}
          </LinkButton>
        ),
        holdOver: { title: t('holdOverTitle'), body: t('holdOver') },
        late: { refunded: (amount) => t('lateRefund', { amount }), checking: t('lateChecking') },
        cancelled: {
          title: (reason) => t(`cancelledTitle.${reason}`),
          nothing: t('cancelledNothing'),
          action: (
            <LinkButton to="/mis-planes/reservas/$id" params={{ id: booking.id }}>
              {t('seePlans')}
            </LinkButton>
          ),
        },
      }}
    />
  )
}
