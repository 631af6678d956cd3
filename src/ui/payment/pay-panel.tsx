import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Payment } from '../../../contracts/payments.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { Button } from '../button.tsx'
import { Notice } from '../notice.tsx'
import { Skeleton } from '../states.tsx'
import { CardForm } from './card-form.tsx'
import type { FormNotice } from '../../lib/payment/payment-stage.rules.ts'
import { declinedField, declineReason } from '../../lib/payment/declines.rules.ts'
import type { AttemptEvent } from '../../lib/payment/payment-attempt.rules.ts'
import {
  type CardToCharge,
  confirmWithCard,
  isPayableHere,
  openBankStep,
  type ProviderAnswer,
} from '../../lib/payment/sandbox-provider.ts'
import { StagePanel } from './stage-panel.tsx'

const StripeForm = lazy(async () => ({ default: (await import('./stripe-form.tsx')).StripeForm }))

type Props = {
  payment: Payment
  stage: { kind: 'form'; notice: FormNotice | null } | { kind: 'sending' } | { kind: 'bank-step' }
  returnUrl: string
  dispatch: (event: AttemptEvent) => void
  checkAgain: () => Promise<unknown>
  headingRef: RefObject<HTMLHeadingElement | null>
  /** After a decline: that no money moved, and what is still kept. */
  declinedMoney: string
}

type Payable = Payment & { clientSecret: string; publishableKey: string }

/** Paying, being declined and trying again, all in the same place and with the form as it was left. */
export function PayPanel({ payment, stage, returnUrl, dispatch, checkAgain, headingRef, declinedMoney }: Props) {
  const { t } = useTranslation('checkout')
  const [going, setGoing] = useState(false)
  const [tries, setTries] = useState(0)
  const [otherCard, setOtherCard] = useState(false)
  const [bankFailed, setBankFailed] = useState(false)

  const start = () => {
    setBankFailed(false)
    setTries((count) => count + 1)
    dispatch({ kind: 'sent', codeBefore: payment.lastErrorCode })
  }
  const heard = (answer: ProviderAnswer) => {
    if (answer.kind === 'bank-step') {
      setGoing(true)
      location.assign(answer.url)
      return
    }
    if (answer.kind === 'accepted') dispatch({ kind: 'accepted', at: serverNow() })
    else if (answer.kind === 'declined') dispatch(answer)
    else dispatch({ kind: 'lost', at: serverNow() })
    // Our server learns of it now rather than with the provider's next message.
    void checkAgain()
  }
  const payWithCard = async (card: CardToCharge) => {
    if (!isPayableHere(payment)) return
    start()
    heard(await confirmWithCard(payment, card, returnUrl))
  }
  const goToBank = async () => {
    setBankFailed(false)
    setGoing(true)
    if (isPayableHere(payment)) {
      const url = await openBankStep(payment)
      if (url !== null) return location.assign(url)
    } else if (payment.clientSecret && payment.publishableKey) {
      const { resumeStripeStep } = await import('./stripe-form.tsx')
      const answer = await resumeStripeStep(payment as Payable)
      setGoing(false)
      if (answer.kind !== 'lost') return heard(answer)
    }
    setGoing(false)
    setBankFailed(true)
    void checkAgain()
  }

  if (going) return <StagePanel icon="bank" title={t('bankGoing')} headingRef={headingRef} />
  if (stage.kind === 'bank-step' && !otherCard) {
    return (
      <StagePanel
        icon="bank"
        title={t('bankTitle')}
        headingRef={headingRef}
        actions={
          <>
            <Button variant="primary" onPress={() => void goToBank()}>
              {t('bankGo')}
            </Button>
            <Button variant="quiet" onPress={() => setOtherCard(true)}>
              {t('bankOther')}
            </Button>
          </>
        }
      >
        <p>{t('bankLead')}</p>
        {bankFailed && <p className="font-semibold text-chapulin">{t('bankUnavailable')}</p>}
      </StagePanel>
    )
  }

  const notice = stage.kind === 'form' ? stage.notice : null
  const reason = notice?.kind === 'declined' ? declineReason(notice.code) : null
  return (
    <div className="space-y-4">
      <h2 ref={headingRef} tabIndex={-1} className="text-lg outline-none">
        {t('pay')}
      </h2>
      {notice && <FormNoticeText key={tries} notice={notice} declinedMoney={declinedMoney} isNews={tries > 0} />}
      {payment.apiBase !== null ? (
        <CardForm
          amount={payment.amount}
          isPending={stage.kind === 'sending'}
          faultyField={reason === null ? null : declinedField(reason)}
          onPay={(card) => void payWithCard(card)}
        />
      ) : (
        <Suspense fallback={<Skeleton className="h-64 rounded-lg" />}>
          <StripeForm
            payment={payment as Payable}
            returnUrl={returnUrl}
            isPending={stage.kind === 'sending'}
            onStart={start}
            onAnswer={heard}
          />
        </Suspense>
      )}
    </div>
  )
}

type NoticeProps = { notice: FormNotice; declinedMoney: string; isNews: boolean }

function FormNoticeText({ notice, declinedMoney, isNews }: NoticeProps) {
  const { t } = useTranslation('checkout')
  const box = useRef<HTMLDivElement>(null)
  // On a phone the button that was pressed is a screen below what it led to.
  useEffect(() => {
    if (isNews) box.current?.scrollIntoView({ block: 'center' })
  }, [isNews])
  const isDeclined = notice.kind === 'declined'
  return (
    <div ref={box}>
      <Notice
        tone={isDeclined ? 'danger' : 'warning'}
        title={t(isDeclined ? 'declinedTitle' : 'notArrivedTitle')}
        isLive
      >
        {isDeclined ? (
          <>
            <p>{t(`decline.${declineReason(notice.code)}`)}</p>
            <p className="mt-1">{declinedMoney}</p>
          </>
        ) : (
          t('notArrived')
        )}
      </Notice>
    </div>
  )
}
