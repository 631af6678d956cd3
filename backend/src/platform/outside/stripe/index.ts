/** Stripe through its official SDK: the real one, or the local sandbox that speaks its wire protocol. */
import {
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  wrap,
} from 'cockatiel'
import Stripe from 'stripe'
import { z } from 'zod'
import type { Config } from '../../config.ts'
import { assertNoTransaction } from '../../database/index.ts'
import {
  type PaymentProvider,
  type ProviderAccount,
  type ProviderCharge,
  type ProviderIntent,
  type ProviderPage,
  type ProviderRefund,
  type ProviderReversal,
  type ProviderTransfer,
  type Since,
  ProviderRefusedError,
  ProviderUnavailableError,
} from './provider.ts'

export * from './provider.ts'

/** A signature older than this is a replay (Stripe's own default). */
const signatureToleranceSeconds = 300
const maxParallelCalls = 40
const maxWaitingCalls = 400

function clientOptions(config: Config['payments']) {
  const common = {
    // One repeat with the same idempotency key; what is still in doubt then is the reconciler's.
    maxNetworkRetries: 1,
    timeout: config.timeoutMs,
    telemetry: false,
  }
  if (!config.apiBase) return common
  const base = new URL(config.apiBase)
  return {
    ...common,
    host: base.hostname,
    port: Number(base.port),
    protocol: base.protocol.replace(':', '') as 'http' | 'https',
  }
}

/** What every event has. Whatever else our secret vouches for is none, and would only fail later. */
const EventShape = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  created: z.int().min(0).max(253_402_300_799),
  livemode: z.boolean(),
  data: z.object({ object: z.object({ id: z.string().max(255).optional() }) }),
})

function toIntent(intent: Stripe.PaymentIntent): ProviderIntent {
  return {
    id: intent.id,
    status: intent.status as ProviderIntent['status'],
    amountCents: intent.amount,
    amountReceivedCents: intent.amount_received,
    currency: intent.currency,
    clientSecret: intent.client_secret,
    livemode: intent.livemode,
    metadata: intent.metadata,
    lastErrorCode: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code ?? null,
    latestChargeId:
      typeof intent.latest_charge === 'string' ? intent.latest_charge : (intent.latest_charge?.id ?? null),
    createdAt: new Date(intent.created * 1000),
  }
}

function toRefund(refund: Stripe.Refund): ProviderRefund {
  const intent = refund.payment_intent
  return {
    id: refund.id,
    intentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
    amountCents: refund.amount,
    currency: refund.currency,
    status: (refund.status ?? 'pending') as ProviderRefund['status'],
    failureReason: refund.failure_reason ?? null,
    metadata: refund.metadata ?? {},
  }
}

function toCharge(charge: Stripe.Charge): ProviderCharge {
  return {
    id: charge.id,
    status: charge.status,
    amountCents: charge.amount,
    refundedCents: charge.amount_refunded,
    method: charge.payment_method_details?.type ?? null,
    disputed: charge.disputed,
    failureCode: charge.failure_code,
    createdAt: new Date(charge.created * 1000),
  }
}

function toAccount(account: Stripe.Account): ProviderAccount {
  return {
    id: account.id,
    detailsSubmitted: account.details_submitted,
    transfersEnabled: account.capabilities?.transfers === 'active',
    payoutsEnabled: account.payouts_enabled,
    requirementsDue: [
      ...new Set([...(account.requirements?.past_due ?? []), ...(account.requirements?.currently_due ?? [])]),
    ],
    metadata: account.metadata ?? {},
  }
}

function toTransfer(transfer: Stripe.Transfer): ProviderTransfer {
  const { destination } = transfer
  return {
    id: transfer.id,
    amountCents: transfer.amount,
    reversedCents: transfer.amount_reversed,
    currency: transfer.currency,
    destination: typeof destination === 'string' ? destination : (destination?.id ?? ''),
    metadata: transfer.metadata,
    createdAt: new Date(transfer.created * 1000),
  }
}

function toReversal(reversal: Stripe.TransferReversal): ProviderReversal {
  const { transfer } = reversal
  return {
    id: reversal.id,
    transferId: typeof transfer === 'string' ? transfer : transfer.id,
    amountCents: reversal.amount,
    metadata: reversal.metadata ?? {},
  }
}

const pageOf = ({ since, after }: Since) => ({
  limit: 100,
  created: { gte: Math.floor(since.getTime() / 1000) },
  ...(after ? { starting_after: after } : {}),
})

function toPage<T extends { id: string }, U>(list: Stripe.ApiList<T>, to: (item: T) => U): ProviderPage<U> {
  return { items: list.data.map(to), next: list.has_more ? (list.data.at(-1)?.id ?? null) : null }
}

/** Errors in two kinds only: a definite no, and "we cannot know". */
function translate(error: unknown): Error {
  if (isBrokenCircuitError(error) || isBulkheadRejectedError(error))
    return new ProviderUnavailableError('not asked: the provider has been failing', { cause: error })
  if (error instanceof Stripe.errors.StripeError) {
    const status = error.statusCode ?? 0
    const definite = status >= 400 && status < 500 && status !== 429 && status !== 408 && status !== 409
    if (definite) return new ProviderRefusedError(error.decline_code ?? error.code ?? error.type, error.message, error)
  }
  return new ProviderUnavailableError(error instanceof Error ? error.message : String(error), { cause: error })
}

export interface StripeOptions {
  config: Config['payments']
  /** How long a provider that kept failing is left alone. Default 5 s. */
  halfOpenAfterMs?: number
  onCall?: (call: string, outcome: 'ok' | 'refused' | 'unavailable', seconds: number) => void
}

export function createStripeProvider({ config, halfOpenAfterMs = 5000, onCall }: StripeOptions): PaymentProvider {
  const stripe = new Stripe(config.secretKey, clientOptions(config))
  const unavailable = handleWhen((error) => translate(error) instanceof ProviderUnavailableError)
  const breaker = circuitBreaker(unavailable, { halfOpenAfter: halfOpenAfterMs, breaker: new ConsecutiveBreaker(10) })
  const guarded = wrap(breaker, bulkhead(maxParallelCalls, maxWaitingCalls))

  async function call<T>(name: string, work: () => Promise<T>): Promise<T> {
    assertNoTransaction(`stripe ${name}`)
    const started = performance.now()
    const done = (outcome: 'ok' | 'refused' | 'unavailable') =>
      onCall?.(name, outcome, (performance.now() - started) / 1000)
    try {
      const result = await guarded.execute(work)
      done('ok')
      return result
    } catch (error) {
      const translated = translate(error)
      done(translated instanceof ProviderRefusedError ? 'refused' : 'unavailable')
      throw translated
    }
  }

  return {
    async createIntent({ key, amountCents, currency, metadata, description }) {
      const params: Stripe.PaymentIntentCreateParams = {
        amount: amountCents,
        currency: currency.toLowerCase(),
        metadata,
        description,
        automatic_payment_methods: { enabled: true },
      }
      return toIntent(await call('create intent', () => stripe.paymentIntents.create(params, { idempotencyKey: key })))
    },
    async retrieveIntent(id) {
      return toIntent(await call('retrieve intent', () => stripe.paymentIntents.retrieve(id)))
    },
    async cancelIntent(id) {
      try {
        return toIntent(await call('cancel intent', () => stripe.paymentIntents.cancel(id)))
      } catch (error) {
        // Already succeeded, cancelled or processing: what it is decides, not that the call was refused.
        if (error instanceof ProviderRefusedError)
          return toIntent(await call('retrieve intent', () => stripe.paymentIntents.retrieve(id)))
        throw error
      }
    },
    async listIntents(input) {
      return toPage(await call('list intents', () => stripe.paymentIntents.list(pageOf(input))), toIntent)
    },
    async createRefund({ key, intentId, amountCents, metadata }) {
      return toRefund(
        await call('create refund', () =>
          stripe.refunds.create({ payment_intent: intentId, amount: amountCents, metadata }, { idempotencyKey: key }),
        ),
      )
    },
    async retrieveRefund(id) {
      return toRefund(await call('retrieve refund', () => stripe.refunds.retrieve(id)))
    },
    async listRefunds(intentId) {
      const list = await call('list refunds', () => stripe.refunds.list({ payment_intent: intentId, limit: 100 }))
      return list.data.map(toRefund)
    },
    async listRefundsSince(input) {
      return toPage(await call('list refunds', () => stripe.refunds.list(pageOf(input))), toRefund)
    },
    async listBalanceTransactions(input) {
      const list = await call('list balance transactions', () => stripe.balanceTransactions.list(pageOf(input)))
      return toPage(list, ({ id, type, source, amount, fee, net, created }) => ({
        id,
        type,
        source: typeof source === 'string' ? source : (source?.id ?? null),
        amountCents: amount,
        feeCents: fee,
        netCents: net,
        createdAt: new Date(created * 1000),
      }))
    },
    async createAccount({ key, email, metadata }) {
      const params: Stripe.AccountCreateParams = {
        type: 'express',
        country: 'MX',
        email,
        capabilities: { transfers: { requested: true } },
        metadata,
      }
      return toAccount(await call('create account', () => stripe.accounts.create(params, { idempotencyKey: key })))
    },
    async retrieveAccount(id) {
      return toAccount(await call('retrieve account', () => stripe.accounts.retrieve(id)))
    },
    async createAccountLink({ accountId, returnUrl, refreshUrl }) {
      const link = await call('create account link', () =>
        stripe.accountLinks.create({
          account: accountId,
          type: 'account_onboarding',
          return_url: returnUrl,
          refresh_url: refreshUrl,
        }),
      )
      return { url: link.url, expiresAt: new Date(link.expires_at * 1000) }
    },
    async createTransfer({ key, amountCents, currency, destination, sourceChargeId, group, metadata }) {
      const params: Stripe.TransferCreateParams = {
        amount: amountCents,
        currency: currency.toLowerCase(),
        destination,
        transfer_group: group,
        metadata,
        ...(sourceChargeId ? { source_transaction: sourceChargeId } : {}),
      }
      return toTransfer(await call('create transfer', () => stripe.transfers.create(params, { idempotencyKey: key })))
    },
    async retrieveTransfer(id) {
      return toTransfer(await call('retrieve transfer', () => stripe.transfers.retrieve(id)))
    },
    async listTransfers(input) {
      return toPage(await call('list transfers', () => stripe.transfers.list(pageOf(input))), toTransfer)
    },
    async listTransfersOf(group) {
      const list = await call('list transfers', () => stripe.transfers.list({ transfer_group: group, limit: 100 }))
      return list.data.map(toTransfer)
    },
    async createReversal({ key, transferId, amountCents, metadata }) {
      return toReversal(
        await call('create reversal', () =>
          stripe.transfers.createReversal(transferId, { amount: amountCents, metadata }, { idempotencyKey: key }),
        ),
      )
    },
    async listReversals(transferId) {
      const list = await call('list reversals', () => stripe.transfers.listReversals(transferId, { limit: 100 }))
      return list.data.map(toReversal)
    },
    async listCharges(intentId) {
      const list = await call('list charges', () => stripe.charges.list({ payment_intent: intentId, limit: 100 }))
      return list.data.map(toCharge)
    },
    async retrieveChargeFee(chargeId) {
      const charge = await call('retrieve charge', () =>
        stripe.charges.retrieve(chargeId, { expand: ['balance_transaction'] }),
      )
      const transaction = charge.balance_transaction
      return transaction !== null && typeof transaction === 'object' ? transaction.fee : null
    },
    verifyEvent(rawBody, signature) {
      for (const secret of config.webhookSecrets) {
        try {
          const event = stripe.webhooks.constructEvent(rawBody, signature, secret, signatureToleranceSeconds)
          const shape = EventShape.safeParse(event)
          if (!shape.success) return null
          return {
            id: event.id,
            type: event.type,
            objectId: shape.data.data.object.id ?? null,
            createdAt: new Date(event.created * 1000),
            livemode: event.livemode,
            payload: event as unknown as Record<string, unknown>,
          }
        } catch (error) {
          if (!(error instanceof Stripe.errors.StripeSignatureVerificationError) && !(error instanceof SyntaxError))
            throw error
        }
      }
      return null
    },
  }
}
