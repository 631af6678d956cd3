import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { type Resolver, useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Cart } from '../../../contracts/checkout.ts'
import { isEmpty } from '../../lib/cart.rules.ts'
import { cartQuery } from '../../lib/cart-queries.ts'
import { formatTime, todayAt } from '../../lib/dates.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { ordersQuery } from '../../lib/order-queries.ts'
import { mayBeSignedIn, useMe } from '../../lib/session.ts'
import { experienceByIdQuery } from '../../lib/slot-queries.ts'
import { keepAddress, forgetAddress } from '../../lib/stored-address.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DatedPolicy } from '../../ui/dated-policy.tsx'
import { TextField } from '../../ui/field.tsx'
import { ClosedNotice } from '../../ui/closed-notice.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Timeline, type TimelineStep } from '../../ui/timeline.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'
import { AddressPart, useProblemText } from './address-part.tsx'
import {
  type AddressForm,
  addressFields,
  addressOf,
  addressProblems,
  type Needs,
  quoteAddress,
} from './address.rules.ts'
import { CheckoutFailed } from './checkout-failed.tsx'
import { checkoutFailure } from './checkout-failure.rules.ts'
import { keepDraft, readDraft } from './checkout-draft.ts'
import { ParcelCard } from './parcel-card.tsx'
import { QuoteSums } from './quote-sums.tsx'
import { SlotLine } from './slot-line.tsx'
import { useCreateCheckout, useQuote } from './use-market-checkout.ts'

/** `/canasta/pagar`: what comes how, where to, what it costs, and then the payment on the next address of the same page. */
export function MarketCheckoutPage() {
  const { t } = useTranslation('market')
  const cart = useQuery({ ...cartQuery, refetchOnMount: 'always' })
  // What is being held leaves the basket before the answer is here: until then the page stays as it was pressed.
  const [pressed, setPressed] = useState<{ cart: Cart; cartAt: number } | null>(null)
  const shown = pressed ?? (cart.data && { cart: cart.data, cartAt: cart.dataUpdatedAt })
  return (
    <Page title={t('title')}>
      <PageHeader title={t('heading')} lead={t('lead')} back={{ to: '/canasta', label: t('back') }} />
      {shown === undefined ? (
        cart.isError ? (
          <ErrorState
            error={cart.error}
            title={t('loadFailed')}
            onRetry={() => void cart.refetch()}
            isRetrying={cart.isFetching}
          />
        ) : (
          <Loading />
        )
      ) : isEmpty(shown.cart) ? (
        <Empty />
      ) : (
        <Filled {...shown} onPress={(isHolding) => setPressed(isHolding ? shown : null)} />
      )}
    </Page>
  )
}

type FilledProps = { cart: Cart; cartAt: number; onPress: (isHolding: boolean) => void }

function Filled({ cart, cartAt, onPress }: FilledProps) {
  const { t } = useTranslation('market')
  const navigate = useNavigate()
  const money = useFormatMoney()
  const me = useMe()
  const create = useCreateCheckout()
  const [draft] = useState(readDraft)
  const [chosen, setChosen] = useState(draft.pickups)
  const isLeaving = useRef(false)
  const [isNowhere, setNowhere] = useState(false)

  // A point that closed meanwhile, or a workshop that is not in the basket any more, is no choice.
  const pickups = useMemo(
    () =>
      cart.groups.flatMap(({ seller, pickupPoints }) => {
        const point = pickupPoints.find(({ id }) => id === chosen[seller.id])
        return point ? [{ sellerId: seller.id, pickupPointId: point.id }] : []
      }),
    [cart.groups, chosen],
  )
  const pickupOf = (sellerId: string) => pickups.find((one) => one.sellerId === sellerId)?.pickupPointId
  const needsAddress = cart.groups.length > pickups.length
  const needs: Needs = { address: needsAddress, birthDate: cart.ageRestricted, today: todayAt() }

  const resolver: Resolver<AddressForm> = (values) => {
    const problems = addressProblems(values, needs)
    const errors = Object.fromEntries(
      Object.entries(problems).map(([field, message]) => [field, { type: 'contract', message }]),
    )
    return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} }
  }
  const form = useForm<AddressForm>({
    resolver,
    defaultValues: draft.form,
    shouldFocusError: false,
    mode: 'onTouched',
  })
  const typed = useWatch({ control: form.control })
  const country = typed.country ?? 'MX'
  const state = useDebounced(typed.state ?? '', country === 'MX' ? 0 : 500)
  const problem = useProblemText(form)

  useEffect(() => {
    if (!isLeaving.current) keepDraft({ form: { ...draft.form, ...typed }, pickups: chosen })
  }, [typed, chosen, draft.form])

  const destination = useMemo(() => quoteAddress({ country, state }), [country, state])
  const wanted = useMemo(
    () => ({ pickups, ...(needsAddress && destination ? { shippingAddress: destination } : {}) }),
    [pickups, needsAddress, destination],
  )
  const quote = useQuote(wanted, cartAt, true)
  const isPriced = quote.data !== undefined && (!needsAddress || destination !== null)
  const priced = isPriced ? (quote.data ?? null) : null
  const total = priced?.deliverable && !quote.isPlaceholderData ? priced.total : null

  const failure = create.error ? checkoutFailure(create.error) : null
  const isBlocked = cart.changed

  const hold = async (values: AddressForm) => {
    if (create.isPending) return
    setNowhere(false)
    // Pressed before the last answer came: what one agrees to is a total that was counted.
    const agreed = total ?? (await quote.refetch()).data
    const expectedTotal = agreed && 'deliverable' in agreed ? (agreed.deliverable ? agreed.total : null) : agreed
    if (!expectedTotal) return setNowhere(true)
    onPress(true)
    create.mutate(
      {
        pickups,
        expectedTotal,
        ...(needsAddress && { shippingAddress: addressOf(values) }),
        ...(cart.ageRestricted && { birthDate: values.birthDate }),
      },
      {
        onSuccess: ({ checkout }) => {
          isLeaving.current = true
          if (needsAddress) {
            if (values.remember) keepAddress(addressOf(values))
            else forgetAddress()
          }
          keepDraft(null)
          void navigate({ to: '/canasta/pagar/$checkoutId', params: { checkoutId: checkout.id } })
        },
        onError: (error) => {
          onPress(false)
          if (checkoutFailure(error).kind === 'signed-out') void signIn()
        },
      },
    )
  }
  const signIn = () => navigate({ to: '/entrar', search: { volver: '/canasta/pagar' } })
  const press = async (event?: FormEvent) => {
    event?.preventDefault()
    if (me === null) return void signIn()
    await form.handleSubmit(hold, (errors) => {
      const first = addressFields.find((field) => errors[field])
      if (!first) return
      const field = document.querySelector<HTMLElement>(`[name="${first}"]`)
      field?.focus()
      field?.scrollIntoView({ block: 'center' })
    })()
  }
  const hasErrors = form.formState.isSubmitted && Object.keys(form.formState.errors).length > 0

  return (
    <form onSubmit={(event) => void press(event)} noValidate>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_23.5rem] lg:gap-10">
        <div className="flex min-w-0 flex-col gap-8">
          {cart.groups.length > 0 && <ClosedNotice feature="MARKET" />}
          {cart.slots.length > 0 && <ClosedNotice feature="BOOKINGS" />}
          {failure && (
            <CheckoutFailed
              failure={failure}
              onRetry={() => void press()}
              canUseNew={total !== null && !quote.isFetching && !isBlocked}
            />
          )}
          {isBlocked && failure === null && (
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
              {needsAddress ? (
                <AddressPart form={form} isMexico={country === 'MX'} />
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
                    isCounting={quote.isFetching || state !== (typed.state ?? '')}
                    pickup={pickupOf(group.seller.id)}
                    onPickup={(pointId) =>
                      setChosen(({ [group.seller.id]: _before, ...rest }) =>
                        pointId === undefined ? rest : { ...rest, [group.seller.id]: pointId },
                      )
                    }
                    hasDestination={destination !== null}
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
                description={needsAddress ? t('age.carrier') : undefined}
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
                <Button
                  type="submit"
                  variant="primary"
                  size="lg"
                  isWide
                  isPending={create.isPending}
                  isDisabled={isBlocked}
                >
                  {create.isPending
                    ? t('holding')
                    : me === null
                      ? t('continueSignedOut')
                      : total === null
                        ? t('continuePlain')
                        : total.amount === 0
                          ? t('continueFree')
                          : t('continue', { amount: money(total) })}
                </Button>
                {isNowhere && total === null && !quote.isFetching && (
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
                  {me === null ? t('signInWhy') : t('holdFor')} {t('sums.noFees')}
                </p>
              </div>
            </div>
          </div>
          <div className="mt-6 px-1">
            <h2 className="mb-4 text-lg">{t('next.title')}</h2>
            <WhatHappensWhen cart={cart} pickups={pickups.length} />
          </div>
        </aside>
      </div>
    </form>
  )
}

function WhatHappensWhen({ cart, pickups }: { cart: Cart; pickups: number }) {
  const { t } = useTranslation('market')
  const steps: TimelineStep[] = [{ id: 'today', text: t('next.today'), note: t('next.todayText'), mark: 'done' }]
  if (cart.groups.length > 0) {
    steps.push({ id: 'accept', text: t('next.accept'), note: t('next.acceptText'), mark: 'ahead' })
    const notes = [
      ...(pickups < cart.groups.length ? [t('next.shipText')] : []),
      ...(pickups > 0 ? [t('next.pickupText')] : []),
    ]
    steps.push({ id: 'ship', text: t('next.ship'), note: notes.join(' '), mark: 'ahead' })
  }
  for (const slot of cart.slots)
    steps.push({ id: slot.slotId, text: slot.experience.title, note: t('next.slotText'), mark: 'ahead' })
  return <Timeline steps={steps} />
}

/** What can still be undone, and until when. */
function Plans({ cart }: { cart: Cart }) {
  const { t } = useTranslation('market')
  return (
    <div className="flex flex-col gap-4">
      {cart.groups.length > 0 && (
        <ul className="space-y-1.5">
          <li>{t('plans.cancel')}</li>
          <li>{t('plans.accept')}</li>
          <li className="text-ink-soft">{t('plans.returns')}</li>
        </ul>
      )}
      {cart.slots.map((slot) => (
        <SlotPolicy key={slot.slotId} slot={slot} />
      ))}
    </div>
  )
}

function SlotPolicy({ slot }: { slot: Cart['slots'][number] }) {
  const { t } = useTranslation('market')
  const { data } = useQuery(experienceByIdQuery(slot.experience.slug))
  if (!data) return null
  return (
    <div>
      <p className="mb-1 font-semibold">{t('plans.experience', { title: slot.experience.title })}</p>
      <DatedPolicy policy={data.cancellationPolicy} startsAt={slot.startsAt} timeZone={slot.timeZone} />
    </div>
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

/** Nothing in the basket: perhaps because it is held already and waits for its payment. */
function Empty() {
  const { t } = useTranslation('market')
  const language = useLanguage()
  const me = useMe()
  const orders = useInfiniteQuery({ ...ordersQuery, enabled: me !== null && mayBeSignedIn(me) })
  const held = orders.data?.pages[0]?.items.find(({ actions }) => actions.includes('PAY'))
  if (held?.holdExpiresAt) {
    const time = formatTime(held.holdExpiresAt, Intl.DateTimeFormat().resolvedOptions().timeZone, language)
    return (
      <EmptyState
        textileId={held.checkoutId}
        title={t('resumeTitle')}
        body={t('resume', { time })}
        action={
          <LinkButton variant="primary" to="/canasta/pagar/$checkoutId" params={{ checkoutId: held.checkoutId }}>
            {t('resumeButton')}
          </LinkButton>
        }
      />
    )
  }
  return (
    <EmptyState
      textileId="canasta"
      title={t('emptyTitle')}
      body={t('empty')}
      action={
        <LinkButton variant="primary" to="/tienda">
          {t('emptyButton')}
        </LinkButton>
      }
    />
  )
}

function Loading() {
  const { t } = useTranslation('market')
  return (
    <div aria-busy="true" className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_23.5rem] lg:gap-10">
      <output className="sr-only">{t('loading')}</output>
      <div className="flex flex-col gap-4">
        <Skeleton className="h-96 rounded-lg" />
        <Skeleton className="h-44 rounded-lg" />
      </div>
      <Skeleton className="h-72 rounded-lg" />
    </div>
  )
}
