import type Stripe from 'stripe'
import type { Answer, Call } from './endpoint.ts'
import type { FormReader } from './form-reading.ts'

type IntentFacts = {
  id: string
  amount: number
  currency: string
  created: number
  clientSecret: string
  metadata: Record<string, string>
}

/** An intent as it is the moment after its creation. */
export function newIntent(facts: IntentFacts): Stripe.PaymentIntent {
  return {
    id: facts.id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: facts.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: facts.clientSecret,
    confirmation_method: 'automatic',
    created: facts.created,
    currency: facts.currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: facts.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  }
}

const HIDDEN_FROM_BROWSERS = [
  'metadata',
  'latest_charge',
  'transfer_group',
  'transfer_data',
  'application_fee_amount',
  'customer',
] as const

/** What a caller with the publishable key may see, as at Stripe: no metadata, no charge, nothing of the platform. */
function browserView(intent: Stripe.PaymentIntent): Partial<Stripe.PaymentIntent> {
  const visible: Partial<Stripe.PaymentIntent> = { ...intent }
  for (const name of HIDDEN_FROM_BROWSERS) delete visible[name]
  return visible
}

export function present(call: Call, intent: Stripe.PaymentIntent): object {
  return call.viewer === 'publishable' ? browserView(intent) : intent
}

/** The same for an answer whose error may carry the intent. */
export function presentAnswer(call: Call, answer: Answer): Answer {
  if (call.viewer === 'secret') return answer
  const body = answer.body as { error?: { payment_intent?: Stripe.PaymentIntent } } & Stripe.PaymentIntent
  if (body.error?.payment_intent) {
    return { ...answer, body: { error: { ...body.error, payment_intent: browserView(body.error.payment_intent) } } }
  }
  return body.object === 'payment_intent' ? { ...answer, body: browserView(body) } : answer
}

export function readShipping(read: FormReader | undefined): Stripe.PaymentIntent.Shipping | undefined {
  if (!read) return undefined
  const address = read.object('address')
  const line = (name: string) => address?.clearable(name) ?? null
  const shipping = {
    name: read.requiredText('name'),
    phone: read.clearable('phone') ?? null,
    carrier: read.clearable('carrier') ?? null,
    tracking_number: read.clearable('tracking_number') ?? null,
    address: {
      city: line('city'),
      country: line('country'),
      line1: line('line1'),
      line2: line('line2'),
      postal_code: line('postal_code'),
      state: line('state'),
    },
  }
  address?.end()
  read.end()
  return shipping
}
