import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import { type Resolver, useForm, useWatch } from 'react-hook-form'
import type { Cart } from '../../../contracts/checkout.ts'
import { todayAt } from '../../lib/dates.ts'
import { useMe } from '../../lib/session.ts'
import { forgetAddress, keepAddress } from '../../lib/stored-address.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import {
  type AddressForm,
  addressFields,
  addressOf,
  addressProblems,
  type Needs,
  quoteAddress,
} from './address.rules.ts'
import { checkoutFailure } from './checkout-failure.rules.ts'
import { keepDraft, readDraft } from './checkout-draft.ts'
import { useCreateCheckout, useQuote } from './use-market-checkout.ts'

/** `onPress` tells whether the basket is being held: what is shown then stays as it was pressed. */
export type CheckoutFormProps = { cart: Cart; cartAt: number; onPress: (isHolding: boolean) => void }

/** What is typed and chosen before a basket is held, what it costs, and the press that holds it. */
export function useCheckoutForm({ cart, cartAt, onPress }: CheckoutFormProps) {
  const navigate = useNavigate()
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
  return {
    form,
    failure,
    hasErrors,
    /** Nobody brings it where it was to go, or nobody knows what that costs. */
    isNowhere: isNowhere && total === null && !quote.isFetching,
    isHolding: create.isPending,
    press,
    isSignedOut: me === null,
    needs,
    isMexico: country === 'MX',
    hasDestination: destination !== null,
    quote,
    /** What the address and the choices cost; null until they are counted. */
    priced,
    total,
    isCounting: quote.isFetching || state !== (typed.state ?? ''),
    pickups,
    choosePickup: (sellerId: string, pointId: string | undefined) =>
      setChosen(({ [sellerId]: _before, ...rest }) =>
        pointId === undefined ? rest : { ...rest, [sellerId]: pointId },
      ),
  }
}

export type CheckoutFormState = ReturnType<typeof useCheckoutForm>
