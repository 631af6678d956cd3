import { emit } from './events.ts'
import { invalid, noSuch, refused } from './problems.ts'
import { listOfCharge } from './lists.ts'
import { newBalanceTransaction } from './balance-transactions.ts'
import { idOf, newId } from './ids.ts'
import { outcomeOf } from './payment-methods.ts'
import { readForm } from './form-reading.ts'
import type Stripe from 'stripe'
import type { Core } from './core.ts'
import type { Endpoint } from './endpoint.ts'
import type { FormReader } from './form-reading.ts'

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const

type RefundFacts = {
  id: string
  charge: Stripe.Charge
  amount: number
  created: number
  status: 'succeeded' | 'pending' | 'failed' | 'canceled'
  reason: Stripe.Refund.Reason | null
  metadata: Record<string, string>
  balanceTransaction: string
}

export function newRefund(facts: RefundFacts): Stripe.Refund {
  const { charge } = facts
  return {
    id: facts.id,
    object: 'refund',
    amount: facts.amount,
    balance_transaction: facts.balanceTransaction,
    charge: charge.id,
    created: facts.created,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    ...(facts.status === 'pending' ? { pending_reason: 'processing' } : {}),
    metadata: facts.metadata,
    payment_intent: charge.payment_intent as string | null,
    payment_method: charge.payment_method,
    reason: facts.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: facts.status,
    transfer_reversal: null,
  }
}

function money(amount: number): string {
  return `$${(amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`
}

function chargeToRefund(core: Core, read: FormReader): Stripe.Charge {
  const chargeId = read.text('charge')
  const intentId = read.text('payment_intent')
  if (chargeId === undefined && intentId === undefined) {
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.')
  }
  if (chargeId !== undefined) {
    const charge = core.store.get('charges', chargeId)
    if (!charge) throw noSuch('charge', chargeId, 'charge', 400)
    return charge
  }
  const id = intentId as string
  const intent = core.store.get('payment_intents', id)
  if (!intent) throw noSuch('payment_intent', id, 'payment_intent', 400)
  const charge = core.store.get('charges', idOf(intent.latest_charge))
  if (intent.status !== 'succeeded' || !charge) {
    throw refused(`This PaymentIntent (${id}) does not have a successful charge to refund.`, 'charge_not_refundable')
  }
  return charge
}

/** The charge with so much more (or, negative, less) of it given back. */
function withRefunded(charge: Stripe.Charge, change: number): Stripe.Charge {
  const amount_refunded = charge.amount_refunded + change
  return { ...charge, amount_refunded, refunded: amount_refunded === charge.amount }
}

function nextOutcome(core: Core, charge: Stripe.Charge): 'succeed' | 'pending' | 'fail' {
  const { refundOutcome } = core
  if (refundOutcome.times > 0) {
    refundOutcome.times -= 1
    return refundOutcome.outcome
  }
  const stored = core.store.get('payment_methods', charge.payment_method ?? '')
  const card = stored && outcomeOf(stored)
  return (card?.kind === 'succeed' ? card.refund : undefined) ?? 'succeed'
}

function create(core: Core, read: FormReader): Stripe.Refund {
  const charge = chargeToRefund(core, read)
  const amount = read.integer('amount', { minimum: 1 })
  const reason = read.choice('reason', REASONS) ?? null
  const metadata = read.metadata() ?? {}
  read.ignore('reverse_transfer', 'refund_application_fee', 'instructions_email', 'currency')
  read.end()

  if (charge.status !== 'succeeded') {
    throw refused(`Charge ${charge.id} cannot be refunded because it did not succeed.`, 'charge_not_refundable')
  }
  if (charge.refunded) throw refused(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded')
  if (charge.disputed) {
    throw refused(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge_disputed')
  }
  const left = charge.amount - charge.amount_refunded
  if (amount !== undefined && amount > left) {
    throw refused(
      `Refund amount (${money(amount)}) is greater than unrefunded amount on charge (${money(left)})`,
      'amount_too_large',
      'amount',
    )
  }
  const id = newId('re')
  const created = core.clock.seconds()
  const transaction = newBalanceTransaction({
    type: 'refund',
    reportingCategory: 'refund',
    amount: -(amount ?? left),
    currency: charge.currency,
    source: id,
    description: `REFUND FOR CHARGE${charge.description ? ` (${charge.description})` : ''}`,
    created,
  })
  const outcome = nextOutcome(core, charge)
  const refund = newRefund({
    id,
    charge,
    amount: amount ?? left,
    created,
    reason,
    metadata,
    status: outcome === 'pending' ? 'pending' : 'succeeded',
    balanceTransaction: transaction.id,
  })
  const refunded = withRefunded(charge, refund.amount)
  core.store.put('balance_transactions', transaction)
  core.store.put('refunds', refund)
  core.store.put('charges', refunded)
  emit(core, 'refund.created', refund)
  emit(core, 'charge.refunded', refunded)
  // As with Stripe's own test card for it: the answer says succeeded, the bank sends the money back afterwards.
  if (outcome === 'fail') settleRefund(core, refund.id, 'fail')
  return refund
}

/** Ends a pending refund, or makes a succeeded one fail: the money returns to the platform's balance. */
export function settleRefund(core: Core, id: string, outcome: 'succeed' | 'fail'): Stripe.Refund | undefined {
  return core.store.commit(() => {
    const refund = core.store.get('refunds', id)
    if (!refund || refund.status === 'failed' || refund.status === 'canceled') return refund
    if (outcome === 'succeed' && refund.status === 'succeeded') return refund
    const { pending_reason: _reason, ...settled } = refund
    const charge = core.store.get('charges', idOf(refund.charge))
    let updated: Stripe.Refund = { ...settled, status: 'succeeded' }
    if (outcome === 'fail' && charge) {
      const transaction = newBalanceTransaction({
        type: 'refund_failure',
        reportingCategory: 'refund_failure',
        amount: refund.amount,
        currency: refund.currency,
        source: refund.id,
        description: `REFUND FAILURE FOR CHARGE ${charge.id}`,
        created: core.clock.seconds(),
        availableOn: core.clock.seconds(),
      })
      updated = {
        ...settled,
        status: 'failed',
        failure_reason: 'lost_or_stolen_card',
        failure_balance_transaction: transaction.id,
      }
      core.store.put('balance_transactions', transaction)
      core.store.put('charges', withRefunded(charge, -refund.amount))
    }
    core.store.put('refunds', updated)
    emit(core, 'refund.updated', updated)
    emit(core, 'charge.refund.updated', updated)
    if (updated.status === 'failed') emit(core, 'refund.failed', updated)
    return updated
  })
}

export function refundEndpoints(core: Core): Endpoint[] {
  const find = (id: string): Stripe.Refund => {
    const refund = core.store.get('refunds', id)
    if (!refund) throw noSuch('refund', id)
    return refund
  }
  return [
    { method: 'POST', path: '/v1/refunds', handle: ({ form }) => create(core, readForm(form)) },
    {
      method: 'GET',
      path: '/v1/refunds',
      handle: ({ form, path }) => listOfCharge(readForm(form), path, core.store.all('refunds')),
    },
    {
      method: 'GET',
      path: '/v1/refunds/:id',
      handle: ({ params, form }) => {
        readForm(form).end()
        return find(params.id)
      },
    },
    {
      method: 'POST',
      path: '/v1/refunds/:id',
      handle: ({ params, form }) => {
        const refund = find(params.id)
        const read = readForm(form)
        const metadata = read.metadata(refund.metadata ?? {})
        read.end()
        const updated: Stripe.Refund = { ...refund, metadata: metadata ?? refund.metadata }
        core.store.put('refunds', updated)
        return updated
      },
    },
    {
      method: 'POST',
      path: '/v1/refunds/:id/cancel',
      handle: ({ params, form }) => {
        readForm(form).end()
        const refund = find(params.id)
        throw refused(
          `You cannot cancel refund ${refund.id}: only refunds with the status requires_action can be canceled.`,
        )
      },
    },
  ]
}
