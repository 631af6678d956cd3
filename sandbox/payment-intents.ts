import { confirmIntent } from './payment-confirmation.ts'
import { emit } from './events.ts'
import { invalid, noSuch, refused } from './problems.ts'
import { listPage } from './lists.ts'
import { newClientSecret, newId } from './ids.ts'
import { newIntent, present, presentAnswer, readShipping } from './payment-intent-shape.ts'
import { readForm } from './form-reading.ts'
import { readMethod } from './payment-methods.ts'
import { voidAuthentications } from './authentications.ts'
import type Stripe from 'stripe'
import type { Answer, Call, Endpoint } from './endpoint.ts'
import type { Core } from './core.ts'
import type { FormReader } from './form-reading.ts'

/** Stripe's smallest charge for the currencies this project knows, in cents; 50 for any other. */
const MINIMUM_AMOUNTS: Record<string, number> = { mxn: 1000, usd: 50, eur: 50 }
const MAXIMUM_AMOUNT = 99_999_999
/** More than a laptop's demo ever makes; beyond it the file is to be cleared. */
const MAXIMUM_INTENTS = 200_000

const CANCELLATION_REASONS = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const
const CANCELABLE: readonly string[] = [
  'requires_payment_method',
  'requires_capture',
  'requires_confirmation',
  'requires_action',
]
const CONFIRMABLE: readonly string[] = ['requires_payment_method', 'requires_confirmation', 'requires_action']

function unexpectedState(
  intent: Stripe.PaymentIntent,
  verb: 'confirm' | 'cancel' | 'update',
  allowed: readonly string[],
) {
  const past = { confirm: 'confirmed', cancel: 'canceled', update: 'updated' }[verb]
  const message =
    verb === 'confirm' && intent.status === 'succeeded'
      ? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
      : `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be ${past}: ${allowed.join(', ')}.`
  return refused(message, 'payment_intent_unexpected_state', undefined, { payment_intent: intent })
}

function checkAmount(amount: number, currency: string): void {
  const minimum = MINIMUM_AMOUNTS[currency] ?? 50
  if (amount < minimum) {
    const shown = `$${(minimum / 100).toFixed(2)} ${currency}`
    throw invalid(`Amount must be at least ${shown}`, 'amount', 'amount_too_small')
  }
  if (amount > MAXIMUM_AMOUNT) {
    throw invalid('Amount must be no more than $999,999.99', 'amount', 'amount_too_large')
  }
}

function readCurrency(read: FormReader): string {
  const currency = read.requiredText('currency').toLowerCase()
  if (!/^[a-z]{3}$/.test(currency)) throw invalid(`Invalid currency: ${currency}`, 'currency')
  return currency
}

/** Known to Stripe, without meaning for a stand-in that takes cards at once. */
const IGNORED = [
  'statement_descriptor',
  'statement_descriptor_suffix',
  'payment_method_options',
  'payment_method_types',
  'customer',
  'setup_future_usage',
  'use_stripe_sdk',
  'error_on_requires_action',
  'off_session',
  'mandate_data',
  'expected_payment_method_type',
  'radar_options',
]

function refuseManualCapture(read: FormReader): void {
  read.choice('capture_method', ['automatic', 'automatic_async'])
  read.choice('confirmation_method', ['automatic', 'manual'])
}

function create(core: Core, call: Call): object | Answer {
  const read = readForm(call.form)
  const amount = read.requiredInteger('amount')
  const currency = readCurrency(read)
  checkAmount(amount, currency)
  const methods = read.object('automatic_payment_methods')
  const automatic = methods && {
    enabled: methods.boolean('enabled') ?? true,
    allow_redirects: methods.choice('allow_redirects', ['always', 'never']) ?? 'always',
  }
  methods?.end()
  const confirm = read.boolean('confirm') ?? false
  const method = readMethod(core, read)
  const returnUrl = read.url('return_url')
  const metadata = read.metadata() ?? {}
  const description = read.clearable('description') ?? null
  const transferGroup = read.text('transfer_group') ?? null
  const receiptEmail = read.clearable('receipt_email') ?? null
  const shipping = readShipping(read.object('shipping')) ?? null
  refuseManualCapture(read)
  read.ignore(...IGNORED)
  read.end()
  if (returnUrl !== undefined && !confirm) {
    throw invalid('The parameter `return_url` cannot be passed when `confirm` is false.', 'return_url')
  }
  if (core.store.size('payment_intents') >= MAXIMUM_INTENTS) {
    throw invalid(`The sandbox holds ${MAXIMUM_INTENTS} payment intents; reset it or move its state file away.`)
  }

  const id = newId('pi')
  const created = core.clock.seconds()
  const intent: Stripe.PaymentIntent = {
    ...newIntent({ id, amount, currency, created, clientSecret: newClientSecret(id), metadata }),
    automatic_payment_methods: automatic ?? { enabled: true, allow_redirects: 'always' },
    description,
    transfer_group: transferGroup,
    receipt_email: receiptEmail,
    shipping,
    payment_method: method?.id ?? null,
    status: method ? 'requires_confirmation' : 'requires_payment_method',
  }
  if (method) core.store.put('payment_methods', method)
  core.store.put('payment_intents', intent)
  emit(core, 'payment_intent.created', intent)
  if (!confirm) return intent
  return confirmIntent(core, intent, { method, returnUrl: returnUrl ?? null })
}

function update(core: Core, call: Call, intent: Stripe.PaymentIntent): object {
  const read = readForm(call.form)
  const amount = read.integer('amount')
  const currency = call.form.currency === undefined ? intent.currency : readCurrency(read)
  const method = readMethod(core, read)
  const metadata = read.metadata(intent.metadata)
  const description = read.clearable('description')
  const transferGroup = read.text('transfer_group')
  const receiptEmail = read.clearable('receipt_email')
  const shipping = readShipping(read.object('shipping'))
  refuseManualCapture(read)
  read.ignore(...IGNORED)
  read.end()

  const changesMoney = (amount !== undefined && amount !== intent.amount) || currency !== intent.currency
  if ((changesMoney || method) && !CONFIRMABLE.includes(intent.status)) {
    throw unexpectedState(intent, 'update', CONFIRMABLE)
  }
  if (changesMoney) checkAmount(amount ?? intent.amount, currency)
  // A changed amount is a changed purchase: what the bank was asked before no longer holds.
  const asksAgain = intent.status === 'requires_action' && (changesMoney || method)
  if (asksAgain) voidAuthentications(core, intent.id)
  if (method) core.store.put('payment_methods', method)
  const updated: Stripe.PaymentIntent = {
    ...intent,
    amount: amount ?? intent.amount,
    currency,
    metadata: metadata ?? intent.metadata,
    description: description === undefined ? intent.description : description,
    transfer_group: transferGroup ?? intent.transfer_group,
    receipt_email: receiptEmail === undefined ? intent.receipt_email : receiptEmail,
    shipping: shipping ?? intent.shipping,
    payment_method: method?.id ?? intent.payment_method,
    last_payment_error: null,
    next_action: asksAgain ? null : intent.next_action,
    status: method || asksAgain ? 'requires_confirmation' : intent.status,
  }
  core.store.put('payment_intents', updated)
  return updated
}

function cancel(core: Core, call: Call, intent: Stripe.PaymentIntent): object {
  const read = readForm(call.form)
  const reason = read.choice('cancellation_reason', CANCELLATION_REASONS)
  read.end()
  if (!CANCELABLE.includes(intent.status)) throw unexpectedState(intent, 'cancel', CANCELABLE)
  voidAuthentications(core, intent.id)
  const canceled: Stripe.PaymentIntent = {
    ...intent,
    canceled_at: core.clock.seconds(),
    cancellation_reason: reason ?? null,
    next_action: null,
    status: 'canceled',
  }
  core.store.put('payment_intents', canceled)
  emit(core, 'payment_intent.canceled', canceled)
  return canceled
}

function confirm(core: Core, call: Call, intent: Stripe.PaymentIntent): Answer {
  const read = readForm(call.form)
  const method = readMethod(core, read)
  const returnUrl = read.url('return_url')
  const receiptEmail = read.clearable('receipt_email')
  const shipping = readShipping(read.object('shipping'))
  refuseManualCapture(read)
  read.ignore(
    ...IGNORED,
    'client_secret',
    'key',
    'payment_user_agent',
    'client_context',
    'guid',
    'muid',
    'sid',
    'referrer',
  )
  read.end()
  if (!CONFIRMABLE.includes(intent.status)) throw unexpectedState(intent, 'confirm', CONFIRMABLE)
  const prepared = {
    ...intent,
    receipt_email: receiptEmail === undefined ? intent.receipt_email : receiptEmail,
    shipping: shipping ?? intent.shipping,
  }
  return confirmIntent(core, prepared, { method, returnUrl: returnUrl ?? null })
}

export function paymentIntentEndpoints(core: Core): Endpoint[] {
  const find = (call: Call): Stripe.PaymentIntent => {
    const intent = core.store.get('payment_intents', call.params.id)
    if (call.viewer === 'secret') {
      if (!intent) throw noSuch('payment_intent', call.params.id, 'intent')
      return intent
    }
    const secret = call.form.client_secret
    if (secret === undefined)
      throw invalid('Missing required param: client_secret.', 'client_secret', 'parameter_missing')
    if (!intent || secret !== intent.client_secret) {
      throw invalid(
        'The client_secret provided does not match any associated PaymentIntent on this account. Ensure the publishable key used belongs to the same account that created the PaymentIntent.',
        'client_secret',
        'payment_intent_invalid_parameter',
      )
    }
    return intent
  }
  return [
    { method: 'POST', path: '/v1/payment_intents', handle: (call) => create(core, call) },
    {
      method: 'GET',
      path: '/v1/payment_intents',
      handle: ({ form, path }) => {
        const read = readForm(form)
        read.ignore('customer')
        return listPage(read, path, core.store.all('payment_intents'))
      },
    },
    {
      method: 'GET',
      path: '/v1/payment_intents/:id',
      browser: true,
      handle: (call) => {
        const read = readForm(call.form)
        read.ignore('client_secret', 'key', 'is_stripe_sdk')
        read.end()
        return present(call, find(call))
      },
    },
    { method: 'POST', path: '/v1/payment_intents/:id', handle: (call) => update(core, call, find(call)) },
    { method: 'POST', path: '/v1/payment_intents/:id/cancel', handle: (call) => cancel(core, call, find(call)) },
    {
      method: 'POST',
      path: '/v1/payment_intents/:id/confirm',
      browser: true,
      handle: (call) => presentAnswer(call, confirm(core, call, find(call))),
    },
  ]
}
