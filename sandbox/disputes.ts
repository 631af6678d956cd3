import { emit } from './events.ts'
import { listOfCharge } from './lists.ts'
import { newBalanceTransaction } from './balance-transactions.ts'
import { idOf, newId } from './ids.ts'
import { noSuch } from './problems.ts'
import { readForm } from './form-reading.ts'
import type Stripe from 'stripe'
import type { Core } from './core.ts'
import type { Endpoint } from './endpoint.ts'

const ANSWER_WITHIN_SECONDS = 9 * 24 * 60 * 60
/** Charged for each dispute in Mexico, in centavos. */
const DISPUTE_FEE = 30_000

function adjustment(core: Core, dispute: Stripe.Dispute, amount: number, fee: number, description: string) {
  return newBalanceTransaction({
    type: 'adjustment',
    reportingCategory: amount < 0 ? 'dispute' : 'dispute_reversal',
    amount,
    currency: dispute.currency,
    fee: {
      amount: fee,
      details:
        fee === 0
          ? []
          : [
              {
                amount: fee,
                application: null,
                currency: dispute.currency,
                description: 'Dispute fee',
                type: 'stripe_fee',
              },
            ],
    },
    source: dispute.id,
    description,
    created: core.clock.seconds(),
    availableOn: core.clock.seconds(),
  })
}

function newDispute(charge: Stripe.Charge, facts: { amount: number; reason: string; created: number }): Stripe.Dispute {
  const nothing: Stripe.Dispute.Evidence = {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: null,
    customer_name: null,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  }
  return {
    id: newId('du'),
    object: 'dispute',
    amount: facts.amount,
    balance_transactions: [],
    charge: charge.id,
    created: facts.created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: nothing,
    evidence_details: {
      due_by: facts.created + ANSWER_WITHIN_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent as string | null,
    reason: facts.reason,
    status: 'needs_response',
  }
}

/** The card holder's bank takes the money back; undefined when the charge cannot be disputed. */
export function openDispute(
  core: Core,
  charge: Stripe.Charge,
  { amount = charge.amount - charge.amount_refunded, reason = 'fraudulent' }: { amount?: number; reason?: string } = {},
): Stripe.Dispute | undefined {
  return core.store.commit(() => {
    if (charge.status !== 'succeeded' || charge.disputed || amount <= 0 || amount > charge.amount) return undefined
    const opened = newDispute(charge, { amount, reason, created: core.clock.seconds() })
    const transaction = adjustment(core, opened, -amount, DISPUTE_FEE, `Chargeback withdrawal for ${charge.id}`)
    const dispute = { ...opened, balance_transactions: [transaction] }
    core.store.put('balance_transactions', transaction)
    core.store.put('disputes', dispute)
    core.store.put('charges', { ...charge, disputed: true })
    emit(core, 'charge.dispute.created', dispute)
    emit(core, 'charge.dispute.funds_withdrawn', dispute)
    return dispute
  })
}

export function closeDispute(core: Core, id: string, outcome: 'won' | 'lost'): Stripe.Dispute | undefined {
  return core.store.commit(() => {
    const dispute = core.store.get('disputes', id)
    if (!dispute || dispute.status === 'won' || dispute.status === 'lost') return dispute
    let closed: Stripe.Dispute = { ...dispute, status: outcome }
    if (outcome === 'won') {
      const transaction = adjustment(
        core,
        dispute,
        dispute.amount,
        0,
        `Chargeback reversal for ${idOf(dispute.charge)}`,
      )
      core.store.put('balance_transactions', transaction)
      closed = { ...closed, balance_transactions: [...dispute.balance_transactions, transaction] }
    }
    core.store.put('disputes', closed)
    if (outcome === 'won') emit(core, 'charge.dispute.funds_reinstated', closed)
    emit(core, 'charge.dispute.closed', closed)
    return closed
  })
}

export function disputeEndpoints(core: Core): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/v1/disputes',
      handle: ({ form, path }) => listOfCharge(readForm(form), path, core.store.all('disputes')),
    },
    {
      method: 'GET',
      path: '/v1/disputes/:id',
      handle: ({ params, form }) => {
        readForm(form).end()
        const dispute = core.store.get('disputes', params.id)
        if (!dispute) throw noSuch('dispute', params.id)
        return dispute
      },
    },
  ]
}
