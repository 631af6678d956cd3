import { useTranslation } from 'react-i18next'
import type { RefObject } from 'react'
import type { Booking } from '../../../contracts/bookings.ts'
import { civilDateAt } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { useOnline } from '../../lib/online.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import type { Stage } from '../../lib/payment/payment-stage.rules.ts'
import { partyOfBooking } from '../../lib/party.rules.ts'
import { StagePanel } from '../../ui/payment/stage-panel.tsx'

type Waiting = Exclude<Stage<'BY_GUEST' | 'BY_HOST' | 'BY_ADMIN'>, { kind: 'form' | 'sending' | 'bank-step' }>
type Props = {
  stage: Waiting
  booking: Booking
  checkAgain: () => Promise<unknown>
  headingRef: RefObject<HTMLHeadingElement | null>
}

/** Every stage in which there is nothing to fill in. */
export function StageView({ stage, booking, checkAgain, headingRef }: Props) {
  const { t } = useTranslation('checkout')
  const money = useFormatMoney()
  const online = useOnline()
  const { experience } = booking

  const plans = <LinkButton to="/mis-planes">{t('seePlans')}</LinkButton>
  const check = <Button onPress={() => void checkAgain()}>{t('checkAgain')}</Button>
  const again = (
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
  )

  switch (stage.kind) {
    case 'confirmed':
      return (
        <StagePanel
          icon="good"
          title={t('confirmedTitle')}
          headingRef={headingRef}
          actions={
            <LinkButton variant="primary" to="/reservas/$id/lista" params={{ id: booking.id }}>
              {t('seeTickets')}
            </LinkButton>
          }
        />
      )
    case 'preparing':
      return (
        <StagePanel icon="busy" title={t('preparingTitle')} headingRef={headingRef} actions={check}>
          <p>{t('preparing')}</p>
        </StagePanel>
      )
    case 'confirming':
      return stage.slow ? (
        <StagePanel
          icon="over"
          title={t('slowTitle')}
          headingRef={headingRef}
          actions={
            <>
              {check}
              {plans}
            </>
          }
        >
          <p>{t('slow')}</p>
        </StagePanel>
      ) : (
        <StagePanel icon="busy" title={t('confirmingTitle')} headingRef={headingRef}>
          <p>{t('confirming')}</p>
        </StagePanel>
      )
    case 'checking':
      return (
        <StagePanel
          icon={online ? 'busy' : 'offline'}
          title={stage.slow ? t('slowTitle') : t('checkingTitle')}
          headingRef={headingRef}
          actions={
            <>
              {check}
              {stage.slow && plans}
            </>
          }
        >
          <p>{online ? t('checking') : t('checkingOffline')}</p>
        </StagePanel>
      )
    case 'closing':
      return (
        <StagePanel icon="over" title={t('closingTitle')} headingRef={headingRef}>
          <p>{t('closing')}</p>
        </StagePanel>
      )
    case 'hold-over':
      return (
        <StagePanel icon="over" title={t('holdOverTitle')} headingRef={headingRef} actions={again}>
          <p>{t('holdOver')}</p>
        </StagePanel>
      )
    case 'late-money':
      return (
        <StagePanel
          icon={stage.refund ? 'over' : 'busy'}
          title={t('lateTitle')}
          headingRef={headingRef}
          actions={
            <>
              {stage.refund ? again : check}
              {plans}
            </>
          }
        >
          <p>{stage.refund ? t('lateRefund', { amount: money(stage.refund.amount) }) : t('lateChecking')}</p>
          {stage.refund && <RefundLine refund={stage.refund} />}
        </StagePanel>
      )
    case 'cancelled':
      return (
        <StagePanel
          icon="bad"
          title={t(`cancelledTitle.${stage.reason}`)}
          headingRef={headingRef}
          actions={
            <LinkButton to="/mis-planes/reservas/$id" params={{ id: booking.id }}>
              {t('seePlans')}
            </LinkButton>
          }
        >
          <p>{stage.refund ? t('cancelledRefund', { amount: money(stage.refund.amount) }) : t('cancelledNothing')}</p>
          {stage.refund && <RefundLine refund={stage.refund} />}
        </StagePanel>
      )
  }
}

function RefundLine({ refund }: { refund: NonNullable<Booking['refund']> }) {
  const { t } = useTranslation('checkout')
  const phase = refund.status === 'SUCCEEDED' ? 'done' : refund.status === 'FAILED' ? 'failed' : 'underWay'
  return <p className="text-sm text-ink-soft">{t(`refundStatus.${phase}`)}</p>
}
