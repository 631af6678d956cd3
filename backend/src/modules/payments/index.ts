/** The door of payments: one intent per payable, its refunds, the webhook inbox and the reconciler. */
import type { Payment } from '../../../../contracts/payments.ts'
import type { Reader, Tx } from '../../platform/database/index.ts'
import { createGate } from '../../platform/gate.ts'
import { handleJob } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import { type Abandoned, abandonPayment } from './abandon-payment.ts'
import type { PaymentDeps } from './deps.ts'
import type { Payable } from './payable.ts'
import { paymentsPersonalData } from './personal-data.repository.ts'
import { readFee } from './read-fee.ts'
import { paymentGuarantees } from './payments.guarantees.ts'
import {
  compareWithProviderJob,
  processWebhookJob,
  readFeeJob,
  reconcileJob,
  submitRefundJob,
} from './payments.jobs.ts'
import { paymentView } from './payments.queries.ts'
import {
  findByPayable,
  findPayment,
  insertPaymentFrom,
  markAbandoned,
  newPaymentRow,
  type PaymentRow,
  twoDaysAgo,
} from './payments.repository.ts'
import { paymentRoutes } from './payments.routes.ts'
import { processWebhook } from './process-webhook.ts'
import { type ProviderObjects, providerObjects } from './provider-objects.ts'
import { replayEvent } from './replay-event.ts'
import { compareWithProvider, reconcilePayments } from './reconcile-payments.ts'
import { receiveWebhook } from './receive-webhook.ts'
import { fileRefund, type RefundRequest } from './request-refund.ts'
import { type OverdueHold, type Release, releaseOverdue, sweepHolds } from './release-overdue.ts'
import { type SettleOptions, settlePayment } from './settle-payment.ts'
import { submitPayment } from './submit-payment.ts'
import { submitRefund } from './submit-refund.ts'

export type { LockedPayable, Payable, PaidAnswer, PaidFacts } from './payable.ts'
export type { PaymentRow } from './payments.repository.ts'
export type { Abandoned } from './abandon-payment.ts'
export type { OverdueHold, Release, Swept } from './release-overdue.ts'
export { insertPaymentFrom, newPaymentRow, sweepHolds }

export interface Payments extends Module {
  /** Before the first payment of that type. */
  registerPayable(payable: Payable): void
  /** Events of this type are worked off by `listener`, which re-reads the object it is told of. */
  listenTo(eventType: string, listener: (objectId: string) => Promise<void>): void
  submit(payment: PaymentRow): Promise<PaymentRow>
  settle(paymentId: string, options?: SettleOptions): Promise<PaymentRow>
  abandon(paymentId: string, options?: Pick<SettleOptions, 'released'>): Promise<Abandoned>
  /** The hold on what it pays for ran out: asks the provider, then frees it. */
  releaseOverdue(hold: OverdueHold): Promise<Release>
  /** Nothing will be given for it: whatever still succeeds is refunded, and cancelling goes on in the background. */
  giveUp(tx: Tx, paymentId: string): Promise<void>
  /** Never more than what is left of the charge; null when nothing is, or this reason was already refunded. */
  fileRefund(tx: Tx, request: RefundRequest): Promise<{ refundId: string; amountCents: number } | null>
  /** All payments of a payable, newest first. */
  ofPayable(db: Reader | Tx, type: string, id: string): Promise<PaymentRow[]>
  find(db: Reader | Tx, id: string): Promise<PaymentRow | null>
  view(row: PaymentRow): Payment
  reconcile(): Promise<{ payments: number; refunds: number; events: number }>
  compareWithProvider(since: Date): Promise<{ seen: number; mended: number; findings: number }>
  /** @throws BAD_SIGNATURE */
  receiveWebhook(input: { rawBody: Buffer; signature: string }): Promise<void>
  processWebhook(eventId: string): Promise<void>
  /** For staff: the provider's own objects of a payment, as it has them now. Never throws. */
  providerObjects(payment: { intentId: string | null; transferIds: readonly string[] }): Promise<ProviderObjects>
  /** Staff have a stored event worked off again; false when there is none. */
  replayEvent(tx: Tx, eventId: string): Promise<boolean>
  submitRefund(refundId: string): Promise<void>
  /** Writes what the provider kept of a charge into the ledger. Throws while the provider does not know it yet. */
  readFee(paymentId: string): Promise<void>
}

/** Settlements by return pages that one process has under way at once: the rest of its connections stay with everybody else. */
const mostPollsAtOnce = 4

export function createPayments(given: Omit<PaymentDeps, 'payables' | 'listeners' | 'pollGate'>): Payments {
  const deps: PaymentDeps = {
    ...given,
    payables: new Map(),
    listeners: new Map(),
    pollGate: createGate(mostPollsAtOnce),
  }
  const compare = (since: Date) => compareWithProvider(deps, since)
  return {
    name: 'payments',
    routes: paymentRoutes(deps),
    jobs: [
      handleJob(processWebhookJob, ({ eventId }) => processWebhook(deps, eventId)),
      handleJob(submitRefundJob, ({ refundId }) => submitRefund(deps, refundId)),
      handleJob(readFeeJob, ({ paymentId }) => readFee(deps, paymentId)),
      handleJob(reconcileJob, async () => {
        await reconcilePayments(deps)
      }),
      handleJob(compareWithProviderJob, async () => {
        await compare(await twoDaysAgo(deps.database))
      }),
    ],
    schedules: [
      { job: reconcileJob, everySeconds: deps.config.reconcileSeconds },
      { job: compareWithProviderJob, everySeconds: 3600 },
    ],
    guarantees: paymentGuarantees,
    personalData: paymentsPersonalData,
    registerPayable(payable) {
      if (deps.payables.has(payable.type)) throw new Error(`payments of ${payable.type} are already registered`)
      deps.payables.set(payable.type, payable)
    },
    listenTo(eventType, listener) {
      deps.listeners.set(eventType, listener)
    },
    submit: async (payment) => (await submitPayment(deps, payment)).payment,
    settle: (paymentId, options) => settlePayment(deps, paymentId, options),
    abandon: (paymentId, options) => abandonPayment(deps, paymentId, options),
    releaseOverdue: (hold) => releaseOverdue(deps, hold),
    async giveUp(tx, paymentId) {
      await markAbandoned(tx, paymentId)
    },
    fileRefund: (tx, request) => fileRefund(deps, tx, request),
    ofPayable: (db, type, id) => findByPayable(db, type, id),
    find: (db, id) => findPayment(db, id),
    view: (row) => paymentView(deps.config, row),
    reconcile: () => reconcilePayments(deps),
    compareWithProvider: compare,
    receiveWebhook: (input) => receiveWebhook(deps, input),
    processWebhook: (eventId) => processWebhook(deps, eventId),
    providerObjects: (payment) => providerObjects(deps, payment),
    replayEvent: (tx, eventId) => replayEvent(deps, tx, eventId),
    submitRefund: (refundId) => submitRefund(deps, refundId),
    readFee: (paymentId) => readFee(deps, paymentId),
  }
}
