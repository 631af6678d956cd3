import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../lib/http.ts'
import { useMe } from '../../lib/session.ts'
import { useTitle } from '../../lib/title.ts'
import { useFocusOn } from '../../lib/use-focus-on.ts'
import { LinkButton } from '../../ui/button.tsx'
import { DatedPolicy } from '../../ui/dated-policy.tsx'
import { Page } from '../../ui/page.tsx'
import { PlaceAndTime } from '../../ui/place-and-time.tsx'
import { HoldClockLine, useHeldUntil } from '../../ui/payment/hold-clock-line.tsx'
import { PayPanel } from '../../ui/payment/pay-panel.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { CheckoutSkeleton, NotYours, SignInFirst } from './checkout-ends.tsx'
import { CheckoutFrame, Part } from './checkout-frame.tsx'
import { checkoutPath, type CheckoutSearch } from './checkout-search.rules.ts'
import { bookedLines, partyOfBooking } from '../../lib/party.rules.ts'
import { PriceSummary } from './price-summary.tsx'
import { StageView } from './stage-view.tsx'
import { useCheckoutBooking } from './use-checkout-booking.ts'

type Props = { slotId: string; bookingId: string; search: CheckoutSearch; followsParty: boolean }

/** The seats are held: the same page goes on until the booking is decided. Everything it shows survives a reload. */
export function PayBookingPage({ slotId, bookingId, search, followsParty }: Props) {
  const { t } = useTranslation('checkout')
  const navigate = useNavigate()
  const me = useMe()
  const [backFromBank] = useState(search.vuelta === 1)
  const { booking, payment, stage, now, dispatch, error, checkAgain } = useCheckoutBooking(bookingId, backFromBank)
  const headingRef = useFocusOn<HTMLHeadingElement>(stage.kind === 'sending' ? 'form' : stage.kind, followsParty)
  useTitle(t('payTitle'))

  // Once read, the mark of coming back must not make a later reload wait for the bank again; what the provider appended
  // (secrets among it) leaves the address with it.
  useEffect(() => {
    if (search.vuelta === undefined) return
    const { vuelta: _seen, ...rest } = search
    void navigate({ to: '/reservar/$slotId', params: { slotId }, search: rest, replace: true, resetScroll: false })
  }, [search, slotId, navigate])

  const heldUntil = useHeldUntil(booking?.holdExpiresAt ?? new Date(now).toISOString())
  const isConfirmed = stage.kind === 'confirmed'
  useEffect(() => {
    if (isConfirmed) void navigate({ to: '/reservas/$id/lista', params: { id: bookingId }, replace: true })
  }, [isConfirmed, bookingId, navigate])

  if (me === null) return <SignInFirst volver={checkoutPath(slotId, search)} />
  if (isProblem(error) && (error.status === 404 || error.status === 400)) return <NotYours />
  if (error) {
    return (
      <Page title={t('payTitle')} width="text">
        <ErrorState title={t('loadFailed')} error={error} onRetry={() => void checkAgain()} />
      </Page>
    )
  }
  if (!booking) return <CheckoutSkeleton />

  const isHeld =
    stage.kind === 'form' || stage.kind === 'sending' || stage.kind === 'bank-step' || stage.kind === 'preparing'
  // Nothing will be paid any more: neither the sum nor what cancelling would bring back says anything.
  const isOver = stage.kind === 'hold-over' || stage.kind === 'cancelled'
  const { reserva: _booking, ...choice } = search
  return (
    <CheckoutFrame
      title={t('payTitle')}
      experience={booking.experience}
      aside={
        isOver ? null : (
          <>
            <PriceSummary lines={bookedLines(booking)} />
            {stage.kind === 'form' && (
              <LinkButton
                variant="quiet"
                className="mt-3 -ml-4"
                to="/reservar/$slotId"
                params={{ slotId }}
                search={{ ...choice, ...partyOfBooking(booking), experiencia: booking.experience.slug }}
              >
                {t('changeParty')}
              </LinkButton>
            )}
          </>
        )
      }
    >
      <div className="space-y-4 pb-6">
        {isHeld && booking.holdExpiresAt && (
          <HoldClockLine
            holdExpiresAt={booking.holdExpiresAt}
            now={now}
            quietWords={(time) => t('heldUntil', { time })}
          />
        )}
        {(stage.kind === 'form' || stage.kind === 'sending' || stage.kind === 'bank-step') && payment ? (
          <PayPanel
            payment={payment}
            stage={stage}
            returnUrl={`${location.origin}${checkoutPath(slotId, { ...choice, reserva: booking.id, vuelta: 1 })}`}
            dispatch={dispatch}
            checkAgain={checkAgain}
            headingRef={headingRef}
            declinedMoney={t('declinedMoney', { time: heldUntil })}
          />
        ) : (
          <StageView
            stage={
              stage.kind === 'form' || stage.kind === 'sending' || stage.kind === 'bank-step'
                ? { kind: 'preparing' }
                : stage
            }
            booking={booking}
            checkAgain={checkAgain}
            headingRef={headingRef}
          />
        )}
      </div>
      <section className="py-6 first:pt-0">
        <PlaceAndTime
          startsAt={booking.startsAt}
          endsAt={booking.endsAt}
          timeZone={booking.timeZone}
          place={booking.experience.meetingPoint}
        />
      </section>
      {booking.specialRequests && (
        <Part title={t('requestsSent')}>
          <p className="whitespace-pre-line">{booking.specialRequests}</p>
        </Part>
      )}
      {!isOver && (
        <Part title={t('policy')}>
          <DatedPolicy policy={booking.cancellationPolicy} startsAt={booking.startsAt} timeZone={booking.timeZone} />
        </Part>
      )}
    </CheckoutFrame>
  )
}
