import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cart } from '../../../contracts/checkout.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { ClosedNotice } from '../../ui/closed-notice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'
import { AddressPart, useProblemText } from './address-part.tsx'
import { CheckoutFailed } from './checkout-failed.tsx'
import { ParcelCard } from './parcel-card.tsx'
import { QuoteSums } from './quote-sums.tsx'
import { SlotLine } from './slot-line.tsx'
import { type CheckoutFormProps, type CheckoutFormState, useCheckoutForm } from './use-checkout-form.ts'
import { Plans, WhatHappensWhen } from './what-comes-next.tsx'

/** Where to, how, and what for: all of it on one page, held with one press. */
export function CheckoutForm(props: CheckoutFormProps) {
  const { cart } = props
  const { t } = useTranslation('market')
  const state = useCheckoutForm(props)
  const { form, failure, needs, quote } = state
  const problem = useProblemText(form)
  return (
    <form onSubmit={(event) => void state.press(event)} noValidate>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_23.5rem] lg:gap-10">
        <div className="flex min-w-0 flex-col gap-8">
          {cart.groups.length > 0 && <ClosedNotice feature="MARKET" />}
          {cart.slots.length > 0 && <ClosedNotice feature="BOOKINGS" />}
          {failure && (
            <CheckoutFailed
              failure={failure}
              onRetry={() => void state.press()}
              canUseNew={state.total !== null && !quote.isFetching && !cart.changed}
            />
          )}
          {cart.changed && failure === null && (
            <Notice
              tone="warning"
              isLive
              title={t('changedTitle')}
              action={<LinkButton to="/canasta">{t('changedButton')}</LinkButton>}
            >
              {t('changed')}
            </Notice>
          )}
          {cart.groups.length > 0 && (
            <Part title={t('address.title')}>
              {needs.address ? (
                <AddressPart form={form} isMexico={state.isMexico} />
              ) : (
                <p className="text-ink-soft">{t('address.notNeeded')}</p>
              )}
            </Part>
          )}
          {cart.groups.length > 0 && (
            <Part title={t('parcels')}>
              <div className="flex flex-col gap-4">
                {cart.groups.map((group) => (
                  <ParcelCard
                    key={group.seller.id}
                    group={group}
                    quote={quote.data?.sellers.find(({ seller }) => seller.id === group.seller.id)}
                    isCounting={state.isCounting}
                    pickup={state.pickups.find(({ sellerId }) => sellerId === group.seller.id)?.pickupPointId}
                    onPickup={(pointId) => state.choosePickup(group.seller.id, pointId)}
                    hasDestination={state.hasDestination}
                  />
                ))}
              </div>
            </Part>
          )}
          {cart.slots.length > 0 && (
            <Part title={t('experiences')}>
              <div className="flex flex-col gap-4">
                {cart.slots.map((slot) => (
                  <SlotLine key={slot.slotId} slot={slot} />
                ))}
              </div>
            </Part>
          )}
          {cart.ageRestricted && (
            <Part title={t('age.title')}>
              <p className="mb-3 text-ink-soft">{t('age.lead')}</p>
              <TextField
                {...form.register('birthDate')}
                label={t('age.label')}
                description={needs.address ? t('age.carrier') : undefined}
                type="date"
                autoComplete="bday"
                max={needs.today}
                min="1900-01-01"
                className="tabular max-w-56"
                errorMessage={problem('birthDate')}
              />
            </Part>
          )}
          <Part title={t('plans.title')}>
            <Plans cart={cart} />
          </Part>
        </div>
        <CheckoutAside cart={cart} state={state} />
      </div>
    </form>
  )
}

function CheckoutAside({ cart, state }: { cart: Cart; state: CheckoutFormState }) {
  const { t } = useTranslation('market')
  const money = useFormatMoney()
  const { quote, priced, total, isHolding, isSignedOut, isNowhere, hasErrors, pickups } = state
  return (
    <aside className="self-start lg:sticky lg:top-24">
      <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-low">
        <WovenBand />
        <div className="flex flex-col gap-5 p-4 sm:p-5">
          <h2 className="text-xl">{t('sums.title')}</h2>
          {quote.isError && quote.data === undefined && (
            <ErrorState
              error={quote.error}
              title={t('failure.quoteTitle')}
              onRetry={() => void quote.refetch()}
              isRetrying={quote.isFetching}
            />
          )}
          <QuoteSums cart={cart} quote={priced} isCounting={quote.isPlaceholderData} />
          <div>
            <Button type="submit" variant="primary" size="lg" isWide isPending={isHolding} isDisabled={cart.changed}>
              {isHolding
                ? t('holding')
                : isSignedOut
                  ? t('continueSignedOut')
                  : total === null
                    ? t('continuePlain')
                    : total.amount === 0
                      ? t('continueFree')
                      : t('continue', { amount: money(total) })}
            </Button>
            {isNowhere && (
              <p role="alert" className="mt-3 text-sm font-semibold text-chapulin">
                {t(quote.isError ? 'failure.quoteTitle' : 'failure.notDeliverableTitle')}
              </p>
            )}
            {hasErrors && (
              <p role="alert" className="mt-3 text-sm font-semibold text-chapulin">
                {t('problem.summary')}
              </p>
            )}
            <p className="mt-3 text-sm text-ink-soft">
              {isSignedOut ? t('signInWhy') : t('holdFor')} {t('sums.noFees')}
            </p>
          </div>
        </div>
      </div>
      <div className="mt-6 px-1">
        <h2 className="mb-4 text-lg">{t('next.title')}</h2>
        <WhatHappensWhen cart={cart} pickups={pickups.length} />
      </div>
    </aside>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-4 text-xl">{title}</h2>
      {children}
    </section>
  )
}
