import { cardFee, newBalanceTransaction } from './balance-transactions.ts'
import { createStore } from './store.ts'
import { derivedId, idOf } from './ids.ts'
import { methodOfTestCard } from './payment-methods.ts'
import { newAccount } from './accounts.ts'
import { newCharge } from './charges.ts'
import { newIntent } from './payment-intent-shape.ts'
import { newRefund } from './refunds.ts'
import { newReversal, newTransfer } from './transfers.ts'
import { openJournal } from './persistence.ts'
import { testCards } from './test-cards.ts'
import type Stripe from 'stripe'
import type { Decline } from './test-cards.ts'
import type { Store, StoredPaymentMethod } from './store.ts'

/** Instants are whole seconds since 1970 and amounts the smallest unit of the currency, as on Stripe's wire. */
export type SeedRefund = {
  id: string
  amount: number
  created: number
  status: 'succeeded' | 'pending' | 'failed'
  metadata?: Record<string, string>
  reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer'
}

export type SeedPaymentIntent = {
  /** `pi_…` */
  id: string
  amount: number
  currency: string
  status: 'succeeded' | 'canceled' | 'requires_payment_method'
  created: number
  clientSecret: string
  metadata?: Record<string, string>
  description?: string
  transferGroup?: string
  /** Only of a succeeded intent; together at most its amount (failed ones do not count). */
  refunds?: SeedRefund[]
  /** Of an unpaid intent: how its last attempt failed, a code or decline code such as `insufficient_funds`. */
  lastErrorCode?: string
}

export type SeedAccount = {
  /** `acct_…` */
  id: string
  email: string
  created: number
  /** True: onboarding finished, transfers and payouts enabled. */
  onboarded: boolean
  metadata?: Record<string, string>
}

export type SeedTransfer = {
  /** `tr_…` */
  id: string
  amount: number
  currency: string
  /** An account that exists or stands in the same seed. */
  destination: string
  created: number
  /** The succeeded payment whose money this is. */
  sourcePaymentIntent?: string
  transferGroup?: string
  metadata?: Record<string, string>
  reversals?: Array<{ id: string; amount: number; created: number; metadata?: Record<string, string> }>
}

export type SandboxSeed = { paymentIntents?: SeedPaymentIntent[]; accounts?: SeedAccount[]; transfers?: SeedTransfer[] }
export type ImportResult = { created: number; unchanged: number }

/** The charge that a seeded payment gets when it succeeded. */
export const seedChargeId = (paymentIntentId: string): string => derivedId('ch', paymentIntentId)
/** What is kept of it. */
export const seedFee = (amount: number, currency: string): number => cardFee(amount, currency).amount

/** So that a line of the state file stays small however large the seed is. */
const RECORDS_PER_COMMIT = 200

const fallbackDecline: Decline = {
  code: 'card_declined',
  declineCode: 'generic_decline',
  message: 'Your card was declined.',
}

function declineOf(code: string): { card: string; decline: Decline } {
  for (const card of testCards) {
    if (card.outcome.kind !== 'decline') continue
    const { decline } = card.outcome
    if (
      decline.code === code ? decline.declineCode === null || code === 'card_declined' : decline.declineCode === code
    ) {
      return { card: card.ids[0], decline }
    }
  }
  return { card: 'pm_card_chargeDeclined', decline: { ...fallbackDecline, code } }
}

function requireSeed(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`The sandbox cannot take this seed: ${message}.`)
}

function importRefund(store: Store, chargeId: string, seed: SeedRefund): void {
  const charge = store.get('charges', chargeId) as Stripe.Charge
  const counts = seed.status !== 'failed'
  requireSeed(
    seed.amount > 0 && (!counts || charge.amount_refunded + seed.amount <= charge.amount),
    `refund ${seed.id} is larger than what is left of ${charge.id}`,
  )
  const transaction = newBalanceTransaction({
    id: derivedId('txn', seed.id),
    type: 'refund',
    reportingCategory: 'refund',
    amount: -seed.amount,
    currency: charge.currency,
    source: seed.id,
    description: 'REFUND FOR CHARGE',
    created: seed.created,
  })
  const refund = newRefund({
    id: seed.id,
    charge,
    amount: seed.amount,
    created: seed.created,
    status: seed.status,
    reason: seed.reason ?? null,
    metadata: seed.metadata ?? {},
    balanceTransaction: transaction.id,
  })
  store.put('balance_transactions', transaction)
  if (counts) {
    const amount_refunded = charge.amount_refunded + seed.amount
    store.put('refunds', refund)
    store.put('charges', { ...charge, amount_refunded, refunded: amount_refunded === charge.amount })
    return
  }
  const failure = newBalanceTransaction({
    id: derivedId('txn', `${seed.id}:failure`),
    type: 'refund_failure',
    reportingCategory: 'refund_failure',
    amount: seed.amount,
    currency: charge.currency,
    source: seed.id,
    description: 'REFUND FAILURE FOR CHARGE',
    created: seed.created,
    availableOn: seed.created,
  })
  store.put('balance_transactions', failure)
  store.put('refunds', {
    ...refund,
    failure_reason: 'lost_or_stolen_card',
    failure_balance_transaction: failure.id,
  })
}

function importMethod(store: Store, seed: SeedPaymentIntent, card: string): StoredPaymentMethod {
  const stored = methodOfTestCard(card, seed.created, derivedId('pm', seed.id)) as StoredPaymentMethod
  store.put('payment_methods', stored)
  return stored
}

function importSucceeded(store: Store, seed: SeedPaymentIntent, blank: Stripe.PaymentIntent): void {
  const stored = importMethod(store, seed, 'pm_card_visa')
  const chargeId = seedChargeId(seed.id)
  const transaction = newBalanceTransaction({
    id: derivedId('txn', seed.id),
    type: 'charge',
    reportingCategory: 'charge',
    amount: seed.amount,
    currency: blank.currency,
    fee: cardFee(seed.amount, blank.currency),
    source: chargeId,
    description: blank.description,
    created: seed.created,
  })
  const charge = newCharge({
    id: chargeId,
    intent: blank,
    method: stored.method,
    created: seed.created,
    status: 'succeeded',
    balanceTransaction: transaction.id,
  })
  store.put('balance_transactions', transaction)
  store.put('charges', charge)
  store.put('payment_intents', {
    ...blank,
    status: 'succeeded',
    amount_received: seed.amount,
    latest_charge: charge.id,
    payment_method: stored.id,
  })
}

function importUnpaid(store: Store, seed: SeedPaymentIntent, blank: Stripe.PaymentIntent): void {
  let intent = blank
  if (seed.lastErrorCode !== undefined) {
    const { card, decline } = declineOf(seed.lastErrorCode)
    const stored = importMethod(store, seed, card)
    const id = derivedId('ch', seed.id)
    const charge = newCharge({ id, intent, method: stored.method, created: seed.created, status: 'failed', decline })
    store.put('charges', charge)
    intent = {
      ...intent,
      latest_charge: charge.id,
      last_payment_error: {
        charge: charge.id,
        code: decline.code,
        ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
        message: decline.message,
        payment_method: stored.method,
        type: 'card_error',
      },
    }
  }
  const canceled = seed.status === 'canceled'
  store.put('payment_intents', {
    ...intent,
    status: canceled ? 'canceled' : 'requires_payment_method',
    canceled_at: canceled ? seed.created : null,
    cancellation_reason: canceled ? 'abandoned' : null,
  })
}

function importPayment(store: Store, seed: SeedPaymentIntent): boolean {
  requireSeed(seed.id.startsWith('pi_'), `${seed.id} is no payment intent id`)
  requireSeed(Number.isSafeInteger(seed.amount) && seed.amount > 0, `${seed.id} has no whole positive amount`)
  requireSeed(Number.isSafeInteger(seed.created), `${seed.id} was not created at a whole second`)
  let changed = false
  if (!store.get('payment_intents', seed.id)) {
    const currency = seed.currency.toLowerCase()
    const blank = newIntent({ ...seed, currency, metadata: seed.metadata ?? {} })
    const intent: Stripe.PaymentIntent = {
      ...blank,
      automatic_payment_methods: { enabled: true, allow_redirects: 'always' },
      description: seed.description ?? null,
      transfer_group: seed.transferGroup ?? null,
    }
    if (seed.status === 'succeeded') importSucceeded(store, seed, intent)
    else importUnpaid(store, seed, intent)
    changed = true
  }
  for (const refund of seed.refunds ?? []) {
    if (store.get('refunds', refund.id)) continue
    const charge = store.get('payment_intents', seed.id)?.latest_charge
    requireSeed(seed.status === 'succeeded' && typeof charge === 'string', `${seed.id} is not paid and has a refund`)
    importRefund(store, charge, refund)
    changed = true
  }
  return changed
}

function importAccount(store: Store, seed: SeedAccount): boolean {
  if (store.get('accounts', seed.id)) return false
  requireSeed(seed.id.startsWith('acct_'), `${seed.id} is no account id`)
  store.put('accounts', newAccount({ ...seed, metadata: seed.metadata ?? {} }))
  return true
}

function importTransfer(store: Store, seed: SeedTransfer): boolean {
  if (store.get('transfers', seed.id)) return false
  requireSeed(store.get('accounts', seed.destination) !== undefined, `transfer ${seed.id} goes to an unknown account`)
  const intent = seed.sourcePaymentIntent ? store.get('payment_intents', seed.sourcePaymentIntent) : undefined
  const charge = intent && store.get('charges', idOf(intent.latest_charge))
  requireSeed(!seed.sourcePaymentIntent || charge?.status === 'succeeded', `transfer ${seed.id} has no paid source`)
  const currency = seed.currency.toLowerCase()
  const back = (seed.reversals ?? []).reduce((sum, reversal) => sum + reversal.amount, 0)
  requireSeed(back <= seed.amount, `the reversals of ${seed.id} are larger than the transfer`)

  const outgoing = newTransfer({
    id: seed.id,
    transactionId: derivedId('txn', seed.id),
    destinationPayment: derivedId('py', seed.id),
    amount: seed.amount,
    currency,
    destination: seed.destination,
    created: seed.created,
    charge: charge ?? null,
    description: null,
    transferGroup: seed.transferGroup ?? intent?.transfer_group ?? null,
    metadata: seed.metadata ?? {},
  })
  store.put('balance_transactions', outgoing.transaction)
  let { transfer } = outgoing
  for (const reversal of seed.reversals ?? []) {
    const made = newReversal(transfer, {
      id: reversal.id,
      transactionId: derivedId('txn', reversal.id),
      amount: reversal.amount,
      created: reversal.created,
      metadata: reversal.metadata ?? {},
    })
    store.put('transfer_reversals', made.reversal)
    store.put('balance_transactions', made.transaction)
    transfer = made.transfer
  }
  store.put('transfers', transfer)
  const amounts = store.get('account_balances', seed.destination)?.amounts ?? {}
  const balance = (amounts[currency] ?? 0) + seed.amount - back
  store.put('account_balances', { id: seed.destination, amounts: { ...amounts, [currency]: balance } })
  return true
}

/**
 * Adds plain records to a sandbox, building charges, fees and balance transactions that agree with them.
 * What is known by its id is left alone, so importing twice changes nothing; no event is sent for it.
 * Throws a one-sentence error for a seed that contradicts itself.
 */
export function importState(store: Store, seed: SandboxSeed): ImportResult {
  const steps = [
    ...(seed.paymentIntents ?? []).map((record) => () => importPayment(store, record)),
    ...(seed.accounts ?? []).map((record) => () => importAccount(store, record)),
    ...(seed.transfers ?? []).map((record) => () => importTransfer(store, record)),
  ]
  let created = 0
  for (let start = 0; start < steps.length; start += RECORDS_PER_COMMIT) {
    created += store.commit(() => steps.slice(start, start + RECORDS_PER_COMMIT).filter((step) => step()).length)
  }
  return { created, unchanged: steps.length - created }
}

/**
 * Writes a seed into a state file that no sandbox has open (a running one takes `POST /_sandbox/import`).
 * Creates the file and its folder when needed; idempotent by id.
 */
export function writeSandboxState(stateFile: string, seed: SandboxSeed): ImportResult {
  const store = createStore(openJournal(stateFile))
  try {
    return importState(store, seed)
  } finally {
    store.close()
  }
}
