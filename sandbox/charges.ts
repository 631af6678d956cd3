import { listPage } from './lists.ts'
import { noSuch } from './problems.ts'
import { readForm } from './form-reading.ts'
import type Stripe from 'stripe'
import type { Core } from './core.ts'
import type { Decline } from './test-cards.ts'
import type { Endpoint } from './endpoint.ts'

type ChargeFacts = {
  id: string
  intent: Pick<
    Stripe.PaymentIntent,
    'id' | 'amount' | 'currency' | 'metadata' | 'description' | 'transfer_group' | 'receipt_email' | 'shipping'
  >
  method: Stripe.PaymentMethod
  created: number
  /** 3-D Secure was passed on the way. */
  authenticated?: boolean
} & (
  | { status: 'succeeded'; balanceTransaction: string }
  | { status: 'pending' }
  | { status: 'failed'; decline: Decline }
)

function outcomeFor(facts: ChargeFacts): Stripe.Charge.Outcome | null {
  const common = { advice_code: null, network_advice_code: null, risk_level: 'normal', risk_score: 12 }
  if (facts.status === 'pending') return null
  if (facts.status === 'succeeded') {
    return {
      ...common,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      seller_message: 'Payment complete.',
      type: 'authorized',
    }
  }
  return {
    ...common,
    network_decline_code: '01',
    network_status: 'declined_by_network',
    reason: facts.decline.declineCode ?? facts.decline.code,
    seller_message: 'The bank did not return any further details with this decline.',
    type: 'issuer_declined',
  }
}

function cardDetails(facts: ChargeFacts): Stripe.Charge.PaymentMethodDetails {
  const { card } = facts.method
  return {
    type: 'card',
    card: {
      amount_authorized: facts.status === 'succeeded' ? facts.intent.amount : null,
      authorization_code: facts.status === 'succeeded' ? '123456' : null,
      brand: card?.brand ?? null,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: card?.country ?? null,
      electronic_commerce_indicator: facts.authenticated ? '05' : null,
      exp_month: card?.exp_month ?? 12,
      exp_year: card?.exp_year ?? 2030,
      funding: card?.funding ?? null,
      installments: null,
      last4: card?.last4 ?? null,
      mandate: null,
      network: card?.brand ?? null,
      network_transaction_id: null,
      regulated_status: 'unregulated',
      three_d_secure: facts.authenticated
        ? {
            authentication_flow: 'challenge',
            electronic_commerce_indicator: '05',
            exemption_indicator: null,
            result: 'authenticated',
            result_reason: null,
            transaction_id: null,
            version: '2.2.0',
          }
        : null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

export function newCharge(facts: ChargeFacts): Stripe.Charge {
  const { intent, method } = facts
  const succeeded = facts.status === 'succeeded'
  return {
    id: facts.id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: succeeded ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: succeeded ? facts.balanceTransaction : null,
    billing_details: { ...method.billing_details, tax_id: null },
    calculated_statement_descriptor: 'GUELAGUETZA CONNECT',
    captured: succeeded,
    created: facts.created,
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: facts.status === 'failed' ? facts.decline.code : null,
    failure_message: facts.status === 'failed' ? facts.decline.message : null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeFor(facts),
    paid: succeeded,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: cardDetails(facts),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: facts.status,
    transfer_data: null,
    transfer_group: intent.transfer_group,
  }
}

export function chargeEndpoints(core: Core): Endpoint[] {
  const find = (id: string): Stripe.Charge => {
    const charge = core.store.get('charges', id)
    if (!charge) throw noSuch('charge', id)
    return charge
  }
  return [
    {
      method: 'GET',
      path: '/v1/charges',
      handle: ({ form, path }) => {
        const read = readForm(form)
        const intent = read.text('payment_intent')
        const group = read.text('transfer_group')
        return listPage(
          read,
          path,
          core.store.all('charges'),
          (charge) =>
            (intent === undefined || charge.payment_intent === intent) &&
            (group === undefined || charge.transfer_group === group),
        )
      },
    },
    {
      method: 'GET',
      path: '/v1/charges/:id',
      handle: ({ params, form }) => {
        readForm(form).end()
        return find(params.id)
      },
    },
    {
      method: 'POST',
      path: '/v1/charges/:id',
      handle: ({ params, form }) => {
        const charge = find(params.id)
        const read = readForm(form)
        const metadata = read.metadata(charge.metadata)
        const description = read.clearable('description')
        const group = read.text('transfer_group')
        read.end()
        const updated: Stripe.Charge = {
          ...charge,
          metadata: metadata ?? charge.metadata,
          description: description === undefined ? charge.description : description,
          transfer_group: group ?? charge.transfer_group,
        }
        core.store.put('charges', updated)
        return updated
      },
    },
  ]
}
