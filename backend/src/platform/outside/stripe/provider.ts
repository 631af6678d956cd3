/** What the house needs of a payment provider, in its own words; amounts are integer centavos. */

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled'

export interface ProviderIntent {
  id: string
  status: IntentStatus
  amountCents: number
  amountReceivedCents: number
  /** Lower case ISO 4217, as the provider writes it. */
  currency: string
  clientSecret: string | null
  livemode: boolean
  metadata: Record<string, string>
  /** `card_declined`, `insufficient_funds`, …: the decline code when there is one. */
  lastErrorCode: string | null
  /** The charge of the last attempt. */
  latestChargeId: string | null
  createdAt: Date
}

export interface ProviderRefund {
  id: string
  intentId: string | null
  amountCents: number
  currency: string
  status: 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled'
  failureReason: string | null
  metadata: Record<string, string>
}

export interface ProviderEvent {
  id: string
  type: string
  objectId: string | null
  createdAt: Date
  livemode: boolean
  payload: Record<string, unknown>
}

/** The provider said no: nothing happened there, and the same call would be refused again. */
export class ProviderRefusedError extends Error {
  override name = 'ProviderRefusedError'
  readonly code: string
  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** No answer that can be relied on: the call may or may not have had its effect. */
export class ProviderUnavailableError extends Error {
  override name = 'ProviderUnavailableError'
}

export interface PaymentProvider {
  createIntent(input: {
    key: string
    amountCents: number
    currency: string
    metadata: Record<string, string>
    description: string
  }): Promise<ProviderIntent>
  retrieveIntent(id: string): Promise<ProviderIntent>
  /** Cancels, or answers the intent as it is when it can no longer be cancelled. */
  cancelIntent(id: string): Promise<ProviderIntent>
  listIntents(input: { since: Date; after?: string }): Promise<{ items: ProviderIntent[]; next: string | null }>
  createRefund(input: {
    key: string
    intentId: string
    amountCents: number
    metadata: Record<string, string>
  }): Promise<ProviderRefund>
  retrieveRefund(id: string): Promise<ProviderRefund>
  listRefunds(intentId: string): Promise<ProviderRefund[]>
  /** What the provider keeps of a charge; null while it has not worked it out. */
  retrieveChargeFee(chargeId: string): Promise<number | null>
  /** Null when the signature is wrong or older than five minutes. */
  verifyEvent(rawBody: Buffer, signature: string): ProviderEvent | null
}
