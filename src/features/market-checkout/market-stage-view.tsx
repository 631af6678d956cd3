import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormatMoney } from '../../lib/money.ts'
import { useOnline } from '../../lib/online.ts'
import type { Stage } from '../../lib/payment/payment-stage.rules.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { StagePanel } from '../../ui/payment/stage-panel.tsx'

type Waiting = Exclude<Stage<'BY_BUYER' | 'BY_ADMIN'>, { kind: 'form' | 'sending' | 'bank-step' }>

/** Every stage of a purchase in which there is nothing to fill in. */
export function MarketStageView({
  stage,
  checkoutId,
  checkAgain,
  headingRef,
}: {
  stage: Waiting
  checkoutId: string
  checkAgain: () => Promise<unknown>
  headingRef: RefObject<HTMLHeadingElement | null>
}) {
  const { t } = useTranslation('market')
  // What paying itself says is the same for a booking and a basket.
  const { t: paying } = useTranslation('checkout')
  const money = useFormatMoney()
  const online = useOnline()

  const orders = <LinkButton to="/pedidos">{t('pay.orders')}</LinkButton>
  const check = <Button onPress={() => void checkAgain()}>{paying('checkAgain')}</Button>
  const basket = (
    <LinkButton variant="primary" to="/canasta">
      {t('pay.basket')}
    </LinkButton>
  )
  switch (stage.kind) {
    case 'confirmed':
      return (
        <StagePanel
          icon="good"
          title={t('pay.paidTitle')}
          headingRef={headingRef}
          actions={
            <LinkButton variant="primary" to="/compras/$id" params={{ id: checkoutId }}>
              {t('pay.seePurchase')}
            </LinkButton>
          }
        />
      )
    case 'preparing':
      return (
        <StagePanel icon="busy" title={paying('preparingTitle')} headingRef={headingRef} actions={check}>
          <p>{t('pay.preparing')}</p>
        </StagePanel>
      )
    case 'confirming':
      return stage.slow ? (
        <StagePanel
          icon="over"
          title={paying('slowTitle')}
          headingRef={headingRef}
          actions={
            <>
              {check}
              {orders}
            </>
          }
        >
          <p>{paying('slow')}</p>
        </StagePanel>
      ) : (
        <StagePanel icon="busy" title={paying('confirmingTitle')} headingRef={headingRef}>
          <p>{paying('confirming')}</p>
        </StagePanel>
      )
    case 'checking':
      return (
        <StagePanel
          icon={online ? 'busy' : 'offline'}
          title={paying(stage.slow ? 'slowTitle' : 'checkingTitle')}
          headingRef={headingRef}
          actions={
            <>
              {check}
              {stage.slow && orders}
            </>
          }
        >
          <p>{paying(online ? 'checking' : 'checkingOffline')}</p>
        </StagePanel>
      )
    case 'closing':
      return (
        <StagePanel icon="over" title={paying('closingTitle')} headingRef={headingRef}>
          <p>{paying('closing')}</p>
        </StagePanel>
      )
    case 'hold-over':
      return (
        <StagePanel icon="over" title={t('pay.holdOverTitle')} headingRef={headingRef} actions={basket}>
          <p>{t('pay.holdOver')}</p>
        </StagePanel>
      )
    case 'late-money':
      return (
        <StagePanel
          icon={stage.refund ? 'over' : 'busy'}
          title={paying('lateTitle')}
          headingRef={headingRef}
          actions={
            <>
              {stage.refund ? basket : check}
              {orders}
            </>
          }
        >
          <p>{stage.refund ? t('pay.lateRefund', { amount: money(stage.refund.amount) }) : t('pay.lateChecking')}</p>
          {stage.refund && <p className="text-sm text-ink-soft">{paying('refundStatus.underWay')}</p>}
        </StagePanel>
      )
    case 'cancelled':
      return (
        <StagePanel icon="bad" title={t(`pay.cancelledTitle.${stage.reason}`)} headingRef={headingRef} actions={basket}>
          <p>
            {stage.refund
              ? paying('cancelledRefund', { amount: money(stage.refund.amount) })
              : t('pay.cancelledNothing')}
          </p>
        </StagePanel>
      )
  }
}
