import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js'
import type { PaymentIntentResult, Stripe } from '@stripe/stripe-js'
import { loadStripe } from '@stripe/stripe-js/pure'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Payment } from '../../../contracts/payments.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { useIsDark } from '../../lib/theme.ts'
import { Button } from '../button.tsx'
import { Notice } from '../notice.tsx'
import { Skeleton } from '../states.tsx'
import type { ProviderAnswer } from '../../lib/payment/sandbox-provider.ts'

type Props = {
  payment: Payment & { clientSecret: string; publishableKey: string }
  returnUrl: string
  isPending: boolean
  onStart: () => void
  onAnswer: (answer: ProviderAnswer) => void
}

/** Stripe's own Payment Element. Only loaded when a real key is in use. */
export function StripeForm(props: Props) {
  const { t } = useTranslation('checkout')
  const language = useLanguage()
  const isDark = useIsDark()
  const [tries, setTries] = useState(0)
  const [stripe, setStripe] = useState<Stripe | null | 'failed'>(null)
  const { publishableKey, clientSecret } = props.payment

  useEffect(() => {
    let wanted = true
    const found = (loaded: Stripe | null | 'failed') => wanted && setStripe(loaded ?? 'failed')
    loadStripe(publishableKey).then(found, () => found('failed'))
    return () => {
      wanted = false
    }
  }, [publishableKey, tries])

  if (stripe === 'failed') {
    return (
      <Notice
        tone="warning"
        title={t('providerDownTitle')}
        isLive
        action={
          <Button
            onPress={() => {
              setStripe(null)
              setTries((count) => count + 1)
            }}
          >
            {t('retry')}
          </Button>
        }
      >
        {t('providerDown')}
      </Notice>
    )
  }
  if (stripe === null) return <Skeleton className="h-64 rounded-lg" />
  return (
    <Elements
      // Stripe reads locale and appearance once.
      key={`${clientSecret}${language}${isDark}`}
      stripe={stripe}
      options={{
        clientSecret,
        locale: language === 'es' ? 'es-419' : 'en',
        appearance: { theme: isDark ? 'night' : 'stripe', variables: { borderRadius: '10px' } },
      }}
    >
      <StripeFields {...props} />
    </Elements>
  )
}

function StripeFields({ payment, returnUrl, isPending, onStart, onAnswer }: Props) {
  const { t } = useTranslation('checkout')
  const money = useFormatMoney()
  const stripe = useStripe()
  const elements = useElements()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!stripe || !elements || isPending) return
    // What the form itself finds wrong is no attempt.
    const checked = await elements.submit()
    if (checked.error) return
    onStart()
    const answer = await stripe
      .confirmPayment({ elements, confirmParams: { return_url: returnUrl }, redirect: 'if_required' })
      .catch(() => null)
    onAnswer(answer === null ? { kind: 'lost' } : readStripe(answer))
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-4">
      <PaymentElement />
      <Button type="submit" variant="primary" size="lg" isWide isPending={isPending} isDisabled={!stripe || !elements}>
        {isPending ? t('sending') : t('payNow', { amount: money(payment.amount) })}
      </Button>
    </form>
  )
}

/** The same four answers as the practice bank's; what is not understood claims nothing. */
function readStripe({ error, paymentIntent }: PaymentIntentResult): ProviderAnswer {
  const status = paymentIntent?.status ?? error?.payment_intent?.status
  if (status === 'succeeded' || status === 'processing') return { kind: 'accepted' }
  if (error?.type === 'card_error' || error?.type === 'invalid_request_error') {
    return { kind: 'declined', code: error.decline_code ?? error.code ?? 'generic_decline' }
  }
  return { kind: 'lost' }
}

/** Takes the guest through the bank's step of a payment that was left waiting for it. */
export async function resumeStripeStep(payment: {
  clientSecret: string
  publishableKey: string
}): Promise<ProviderAnswer> {
  try {
    const stripe = await loadStripe(payment.publishableKey)
    const answer = await stripe?.handleNextAction({ clientSecret: payment.clientSecret })
    return answer ? readStripe(answer as PaymentIntentResult) : { kind: 'lost' }
  } catch {
    return { kind: 'lost' }
  }
}
