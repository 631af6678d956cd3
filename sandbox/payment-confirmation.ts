import { authenticationUrl, openAuthentication, openAuthenticationOf, voidAuthentications } from './authentications.ts'
import { cardFee, newBalanceTransaction } from './balance-transactions.ts'
import { emit } from './events.ts'
import { newCharge } from './charges.ts'
import { idOf, newId } from './ids.ts'
import { openDispute } from './disputes.ts'
import { outcomeOf } from './payment-methods.ts'
import { refused } from './problems.ts'
import type Stripe from 'stripe'
import type { Answer } from './endpoint.ts'
import type { Authentication, StoredPaymentMethod } from './store.ts'
import type { CardOutcome, Decline } from './test-cards.ts'
import type { Core } from './core.ts'

type Attempt = {
  intent: Stripe.PaymentIntent
  stored: StoredPaymentMethod
  returnUrl: string | null
  authenticated: boolean
}

const authenticationFailure: Decline = {
  code: 'payment_intent_authentication_failure',
  declineCode: null,
  message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
}

const settlementFailure: Decline = {
  code: 'card_declined',
  declineCode: 'generic_decline',
  message: 'Your card was declined.',
}

function succeed(core: Core, { intent, stored, authenticated }: Attempt): Stripe.PaymentIntent {
  const created = core.clock.seconds()
  // A payment that was processing already has its charge; it is that one which succeeds.
  const pending = typeof intent.latest_charge === 'string' ? core.store.get('charges', intent.latest_charge) : undefined
  const id = pending?.status === 'pending' ? pending.id : newId('ch')
  const transaction = newBalanceTransaction({
    type: 'charge',
    reportingCategory: 'charge',
    amount: intent.amount,
    currency: intent.currency,
    fee: cardFee(intent.amount, intent.currency),
    source: id,
    description: intent.description,
    created,
  })
  const charge = newCharge({
    id,
    intent,
    method: stored.method,
    created: pending?.id === id ? pending.created : created,
    authenticated,
    status: 'succeeded',
    balanceTransaction: transaction.id,
  })
  const paid: Stripe.PaymentIntent = {
    ...intent,
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: stored.id,
    processing: null,
    status: 'succeeded',
  }
  core.store.put('balance_transactions', transaction)
  core.store.put('charges', charge)
  core.store.put('payment_intents', paid)
  emit(core, 'charge.succeeded', charge)
  emit(core, 'payment_intent.succeeded', paid)
  const outcome = outcomeOf(stored)
  if (outcome.kind === 'succeed' && outcome.dispute) openDispute(core, charge, { reason: outcome.dispute })
  return paid
}

/** Records the failed charge and sends the intent back to `requires_payment_method`; answers Stripe's 402. */
function decline(core: Core, { intent, stored }: Attempt, reason: Decline, withCharge = true): Answer {
  const type = reason === authenticationFailure ? 'invalid_request_error' : 'card_error'
  const pending = typeof intent.latest_charge === 'string' ? core.store.get('charges', intent.latest_charge) : undefined
  const charge = newCharge({
    id: pending?.status === 'pending' ? pending.id : newId('ch'),
    intent,
    method: stored.method,
    created: core.clock.seconds(),
    status: 'failed',
    decline: reason,
  })
  const error: Stripe.PaymentIntent.LastPaymentError = {
    ...(withCharge ? { charge: charge.id } : {}),
    code: reason.code,
    ...(reason.declineCode ? { decline_code: reason.declineCode } : {}),
    doc_url: `https://stripe.com/docs/error-codes/${reason.code.replaceAll('_', '-')}`,
    message: reason.message,
    payment_method: stored.method,
    type,
  }
  const failed: Stripe.PaymentIntent = {
    ...intent,
    last_payment_error: error,
    latest_charge: withCharge ? charge.id : intent.latest_charge,
    next_action: null,
    payment_method: null,
    processing: null,
    status: 'requires_payment_method',
  }
  if (withCharge) {
    core.store.put('charges', charge)
    emit(core, 'charge.failed', charge)
  }
  core.store.put('payment_intents', failed)
  emit(core, 'payment_intent.payment_failed', failed)
  return { status: 402, body: { error: { ...error, payment_intent: failed } } }
}

function askForAuthentication(core: Core, { intent, stored, returnUrl }: Attempt): Stripe.PaymentIntent {
  const { id } = openAuthentication(core, {
    payment_intent: intent.id,
    payment_method: stored.id,
    return_url: returnUrl,
  })
  const waiting: Stripe.PaymentIntent = {
    ...intent,
    next_action: {
      redirect_to_url: { return_url: returnUrl, url: authenticationUrl(core, id) },
      type: 'redirect_to_url',
    },
    payment_method: stored.id,
    status: 'requires_action',
  }
  core.store.put('payment_intents', waiting)
  emit(core, 'payment_intent.requires_action', waiting)
  return waiting
}

function startProcessing(core: Core, { intent, stored }: Attempt): Stripe.PaymentIntent {
  const created = core.clock.seconds()
  const charge = newCharge({ id: newId('ch'), intent, method: stored.method, created, status: 'pending' })
  const processing: Stripe.PaymentIntent = {
    ...intent,
    latest_charge: charge.id,
    next_action: null,
    payment_method: stored.id,
    processing: { card: {}, type: 'card' },
    status: 'processing',
  }
  core.store.put('charges', charge)
  core.store.put('payment_intents', processing)
  emit(core, 'charge.pending', charge)
  emit(core, 'payment_intent.processing', processing)
  return processing
}

function carryOut(core: Core, attempt: Attempt, outcome: CardOutcome): Answer {
  if (outcome.kind === 'decline') return decline(core, attempt, outcome.decline)
  if (outcome.kind === 'succeed') return { status: 200, body: succeed(core, attempt) }
  if (outcome.kind === 'processing') return { status: 200, body: startProcessing(core, attempt) }
  if (attempt.authenticated) return carryOut(core, attempt, outcome.afterwards)
  return { status: 200, body: askForAuthentication(core, attempt) }
}

/** One attempt to pay a confirmable intent, inside a commit. Refuses when there is no payment method at all. */
export function confirmIntent(
  core: Core,
  intent: Stripe.PaymentIntent,
  input: { method: StoredPaymentMethod | undefined; returnUrl: string | null },
): Answer {
  const known = typeof intent.payment_method === 'string' ? intent.payment_method : ''
  const stored = input.method ?? core.store.get('payment_methods', known)
  if (!stored) {
    throw refused(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      'payment_intent_unexpected_state',
      undefined,
      { payment_intent: intent },
    )
  }
  core.store.put('payment_methods', stored)
  voidAuthentications(core, intent.id)
  const fresh = { ...intent, last_payment_error: null, next_action: null }
  const attempt = { intent: fresh, stored, returnUrl: input.returnUrl, authenticated: false }
  return carryOut(core, attempt, outcomeOf(stored))
}

/** The card holder decided on the 3-D Secure page. Returns the intent afterwards; a closed challenge changes nothing. */
export function finishAuthentication(
  core: Core,
  authentication: Authentication,
  decision: 'authorized' | 'rejected',
): Stripe.PaymentIntent | undefined {
  return core.store.commit(() => {
    const intent = core.store.get('payment_intents', authentication.payment_intent)
    const current = core.store.get('authentications', authentication.id)
    const stored = core.store.get('payment_methods', authentication.payment_method)
    if (!intent || !stored || current?.status !== 'open' || intent.status !== 'requires_action') return intent
    core.store.put('authentications', { ...current, status: decision })
    const attempt = { intent, stored, returnUrl: current.return_url, authenticated: true }
    if (decision === 'rejected') decline(core, attempt, authenticationFailure, false)
    else carryOut(core, attempt, outcomeOf(stored))
    return core.store.get('payment_intents', intent.id)
  })
}

/** Ends a `processing` payment, as the bank would hours later. */
export function settleProcessing(
  core: Core,
  intentId: string,
  outcome: 'succeed' | 'fail',
): Stripe.PaymentIntent | undefined {
  return core.store.commit(() => {
    const intent = core.store.get('payment_intents', intentId)
    if (!intent) return undefined
    const stored = core.store.get('payment_methods', idOf(intent.payment_method))
    if (intent.status !== 'processing' || !stored) return intent
    const attempt = { intent, stored, returnUrl: null, authenticated: false }
    if (outcome === 'succeed') succeed(core, attempt)
    else decline(core, attempt, settlementFailure)
    return core.store.get('payment_intents', intentId)
  })
}

/** The open challenge of a payment decided without its page, for tests. */
export function decideAuthentication(core: Core, intentId: string, decision: 'authorized' | 'rejected') {
  const authentication = openAuthenticationOf(core, intentId)
  return authentication && finishAuthentication(core, authentication, decision)
}
