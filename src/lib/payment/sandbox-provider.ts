import type { Payment } from '../../../contracts/payments.ts'

/** What the provider answered to an attempt. `lost`: no readable answer, so the attempt may or may not have arrived. */
export type ProviderAnswer =
  | { kind: 'accepted' }
  | { kind: 'bank-step'; url: string }
  | { kind: 'declined'; code: string }
  | { kind: 'lost' }

export type CardToCharge = { number: string; month: number; year: number; cvc: string; name: string }

/** A payment that can be paid here and now. */
export type PayablePayment = Payment & {
  clientSecret: string
  publishableKey: string
  paymentIntentId: string
  apiBase: string
}

export function isPayableHere(payment: Payment): payment is PayablePayment {
  return Boolean(payment.clientSecret && payment.publishableKey && payment.paymentIntentId && payment.apiBase)
}

type Intent = { status?: string; next_action?: { redirect_to_url?: { url?: string } } | null }
type Body = Intent & {
  error?: { type?: string; code?: string; decline_code?: string; payment_intent?: Intent }
}

/** The card goes from the browser to the provider and never through our server, as with Stripe itself. */
const patienceMs = 30_000

/** The form fields of Stripe's confirmation call, in its bracket notation. */
export function confirmationForm(payment: PayablePayment, card: CardToCharge, returnUrl: string): URLSearchParams {
  return new URLSearchParams({
    key: payment.publishableKey,
    client_secret: payment.clientSecret,
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': card.number.replaceAll(/\D/g, ''),
    'payment_method_data[card][exp_month]': String(card.month),
    'payment_method_data[card][exp_year]': String(card.year),
    'payment_method_data[card][cvc]': card.cvc,
    'payment_method_data[billing_details][name]': card.name.trim(),
    return_url: returnUrl,
  })
}

/** Reads Stripe's answer to a confirmation. Anything that is not understood is `lost`: only the server may then say what happened. */
export function readAnswer(status: number, body: Body): ProviderAnswer {
  if (status === 402 || body.error?.type === 'card_error') {
    return { kind: 'declined', code: body.error?.decline_code ?? body.error?.code ?? 'generic_decline' }
  }
  const intent = status === 200 ? body : body.error?.payment_intent
  if (intent?.status === 'succeeded' || intent?.status === 'processing') return { kind: 'accepted' }
  const url = intent?.next_action?.redirect_to_url?.url
  if (intent?.status === 'requires_action' && url) return { kind: 'bank-step', url }
  return { kind: 'lost' }
}

export async function confirmWithCard(
  payment: PayablePayment,
  card: CardToCharge,
  returnUrl: string,
): Promise<ProviderAnswer> {
  try {
    const response = await fetch(
      `${payment.apiBase}/v1/payment_intents/${encodeURIComponent(payment.paymentIntentId)}/confirm`,
      {
        method: 'POST',
        body: confirmationForm(payment, card, returnUrl),
        signal: AbortSignal.timeout(patienceMs),
      },
    )
    return readAnswer(response.status, (await response.json()) as Body)
  } catch {
    return { kind: 'lost' }
  }
}

/** The bank's page of a payment that waits for it: after a reload, or when the guest closed it. Null when it is not waiting. */
export async function openBankStep(payment: PayablePayment): Promise<string | null> {
  const query = new URLSearchParams({ key: payment.publishableKey, client_secret: payment.clientSecret })
  try {
    const response = await fetch(
      `${payment.apiBase}/v1/payment_intents/${encodeURIComponent(payment.paymentIntentId)}?${query}`,
      { signal: AbortSignal.timeout(patienceMs) },
    )
    const answer = readAnswer(response.status, (await response.json()) as Body)
    return answer.kind === 'bank-step' ? answer.url : null
  } catch {
    return null
  }
}
