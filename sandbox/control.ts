import { closeDispute, openDispute } from './disputes.ts'
import { collectionNames } from './store.ts'
import { decideAuthentication, settleProcessing } from './payment-confirmation.ts'
import { importState } from './seed-format.ts'
import { drainAccount } from './transfers.ts'
import { setOnboarded } from './accounts.ts'
import { settleRefund } from './refunds.ts'
import { idOf } from './ids.ts'
import type Stripe from 'stripe'
import type { ActiveFault, FaultRule } from './faults.ts'
import type { ActiveWebhookFault, WebhookFaultRule } from './webhook-faults.ts'
import type { CollectionName, Collections, Delivery } from './store.ts'
import type { Core } from './core.ts'
import type { ImportResult, SandboxSeed } from './seed-format.ts'

export type Control = {
  /** Makes the next matching API calls go wrong. */
  failNext: (rule: FaultRule) => ActiveFault
  faults: () => ActiveFault[]
  clearFaults: () => void
  /** Delays, drops, duplicates, holds or reorders what is sent from now on. */
  disturbWebhooks: (rule: WebhookFaultRule) => ActiveWebhookFault
  webhookFaults: () => ActiveWebhookFault[]
  clearWebhookFaults: () => void
  /** Sends what is held; returns how many sendings that is. */
  releaseWebhooks: (options?: { events?: string[]; order?: 'natural' | 'reverse' }) => number
  resendEvent: (eventId: string) => void
  /** Resolves when every webhook that may go out now or later has been delivered or given up. */
  webhooksIdle: () => Promise<void>
  deliveries: () => Delivery[]
  events: (type?: string) => Stripe.Event[]
  objects: <Name extends CollectionName>(name: Name) => Collections[Name][]
  counts: () => Record<CollectionName, number>
  /** Ends a payment that is `processing`; undefined when there is no such intent. */
  settlePayment: (intentId: string, outcome: 'succeed' | 'fail') => Stripe.PaymentIntent | undefined
  /** Answers the open 3-D Secure step of a payment without its page; undefined when none is open. */
  authenticate: (intentId: string, decision: 'authorized' | 'rejected') => Stripe.PaymentIntent | undefined
  /** The next `times` refunds: at once, pending until settled, or accepted and failed right after. */
  setRefundOutcome: (outcome: 'succeed' | 'pending' | 'fail', times?: number) => void
  settleRefund: (refundId: string, outcome: 'succeed' | 'fail') => Stripe.Refund | undefined
  /** `chargeOrIntent` is a `ch_…` or `pi_…`; undefined when it cannot be disputed. */
  openDispute: (chargeOrIntent: string, facts?: { amount?: number; reason?: string }) => Stripe.Dispute | undefined
  closeDispute: (disputeId: string, outcome: 'won' | 'lost') => Stripe.Dispute | undefined
  /** Finishes (or takes back) a seller's onboarding without its page. */
  setOnboarded: (accountId: string, onboarded: boolean) => Stripe.Account | undefined
  /** A payout to the seller's bank, so that a reversal finds too little; returns what is left, in cents. */
  drainAccount: (accountId: string, amount: number, currency?: string) => number | undefined
  /** Moves the sandbox's time forward; retries that have become due leave at once. Returns the new time in ms. */
  advanceClock: (ms: number) => number
  importState: (seed: SandboxSeed) => ImportResult
  /** Forgets every object, fault and held webhook. */
  reset: () => void
}

export function createControl(core: Core): Control {
  const { store, faults, webhooks } = core
  return {
    failNext: faults.add,
    faults: faults.list,
    clearFaults: faults.clear,
    disturbWebhooks: webhooks.faults.add,
    webhookFaults: webhooks.faults.list,
    clearWebhookFaults: webhooks.faults.clear,
    releaseWebhooks: webhooks.release,
    resendEvent: webhooks.resend,
    webhooksIdle: webhooks.idle,
    deliveries: () => [...store.all('deliveries')],
    events: (type) => [...store.all('events')].filter((event) => type === undefined || event.type === type),
    objects: (name) => [...store.all(name)],
    counts: () =>
      Object.fromEntries(collectionNames.map((name) => [name, store.size(name)])) as Record<CollectionName, number>,
    settlePayment: (intentId, outcome) => settleProcessing(core, intentId, outcome),
    authenticate: (intentId, decision) => decideAuthentication(core, intentId, decision),
    setRefundOutcome: (outcome, times = 1) => {
      core.refundOutcome = { outcome, times }
    },
    settleRefund: (refundId, outcome) => settleRefund(core, refundId, outcome),
    openDispute: (chargeOrIntent, facts) => {
      const intent = store.get('payment_intents', chargeOrIntent)
      const charge = store.get('charges', intent ? idOf(intent.latest_charge) : chargeOrIntent)
      return charge && openDispute(core, charge, facts)
    },
    closeDispute: (disputeId, outcome) => closeDispute(core, disputeId, outcome),
    setOnboarded: (accountId, onboarded) => setOnboarded(core, accountId, onboarded),
    drainAccount: (accountId, amount, currency) => drainAccount(core, accountId, amount, currency),
    advanceClock: (ms) => {
      core.clock.setOffsetMs(core.clock.offsetMs() + ms)
      store.commit(() => store.put('settings', { id: 'clock_offset_ms', value: core.clock.offsetMs() }))
      webhooks.wake()
      return core.clock.now()
    },
    importState: (seed) => importState(store, seed),
    reset: () => {
      faults.clear()
      store.clear()
      webhooks.clear()
      core.clock.setOffsetMs(0)
      core.refundOutcome = { outcome: 'succeed', times: 0 }
    },
  }
}
