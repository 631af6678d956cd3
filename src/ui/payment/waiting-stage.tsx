import type { ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefundSummary } from '../../../contracts/payments.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { useOnline } from '../../lib/online.ts'
import type { Stage } from '../../lib/payment/payment-stage.rules.ts'
import { Button } from '../button.tsx'
import { StagePanel } from './stage-panel.tsx'

export type Waiting<Reason extends string> = Exclude<Stage<Reason>, { kind: 'form' | 'sending' | 'bank-step' }>

/** What is said otherwise of a booking than of a basket. */
export interface WaitingWords<Reason extends string> {
  confirmed: { title: string; action: ReactNode }
  preparing: string
  /** Leads to everything one has bought or booked. */
  all: ReactNode
  /** Leads to another try. */
  again: ReactNode
  holdOver: { title: string; body: string }
  late: { refunded: (amount: string) => string; checking: string }
  cancelled: { title: (reason: Reason) => string; nothing: string; action: ReactNode }
}

/** Every stage of paying in which there is nothing to fill in. */
export function WaitingStage<Reason extends string>({
  stage,
  words,
  checkAgain,
  headingRef,
}: {
  stage: Waiting<Reason>
  words: WaitingWords<Reason>
  checkAgain: () => Promise<unknown>
  headingRef: RefObject<HTMLHeadingElement | null>
}) {
  const { t } = useTranslation('checkout')
  const money = useFormatMoney()
  const online = useOnline()
  const check = <Button onPress={() => void checkAgain()}>{t('checkAgain')}</Button>
  switch (stage.kind) {
    case 'confirmed':
      return (
        <StagePanel
          icon="good"
          title={words.confirmed.title}
          headingRef={headingRef}
          actions={words.confirmed.action}
        />
      )
    case 'preparing':
      return (
        <StagePanel icon="busy" title={t('preparingTitle')} headingRef={headingRef} actions={check}>
          <p>{words.preparing}</p>
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
              {words.all}
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
          title={t(stage.slow ? 'slowTitle' : 'checkingTitle')}
          headingRef={headingRef}
          actions={
            <>
              {check}
              {stage.slow && words.all}
            </>
          }
        >
          <p>{t(online ? 'checking' : 'checkingOffline')}</p>
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
        <StagePanel icon="over" title={words.holdOver.title} headingRef={headingRef} actions={words.again}>
          <p>{words.holdOver.body}</p>
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
              {stage.refund ? words.again : check}
              {words.all}
            </>
          }
        >
          <p>{stage.refund ? words.late.refunded(money(stage.refund.amount)) : words.late.checking}</p>
          {stage.refund && <RefundLine refund={stage.refund} />}
        </StagePanel>
      )
    case 'cancelled':
      return (
        <StagePanel
          icon="bad"
          title={words.cancelled.title(stage.reason)}
          headingRef={headingRef}
          actions={words.cancelled.action}
        >
          <p>{stage.refund ? t('cancelledRefund', { amount: money(stage.refund.amount) }) : words.cancelled.nothing}</p>
          {stage.refund && <RefundLine refund={stage.refund} />}
        </StagePanel>
      )
  }
}

function RefundLine({ refund }: { refund: RefundSummary }) {
  const { t } = useTranslation('checkout')
  const phase = refund.status === 'SUCCEEDED' ? 'done' : refund.status === 'FAILED' ? 'failed' : 'underWay'
  return <p className="text-sm text-ink-soft">{t(`refundStatus.${phase}`)}</p>
}
